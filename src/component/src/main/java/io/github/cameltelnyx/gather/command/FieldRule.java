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

import java.util.Arrays;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A rule for several fields of a command. */
@FunctionalInterface
interface FieldRule {

    /** @return the violation of the rule, or null if the fields are valid */
    String violation(ObjectNode fields);

    static FieldRule needs(String... names) {
        return fields -> {
            String missing = Arrays.stream(names)
                    .filter(name -> !fields.has(name))
                    .map(FieldNames::optionName)
                    .collect(Collectors.joining(", "));
            return missing.isEmpty() ? null : missing + " must be set " + CommandFieldCatalog.WAYS_TO_GIVE;
        };
    }

    static FieldRule needsOne(String... names) {
        return fields -> {
            long given = Arrays.stream(names).filter(fields::has).count();
            if (given == 1) {
                return null;
            }
            return (given == 0 ? "one of these must be set: " : "only one of these may be set: ")
                    + Arrays.stream(names).map(FieldNames::optionName).collect(Collectors.joining(", "));
        };
    }

    static FieldRule notBoth(String one, String other) {
        return fields -> fields.has(one) && fields.has(other)
                ? "only one of these may be set: " + FieldNames.optionName(one) + ", " + FieldNames.optionName(other)
                : null;
    }

    static FieldRule notAbove(String low, String high) {
        return fields -> fields.has(low)
                        && fields.has(high)
                        && fields.get(low).asLong() > fields.get(high).asLong()
                ? FieldNames.optionName(low) + " is " + fields.get(low) + " but must not be greater than "
                        + FieldNames.optionName(high) + ", which is " + fields.get(high)
                : null;
    }
}
