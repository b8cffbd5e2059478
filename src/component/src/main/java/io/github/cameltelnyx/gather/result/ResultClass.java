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
package io.github.cameltelnyx.gather.result;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A record or class that defines the parameters of an AI gather, and of which its result becomes an instance.
 *
 * <p>Every property is required, unless it is an {@code Optional}, has an annotation named {@code Nullable} that is kept
 * at run time, or says {@code @JsonProperty(isRequired = OptBoolean.FALSE)}. {@code @JsonProperty(required = false)}
 * changes nothing: Java cannot tell it from a {@code @JsonProperty} that only gives a name. Required is the default
 * because Telnyx ends a gather at the first value when nothing is.
 */
public final class ResultClass {
    private static final String RIGHT = ": use a record or a class with properties that Jackson can read";

    private final Class<?> type;
    private final ObjectMapper mapper;
    private final ObjectNode schema;

    private ResultClass(Class<?> type, ObjectMapper mapper, ObjectNode schema) {
        this.type = type;
        this.mapper = mapper;
        this.schema = schema;
    }

    /**
     * @throws IllegalArgumentException if the type has no JSON Schema of type object, if Jackson cannot read it, or if
     *     the schema generator is not on the classpath
     */
    public static ResultClass of(Class<?> type) {
        requireGenerator();
        ObjectMapper mapper = mapper();
        ObjectNode schema;
        try {
            schema = ResultSchema.of(type, mapper);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IllegalArgumentException(type.getName() + " has no JSON Schema" + RIGHT, e);
        }
        if (!schema.path("type").asText().equals("object")) {
            throw new IllegalArgumentException(type.getName() + " has no JSON Schema of type object" + RIGHT);
        }
        requireContent(type, schema, "");
        requireReadable(type, mapper.constructType(type), mapper, new HashSet<>());
        return new ResultClass(type, mapper, schema);
    }

    /** Returns a copy of the JSON Schema, for the field {@code parameters} of gather_using_ai. */
    public ObjectNode schema() {
        return schema.deepCopy();
    }

    /**
     * Converts a result to an instance of the type. Properties that the type does not have are ignored.
     *
     * @throws ResultClassException when the result does not fit
     */
    public Object read(JsonNode result) {
        JsonNode given = result == null || result.isMissingNode() ? NullNode.instance : result;
        if (!given.isObject()) {
            throw new ResultClassException(type, "", "the value is not an object", given);
        }
        requireValues(schema, given, "", given);
        try {
            return mapper.treeToValue(given, type);
        } catch (JsonProcessingException e) {
            throw new ResultClassException(type, path(e), problem(e), given);
        }
    }

    private static void requireGenerator() {
        try {
            ClassLoader loader = ResultClass.class.getClassLoader();
            Class.forName("com.github.victools.jsonschema.generator.SchemaGenerator", false, loader);
            Class.forName("com.github.victools.jsonschema.module.jackson.JacksonModule", false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "option resultClass requires com.github.victools:jsonschema-generator and "
                            + "com.github.victools:jsonschema-module-jackson on the classpath: add both",
                    e);
        }
    }

    /** Creates a mapper that rejects values instead of guessing, because a wrong booking is worse than an error. */
    private static ObjectMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .findAndAddModules()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .defaultLeniency(false)
                .build();
        mapper.coercionConfigDefaults().setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        return mapper;
    }

    /** Rejects types such as maps and trees, which do not define what to collect. */
    private static void requireContent(Class<?> type, JsonNode schema, String path) {
        boolean object = schema.path("type").asText().equals("object");
        if (object ? schema.path("properties").isEmpty() : schema.isEmpty()) {
            throw new IllegalArgumentException(type.getName() + (path.isEmpty() ? "" : " at " + path)
                    + " does not define what to collect" + RIGHT);
        }
        schema.path("properties")
                .properties()
                .forEach(property -> requireContent(type, property.getValue(), join(path, property.getKey())));
        if (schema.has("items")) {
            requireContent(type, schema.get("items"), path + "[]");
        }
    }

    /** Finds a missing Jackson module or constructor now, not when a caller has replied to all questions. */
    private static void requireReadable(Class<?> root, JavaType type, ObjectMapper mapper, Set<JavaType> seen) {
        if (!seen.add(type)) {
            return;
        }
        try {
            mapper.treeToValue(BooleanNode.TRUE, type);
        } catch (InvalidDefinitionException e) {
            throw new IllegalArgumentException(
                    root.getName() + " cannot be read by Jackson: " + e.getOriginalMessage() + RIGHT, e);
        } catch (JsonProcessingException e) {
            // true does not fit most types; all that counts is that Jackson knows how to read them
        }
        if (type.getContentType() != null) {
            requireReadable(root, type.getContentType(), mapper, seen);
        }
        mapper.getDeserializationConfig().introspect(type).findProperties().stream()
                .filter(BeanPropertyDefinition::couldDeserialize)
                .forEach(property -> requireReadable(root, property.getPrimaryType(), mapper, seen));
    }

    /** Checks that all required values are present, because Jackson sets missing values to null. */
    private void requireValues(JsonNode part, JsonNode value, String path, JsonNode result) {
        for (JsonNode name : part.path("required")) {
            if (value.isObject() && !value.hasNonNull(name.asText())) {
                throw new ResultClassException(
                        type, join(path, name.asText()), "the value is required but missing", result);
            }
        }
        part.path("properties").properties().stream()
                .filter(property -> value.hasNonNull(property.getKey()))
                .forEach(property -> requireValues(
                        property.getValue(), value.get(property.getKey()), join(path, property.getKey()), result));
        for (int i = 0; part.has("items") && i < value.size(); i++) {
            requireValues(part.get("items"), value.path(i), path + "[" + i + "]", result);
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String path(JsonProcessingException e) {
        return e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(part ->
                                part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                        .collect(Collectors.joining())
                        .replaceFirst("^\\.", "")
                : "";
    }

    private static String problem(JsonProcessingException e) {
        if (e instanceof ValueInstantiationException refused) {
            Throwable cause = refused.getCause();
            return "the constructor threw "
                    + (cause == null ? "" : cause.getClass().getName());
        }
        return e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
                ? "the value cannot be converted to " + mismatch.getTargetType().getSimpleName()
                : "the value cannot be read";
    }
}
