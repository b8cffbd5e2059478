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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.gather.command.CommandField;
import io.github.cameltelnyx.gather.command.CommandFieldCatalog;
import io.github.cameltelnyx.gather.command.FieldNames;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;

/** Reads the fields of a command from the options of its endpoint, once when the producer starts. */
final class CommandOptions {

    private static final Set<String> ALL = Arrays.stream(TelnyxGatherOperation.values())
            .flatMap(operation -> operation.options().stream())
            .map(FieldNames::optionName)
            .collect(Collectors.toUnmodifiableSet());

    private CommandOptions() {}

    /** Whether an option is a field of any command. */
    static boolean isOption(String option) {
        return ALL.contains(option);
    }

    /** @throws IllegalArgumentException if an option is not supported by the operation */
    static void checkApplicable(TelnyxGatherOperation operation, Collection<String> options) {
        for (String option : options) {
            if (ALL.contains(option) && !operation.options().contains(FieldNames.snakeCase(option))) {
                throw new IllegalArgumentException("telnyx-gather:" + operation + " has no option " + option
                        + ". Its options are " + names(operation) + ". Use field."
                        + FieldNames.snakeCase(option) + " to send the field anyway");
            }
        }
    }

    /**
     * @param options gives the value of an option, or null
     * @param others the fields that have no option, by Telnyx's names
     */
    static ObjectNode read(
            TelnyxGatherOperation operation,
            Function<String, Object> options,
            Map<String, Object> others,
            CamelContext context)
            throws IOException {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (String name : operation.options()) {
            String option = FieldNames.optionName(name);
            Object value = options.apply(option);
            if (value != null) {
                Object resolved = resolve(context, name, value);
                fields.set(name, CommandFieldCatalog.field(name).read(resolved, operation + ": option " + option));
            }
        }
        for (Map.Entry<String, Object> field : others.entrySet()) {
            addNested(fields, field.getKey(), field.getValue(), operation + ": option field." + field.getKey());
        }
        return fields;
    }

    private static void addNested(ObjectNode fields, String path, Object value, String where) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            fields.set(path, CommandFieldCatalog.field(path).read(value, where));
            return;
        }
        ObjectNode node = fields.withObjectProperty(path.substring(0, dot));
        String rest = path.substring(dot + 1);
        for (dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.')) {
            node = node.withObjectProperty(rest.substring(0, dot));
            rest = rest.substring(dot + 1);
        }
        JsonNode leaf = CommandField.unknown(rest).read(value, where);
        node.set(rest, leaf);
    }

    private static Object resolve(CamelContext context, String name, Object value) throws IOException {
        if (name.equals("parameters")) {
            return resource(context, value.toString());
        }
        if (CommandFieldCatalog.isNumber(name) && value.toString().startsWith(" ")) {
            // Camel's URIs take a plus for a blank, and to=+15550100001 is what people write
            return "+" + value.toString().substring(1);
        }
        return value;
    }

    private static String resource(CamelContext context, String value) throws IOException {
        if (value.stripLeading().startsWith("{") || !ResourceHelper.hasScheme(value)) {
            return value;
        }
        try (InputStream resource = ResourceHelper.resolveMandatoryResourceAsInputStream(context, value)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String names(TelnyxGatherOperation operation) {
        return operation.options().stream().map(FieldNames::optionName).collect(Collectors.joining(", "));
    }
}
