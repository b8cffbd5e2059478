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
package io.github.cameltelnyx.gather.command;

import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * One field of Telnyx commands: its name in snake_case, its JSON type, and what its value must be. A confidential value
 * (speech, numbers, digits) is described by its length only.
 */
public record CommandField(String name, Type type, Predicate<JsonNode> isRight, String rule, boolean confidential) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader READER = JSON.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Text that is not JSON is the usual case, and the parser reports it by an exception. {@code null} is text. */
    private static final Pattern MAY_BE_JSON = Pattern.compile(
            "[ \\t\\r\\n]*+(?:[{\\[\"].*+|(?:true|false|-?\\d++(?:\\.\\d++)?(?:[eE][+-]?\\d++)?)[ \\t\\r\\n]*+)",
            Pattern.DOTALL);

    public enum Type {
        TEXT("text"),
        INTEGER("a whole number"),
        BOOLEAN("true or false"),
        /** An object or array; text is read as JSON. */
        JSON("a JSON object or array"),
        /** Text, or an array of texts; text that is a JSON array is read as one. */
        TEXT_OR_LIST("text or a list"),
        /** Any value. Text that is JSON (a number, true, an object, ...) is read as JSON. */
        ANY("anything");

        private final String description;

        Type(String description) {
            this.description = description;
        }
    }

    /** A field that the catalog does not have, which Telnyx may have added since. */
    public static CommandField unknown(String name) {
        return new CommandField(name, Type.ANY, value -> true, "", true);
    }

    /**
     * Converts a value to the JSON type of the field and checks it.
     *
     * @param where the place of the value for the message, such as an option or a header
     * @throws IllegalArgumentException naming the place, the value (its length if it is confidential) and the rule
     */
    public JsonNode read(Object value, String where) {
        JsonNode node = value instanceof JsonNode json ? json : JSON.valueToTree(value);
        JsonNode typed =
                switch (type) {
                    case TEXT -> node.isValueNode() ? TextNode.valueOf(node.asText()) : null;
                    case INTEGER -> integer(node);
                    case BOOLEAN -> bool(node);
                    case JSON -> container(node);
                    case TEXT_OR_LIST -> node.isArray() ? node : textOrList(node);
                    case ANY -> node.isTextual() ? free(node) : node;
                };
        if (typed == null) {
            throw new IllegalArgumentException(
                    where + " is " + described(node) + " but must be " + (rule.isEmpty() ? type.description : rule));
        }
        if (!isRight.test(typed)) {
            throw new IllegalArgumentException(where + " is " + described(typed) + " but must be " + rule);
        }
        return typed;
    }

    private String described(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isArray() ? "a list" : "an object";
        }
        String text = value.asText();
        return confidential || text.length() > 60 ? "a value of " + text.length() + " characters" : "'" + text + "'";
    }

    private static JsonNode integer(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.canConvertToInt() ? node : null;
        }
        try {
            return node.isTextual()
                    ? IntNode.valueOf(Integer.parseInt(node.asText().strip()))
                    : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static JsonNode bool(JsonNode node) {
        if (node.isBoolean()) {
            return node;
        }
        return switch (node.asText().strip()) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> null;
        };
    }

    private static JsonNode container(JsonNode node) {
        JsonNode json = node.isTextual() ? parse(node.asText()) : node;
        return json != null && json.isContainerNode() ? json : null;
    }

    private static JsonNode textOrList(JsonNode node) {
        String text = node.asText();
        JsonNode list = text.startsWith("[") ? parse(text) : null;
        return list != null && list.isArray() ? list : TextNode.valueOf(text);
    }

    private static JsonNode free(JsonNode text) {
        JsonNode json = MAY_BE_JSON.matcher(text.asText()).matches() ? parse(text.asText()) : null;
        return json == null || json.isMissingNode() || json.isNull() ? text : json;
    }

    /** @return null if the text is not JSON */
    public static JsonNode parse(String text) {
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
