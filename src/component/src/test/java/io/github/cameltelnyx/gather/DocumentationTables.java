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
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cameltelnyx.gather.command.FieldNames;
import io.github.cameltelnyx.gather.event.CallEvent;

/** The tables of the component page, made from the catalog and from the code. */
record DocumentationTables(JsonNode catalog) {

    static final String CATALOG = "META-INF/io/github/cameltelnyx/gather/telnyx-gather.json";
    static final List<String> NAMES =
            List.of("component-options", "endpoint-options", "headers", "operations", "events");

    /** Options that Camel gives to every component, with descriptions as long as its own documentation. */
    private static final Set<String> OF_CAMEL =
            Set.of("autowiredEnabled", "bridgeErrorHandler", "exceptionHandler", "lazyStartProducer");
    /** Telnyx demands a voice, but the producer gives one when the route does not. */
    private static final Set<String> FILLED_IN = Set.of("voice");

    private static final Set<String> OF_EVERY_COMMAND = Set.of("client_state", "command_id");

    static DocumentationTables ofTheCode() {
        try (InputStream json = DocumentationTables.class.getClassLoader().getResourceAsStream(CATALOG)) {
            return new DocumentationTables(new ObjectMapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The page with these tables in place of those between its comments "begin" and "end". */
    String update(String page) {
        String text = page;
        for (String name : NAMES) {
            String begin = "// begin: " + name + "\n";
            int from = text.indexOf(begin);
            int to = text.indexOf("\n// end: " + name, Math.max(from, 0));
            if (from < 0 || to < 0) {
                throw new AssertionError("The page has no place for the table " + name);
            }
            text = text.substring(0, from) + begin + table(name) + text.substring(to);
        }
        return text;
    }

    private String table(String name) {
        return switch (name) {
            case "component-options" -> componentOptions();
            case "endpoint-options" -> endpointOptions();
            case "headers" -> headers();
            case "operations" -> operations();
            case "events" -> events();
            default -> throw new IllegalArgumentException(name);
        };
    }

    private String componentOptions() {
        List<List<String>> rows = new ArrayList<>();
        catalog.path("componentProperties").properties().forEach(option -> {
            if (!catalog.path("properties").has(option.getKey())) {
                rows.add(optionRow(option));
            }
        });
        return table("2,5,1,1", List.of("Option", "Description", "Default", "Type"), rows);
    }

    private String endpointOptions() {
        List<List<String>> rows = new ArrayList<>();
        catalog.path("properties").properties().forEach(option -> {
            if (!option.getKey().equals("operation")) {
                rows.add(optionRow(option));
            }
        });
        return table("2,5,1,1", List.of("Option", "Description", "Default", "Type"), rows);
    }

    private List<String> optionRow(Map.Entry<String, JsonNode> option) {
        JsonNode value = option.getValue();
        String name = option.getKey().equals("fields") ? "field.*" : option.getKey();
        String description = value.path("description").asText();
        if (OF_CAMEL.contains(name)) {
            description = "As in every Camel component.";
        }
        description = text(description.replace(" This is a multi-value option with prefix: field.", ""));
        if (value.has("enum")) {
            List<String> values = new ArrayList<>();
            value.path("enum").forEach(each -> values.add(code(each.asText())));
            description += " One of " + String.join(", ", values) + ".";
        }
        return List.of(code(name) + label(value), description, defaultValue(value), type(value));
    }

    private static String label(JsonNode option) {
        String label = option.path("label").asText();
        return label.isEmpty() ? "" : " (" + label.replace(",", ", ") + ")";
    }

    /** The catalog has false for every Boolean, but one that is not given is not sent: Telnyx decides. */
    private String defaultValue(JsonNode option) {
        boolean undecided = option.path("javaType").asText().equals("java.lang.Boolean");
        return undecided || !option.has("defaultValue")
                ? ""
                : code(option.path("defaultValue").asText());
    }

    private static String type(JsonNode option) {
        if (option.path("type").asText().equals("duration")) {
            return "duration";
        }
        String type = option.path("javaType").asText().replaceAll("<.*", "");
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private String headers() {
        List<List<String>> rows = new ArrayList<>();
        catalog.path("headers").properties().forEach(header -> {
            JsonNode value = header.getValue();
            rows.add(List.of(
                    code(header.getKey()), text(value.path("description").asText()), constant(value), type(value)));
        });
        return table("3,4,2,1", List.of("Header", "Description", "Constant", "Type"), rows);
    }

    private String constant(JsonNode header) {
        String constant = header.path("constantName").asText();
        return code(constant.substring(constant.indexOf('#') + 1));
    }

    private String operations() {
        List<List<String>> rows = new ArrayList<>();
        for (TelnyxGatherOperation operation : TelnyxGatherOperation.values()) {
            if (operation.isCommand()) {
                Set<String> options = new TreeSet<>(operation.options());
                if (options.containsAll(OF_EVERY_COMMAND)) {
                    options.removeAll(OF_EVERY_COMMAND);
                }
                rows.add(List.of(
                        code(operation.name()),
                        code(operation.method() + " " + operation.path()),
                        needs(operation),
                        optionNames(options),
                        operation.resultEvents().stream()
                                .sorted()
                                .map(DocumentationTables::code)
                                .collect(Collectors.joining(", "))));
            }
        }
        return table("2,4,2,4,2", List.of("Operation", "Request", "Needs", "Options", "Ended by"), rows);
    }

    /** What the rules of the operation ask for when they are given nothing. */
    private String needs(TelnyxGatherOperation operation) {
        List<String> needed = new ArrayList<>();
        Set<String> required = new TreeSet<>(operation.required());
        required.removeAll(FILLED_IN);
        if (!required.isEmpty()) {
            needed.add(optionNames(required));
        }
        for (String violation : operation.spec().violations(JsonNodeFactory.instance.objectNode())) {
            if (violation.startsWith("one of these must be set: ")) {
                List<String> names = List.of(violation
                        .substring("one of these must be set: ".length())
                        .split(", "));
                needed.add("one of "
                        + names.stream().map(DocumentationTables::code).collect(Collectors.joining(", ")));
            }
        }
        return String.join("; ", needed);
    }

    private String optionNames(Collection<String> fields) {
        return fields.stream()
                .map(FieldNames::optionName)
                .map(DocumentationTables::code)
                .collect(Collectors.joining(", "));
    }

    private String events() {
        List<List<String>> rows = new ArrayList<>();
        for (Class<?> event : CallEvent.class.getPermittedSubclasses()) {
            rows.add(List.of(typeOf(event), code(event.getSimpleName()), fieldsOf(event)));
        }
        return table("3,3,5", List.of("Event type", "Body", "Fields of its own"), rows);
    }

    private String typeOf(Class<?> event) {
        try {
            Field type = event.getField("TYPE");
            return code(type.get(null).toString());
        } catch (NoSuchFieldException e) {
            return "any other";
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private String fieldsOf(Class<?> event) {
        return Arrays.stream(event.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !name.equals("data"))
                .map(DocumentationTables::code)
                .collect(Collectors.joining(", "));
    }

    private static String code(String text) {
        return "`" + text.replace("{", "\\{") + "`";
    }

    private static String text(String text) {
        return text.replace("|", "\\|");
    }

    private static String table(String widths, List<String> head, List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add("[width=\"100%\",cols=\"" + widths + "\",options=\"header\"]");
        lines.add("|===");
        lines.add("| " + String.join(" | ", head));
        rows.forEach(row -> lines.add(("| " + String.join(" | ", row)).strip()));
        lines.add("|===");
        return String.join("\n", lines);
    }
}
