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
package io.github.cameltelnyx.simulator;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.cameltelnyx.simulator.rules.ErrorCode;
import io.github.cameltelnyx.simulator.rules.RefusedException;

/** The query of a list request: {@code filter[from]=..}, {@code page[size]=..} and the like. */
record Query(Map<String, String> parameters) {

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }

    /** The value of {@code filter[a][b]}. */
    Optional<String> filter(String... path) {
        return parameter(filterName(path));
    }

    /** Whether a text passes a filter; true without such a filter. */
    boolean allows(String filter, String value) {
        return filter(filter).map(value::equals).orElse(true);
    }

    /** The value of {@code filter[a][b]} as a point in time. */
    Optional<Instant> time(String... path) {
        return filter(path).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw refused(filterName(path), "It must be a time such as 2026-03-04T10:15:00Z.");
            }
        });
    }

    int integer(String name, int byDefault, int minimum, int maximum) {
        String text = parameter(name).orElse(String.valueOf(byDefault));
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < minimum || Integer.parseInt(text) > maximum) {
            String detail = "It must be a whole number from " + minimum + " to " + maximum + ".";
            throw new RefusedException(ErrorCode.RANGE, detail, name);
        }
        return Integer.parseInt(text);
    }

    static RefusedException refused(String parameter, String detail) {
        return new RefusedException(ErrorCode.FILTER, detail, parameter);
    }

    private static String filterName(String... path) {
        return Stream.of(path).map(name -> "[" + name + "]").collect(Collectors.joining("", "filter", ""));
    }
}
