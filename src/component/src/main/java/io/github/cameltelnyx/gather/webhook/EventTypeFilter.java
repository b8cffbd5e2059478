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
package io.github.cameltelnyx.gather.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The event types of a consumer: exact types, and prefixes that end with an asterisk. An empty filter matches all
 * types.
 */
public record EventTypeFilter(List<String> types) {

    private static final Pattern TYPE = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)*(\\.?\\*)?|\\*");

    /** @throws IllegalArgumentException if an event type is not valid; the message names it */
    public static EventTypeFilter parse(String commaSeparated) {
        if (commaSeparated == null || commaSeparated.isBlank()) {
            return new EventTypeFilter(List.of());
        }
        List<String> types = Arrays.stream(commaSeparated.split(","))
                .map(String::strip)
                .sorted()
                .distinct()
                .toList();
        for (String type : types) {
            if (!TYPE.matcher(type).matches()) {
                throw new IllegalArgumentException("option eventTypes contains '" + type
                        + "' but must be event types such as call.gather.ended or call.*, separated by comma");
            }
        }
        return new EventTypeFilter(types);
    }

    public boolean matches(String eventType) {
        return types.isEmpty() || types.stream().anyMatch(type -> matches(type, eventType));
    }

    private static boolean matches(String type, String eventType) {
        return type.endsWith("*") ? eventType.startsWith(type.substring(0, type.length() - 1)) : eventType.equals(type);
    }

    /** Returns the types in a fixed order, or an empty text for all types. */
    @Override
    public String toString() {
        return types.stream().collect(Collectors.joining(",", types.isEmpty() ? "" : "|", ""));
    }
}
