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
package io.github.cameltelnyx.simulator.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Creates the rules of {@link CommandRules}. A field that is missing or null passes, unless required. */
final class RuleFactory {

    private static final Pattern PHONE_NUMBER = Pattern.compile("\\+[1-9]\\d{1,14}|sips?:\\S+");
    private static final int MAXIMUM_URL = 2000;
    private static final int MAXIMUM_PORT = 65_535;

    private RuleFactory() {}

    static Rule required(String... fields) {
        return (body, errors) -> Arrays.stream(fields)
                .filter(field ->
                        value(body, field).filter(RuleFactory::isFilled).isEmpty())
                .forEach(field -> add(
                        errors,
                        ErrorCode.MISSING_PARAMETER,
                        "The '" + field + "' parameter is required and cannot be blank.",
                        field));
    }

    /** At least one of the fields. */
    static Rule oneOf(String... fields) {
        return (body, errors) -> {
            if (Arrays.stream(fields).allMatch(field -> value(body, field).isEmpty())) {
                String detail = "One of " + String.join(", ", fields) + " is required.";
                add(errors, ErrorCode.MISSING_PARAMETER, detail, fields[0]);
            }
        };
    }

    /** At most one of the fields. */
    static Rule exclusive(String... fields) {
        return (body, errors) -> {
            List<String> given = Arrays.stream(fields)
                    .filter(field -> value(body, field).isPresent())
                    .toList();
            if (given.size() > 1) {
                String detail = "Only one of " + String.join(", ", fields) + " can be given.";
                add(errors, ErrorCode.INVALID_VALUE, detail, given.get(1));
            }
        };
    }

    static Rule strings(String... fields) {
        return typed(JsonNode::isTextual, "a string", fields);
    }

    static Rule booleans(String... fields) {
        return typed(JsonNode::isBoolean, "a boolean", fields);
    }

    static Rule objects(String... fields) {
        return typed(JsonNode::isObject, "an object", fields);
    }

    static Rule arrays(String... fields) {
        return typed(JsonNode::isArray, "an array", fields);
    }

    static Rule integer(String field, long minimum, long maximum, ErrorCode code) {
        return (body, errors) -> value(body, field).ifPresent(value -> {
            if (!value.isIntegralNumber()) {
                add(errors, ErrorCode.TYPE, "The '" + field + "' parameter must be an integer.", field);
            } else if (!value.canConvertToLong() || value.asLong() < minimum || value.asLong() > maximum) {
                String detail = "The value is outside of allowed range " + minimum + " to " + maximum;
                add(errors, code, detail, field);
            }
        });
    }

    static Rule length(String field, int minimum, int maximum, ErrorCode code) {
        String detail = "The length must be from " + minimum + " to " + maximum + " characters.";
        return text(field, text -> text.length() >= minimum && text.length() <= maximum, code, detail);
    }

    static Rule matches(String field, String regex, ErrorCode code) {
        Pattern pattern = Pattern.compile(regex);
        return text(field, pattern.asMatchPredicate(), code, "The value must match " + regex + ".");
    }

    static Rule values(String field, ErrorCode code, String... allowed) {
        String detail = "The value must be one of: " + String.join(", ", allowed) + ".";
        return text(field, Set.of(allowed)::contains, code, detail);
    }

    static Rule values(String field, String... allowed) {
        return values(field, ErrorCode.ENUM, allowed);
    }

    static Rule base64(String field, ErrorCode code) {
        return text(field, RuleFactory::isBase64, code, "The value must be a base64 encoded string.");
    }

    static Rule url(String field) {
        return text(field, RuleFactory::isUrl, ErrorCode.INVALID_URL, "The value must be an http or https URL.");
    }

    static Rule urlOrEmpty(String field) {
        Predicate<String> valid = text -> text.isEmpty() || isUrl(text);
        return text(field, valid, ErrorCode.INVALID_URL, "The value must be an http or https URL.");
    }

    /** {@code infinity}, or a count from 1 to 100 as a number or as text. */
    static Rule loop(String field) {
        return (body, errors) -> value(body, field).ifPresent(value -> {
            boolean counts = value.isIntegralNumber() || value.isTextual();
            if (!counts || !value.asText().matches("infinity|[1-9]\\d?|100")) {
                add(errors, ErrorCode.LOOP, "The value must be 'infinity' or from 1 to 100.", field);
            }
        });
    }

    /** A number in +E.164 or a SIP URI. */
    static Rule phone(String field) {
        return text(field, RuleFactory::isPhone, ErrorCode.INVALID_PHONE_NUMBER, phoneDetail(field));
    }

    /** Like {@link #phone}, but a comma and digits to send may follow. */
    static Rule phoneAndDigits(String field) {
        return text(field, RuleFactory::isPhoneAndDigits, ErrorCode.INVALID_PHONE_NUMBER, phoneDetail(field));
    }

    /** Like {@link #phoneAndDigits}, or an array of numbers without digits. */
    static Rule phones(String field) {
        return (body, errors) -> value(body, field).ifPresent(value -> {
            boolean valid = value.isArray()
                    ? !value.isEmpty()
                            && StreamSupport.stream(value.spliterator(), false)
                                    .map(JsonNode::asText)
                                    .allMatch(RuleFactory::isPhone)
                    : isPhoneAndDigits(value.asText());
            if (!valid) {
                add(errors, ErrorCode.INVALID_PHONE_NUMBER, phoneDetail(field), field);
            }
        });
    }

    /** Applies rules to an object within the body; the pointers of the errors include its name. */
    static Rule within(String field, Rule... rules) {
        return (body, errors) -> value(body, field)
                .filter(JsonNode::isObject)
                .ifPresent(value -> checkAt(field, (ObjectNode) value, errors, rules));
    }

    /** Applies rules to each object of an array. */
    static Rule each(String field, Rule... rules) {
        return (body, errors) -> value(body, field).filter(JsonNode::isArray).ifPresent(array -> {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof ObjectNode element) {
                    checkAt(field + "/" + i, element, errors, rules);
                } else {
                    add(errors, ErrorCode.TYPE, "The element must be an object.", field + "/" + i);
                }
            }
        });
    }

    /** The names of an object's fields. */
    static Rule keys(String field, Set<String> allowed, ErrorCode code) {
        return (body, errors) -> value(body, field)
                .ifPresent(value -> value.fieldNames().forEachRemaining(key -> {
                    if (!allowed.contains(key)) {
                        add(errors, code, "'" + key + "' is not a known event type.", field + "/" + key);
                    }
                }));
    }

    /** An object whose values are URLs. */
    static Rule urls(String field) {
        return (body, errors) -> value(body, field).filter(JsonNode::isObject).ifPresent(urls -> urls.fieldNames()
                .forEachRemaining(name -> checkAt(field, (ObjectNode) urls, errors, url(name))));
    }

    /** Pauses between attempts at a webhook, by type of event: how many at most, and how long they are together. */
    static Rule retries(String field, int maximum, long maximumMillis) {
        String detail =
                "retries_ms must be at most " + maximum + " pauses of at most " + maximumMillis + " ms together.";
        return (body, errors) -> value(body, field)
                .filter(JsonNode::isObject)
                .ifPresent(policies -> policies.properties().forEach(policy -> {
                    JsonNode pauses = policy.getValue().path("retries_ms");
                    long sum = 0;
                    boolean valid = pauses.isArray() && pauses.size() <= maximum;
                    for (JsonNode pause : pauses) {
                        long millis = pause.isIntegralNumber() && pause.canConvertToLong() ? pause.asLong() : -1;
                        valid &= millis >= 0 && millis <= maximumMillis;
                        sum += millis;
                    }
                    if (!valid || sum > maximumMillis) {
                        add(errors, ErrorCode.RANGE, detail, field + "/" + policy.getKey() + "/retries_ms");
                    }
                }));
    }

    static Rule text(String field, Predicate<String> valid, ErrorCode code, String detail) {
        return (body, errors) -> value(body, field).ifPresent(value -> {
            if (!value.isTextual()) {
                add(errors, ErrorCode.TYPE, "The '" + field + "' parameter must be a string.", field);
            } else if (!valid.test(value.asText())) {
                add(errors, code, detail, field);
            }
        });
    }

    private static Rule typed(Predicate<JsonNode> type, String name, String... fields) {
        return (body, errors) -> Arrays.stream(fields)
                .filter(field -> value(body, field).filter(type.negate()).isPresent())
                .forEach(field ->
                        add(errors, ErrorCode.TYPE, "The '" + field + "' parameter must be " + name + ".", field));
    }

    private static void checkAt(String place, ObjectNode value, List<ApiError> errors, Rule... rules) {
        List<ApiError> inner = new ArrayList<>();
        Arrays.stream(rules).forEach(rule -> rule.check(value, inner));
        inner.forEach(error -> errors.add(new ApiError(error.code(), error.detail(), "/" + place + error.pointer())));
    }

    private static Optional<JsonNode> value(ObjectNode body, String field) {
        return Optional.ofNullable(body.get(field)).filter(value -> !value.isNull());
    }

    /** A number in E.164 form or a SIP address. */
    static boolean isPhone(String text) {
        return PHONE_NUMBER.matcher(text).matches();
    }

    private static boolean isPhoneAndDigits(String text) {
        return isPhone(text.replaceFirst(",.*", ""));
    }

    private static boolean isFilled(JsonNode value) {
        return !value.isTextual() || !value.asText().isBlank();
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isUrl(String text) {
        try {
            URI uri = new URI(text);
            return text.length() <= MAXIMUM_URL
                    && uri.getHost() != null
                    && uri.getPort() <= MAXIMUM_PORT
                    && Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String phoneDetail(String field) {
        return "The '" + field + "' parameter must be in E164 format.";
    }

    private static void add(List<ApiError> errors, ErrorCode code, String detail, String field) {
        errors.add(new ApiError(code, detail, "/" + field));
    }
}
