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
package io.github.cameltelnyx.gather;

import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltelnyx.gather.event.CallEvent;
import org.apache.camel.Converter;

/** Converts events and responses to JSON. Nothing converts to an event: only verified bytes become one. */
@Converter(generateLoader = true)
public final class TelnyxGatherConverter {

    private TelnyxGatherConverter() {}

    /** Converts an event to its verified JSON, the {@code data} of the webhook. */
    @Converter
    public static String toString(CallEvent event) {
        return event.json().toString();
    }

    /** Converts an event to a copy of its JSON. */
    @Converter
    public static JsonNode toJsonNode(CallEvent event) {
        return event.json().deepCopy();
    }

    /** Converts an event to a Map with the field names of Telnyx. */
    @Converter
    public static Map<String, Object> toMap(CallEvent event) {
        return Json.toMap(event.json());
    }

    /** The response to a command as JSON. */
    @Converter
    public static String toString(CommandResponse response) throws JsonProcessingException {
        return Json.toText(response);
    }
}
