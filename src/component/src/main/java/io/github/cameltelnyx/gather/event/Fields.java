/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.cameltelnyx.gather.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads typed fields of a JSON object. It never throws, so that a malformed field does not lose the event: a field that is
 * missing, null or of another type is null or an empty list. A scalar where text is expected is its text.
 */
record Fields(ObjectNode json) {

    String text(String name) {
        return text(json.get(name));
    }

    Integer integer(String name) {
        JsonNode node = json.get(name);
        return node != null && node.canConvertToExactIntegral() && node.canConvertToInt() ? node.intValue() : null;
    }

    Boolean bool(String name) {
        JsonNode node = json.get(name);
        return node != null && node.isBoolean() ? node.booleanValue() : null;
    }

    Instant instant(String name) {
        String text = text(name);
        try {
            Instant instant = text == null ? null : Instant.parse(text);
            return instant == null || isInMillis(instant) ? instant : null;
        } catch (DateTimeException e) {
            // the text itself is still in the JSON of the event
            return null;
        }
    }

    /** Whether users can convert it to the milliseconds of most APIs, those of Camel included. */
    private static boolean isInMillis(Instant instant) {
        return Math.abs(instant.getEpochSecond()) < Long.MAX_VALUE / 1000;
    }

    JsonNode json(String name) {
        JsonNode node = json.get(name);
        return node == null || node.isNull() ? null : node;
    }

    List<String> texts(String name) {
        return list(name, Fields::text);
    }

    List<ChatMessage> messages(String name) {
        return objects(name, fields -> new ChatMessage(fields.text("role"), fields.text("content")));
    }

    List<SipHeader> headers(String name) {
        return objects(name, fields -> new SipHeader(fields.text("name"), fields.text("value")));
    }

    List<Insight> insights(String name) {
        return objects(name, fields -> new Insight(fields.text("insight_id"), fields.json("result")));
    }

    private <T> List<T> objects(String name, Function<Fields, T> reader) {
        return list(name, node -> node instanceof ObjectNode object ? reader.apply(new Fields(object)) : null);
    }

    private <T> List<T> list(String name, Function<JsonNode, T> reader) {
        JsonNode node = json.get(name);
        if (node == null || !node.isArray()) {
            return List.of();
        }
        return StreamSupport.stream(node.spliterator(), false)
                .map(reader)
                .filter(Objects::nonNull)
                .toList();
    }

    private static String text(JsonNode node) {
        return node == null || node.isNull() || node.isContainerNode() ? null : node.asText();
    }
}
