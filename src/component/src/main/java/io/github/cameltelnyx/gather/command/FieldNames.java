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

/** The three spellings of a field: Telnyx's snake_case, the camelCase of options, and the name of the header. */
public final class FieldNames {

    private static final String HEADER_PREFIX = "CamelTelnyxGather";

    private FieldNames() {}

    /** Gives the endpoint option of a field: {@code maximumDigits} for {@code maximum_digits}. */
    public static String optionName(String field) {
        StringBuilder name = new StringBuilder(field.length());
        for (String word : field.split("_")) {
            name.append(name.isEmpty() ? word : capitalized(word));
        }
        return name.toString();
    }

    /** Gives the header of a field: {@code CamelTelnyxGatherMaximumDigits} for {@code maximum_digits}. */
    public static String headerName(String field) {
        return HEADER_PREFIX + capitalized(optionName(field));
    }

    /** Gives the field of an option: {@code maximum_digits} for {@code maximumDigits}. */
    public static String snakeCase(String option) {
        StringBuilder name = new StringBuilder(option.length() + 8);
        for (char c : option.toCharArray()) {
            if (Character.isUpperCase(c)) {
                name.append('_').append(Character.toLowerCase(c));
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }

    /** Gives the field of a header: {@code maximum_digits} for {@code CamelTelnyxGatherMaximumDigits}. */
    public static String fieldOf(String header) {
        return snakeCase(header.substring(HEADER_PREFIX.length())).substring(1);
    }

    private static String capitalized(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
