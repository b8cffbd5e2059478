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

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.OptBoolean;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;

/** Generates the JSON Schema of a class. No other class uses the optional schema generator. */
final class ResultSchema {
    private ResultSchema() {}

    static ObjectNode of(Class<?> type, ObjectMapper mapper) {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        mapper, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule())
                .with(Option.INLINE_ALL_SCHEMAS, Option.STANDARD_FORMATS)
                // it would say "or null", which not every model understands and nothing here needs
                .without(Option.SCHEMA_VERSION_INDICATOR, Option.FLATTENED_OPTIONALS);
        // as declared, since that is the order of the questions
        builder.forTypesInGeneral()
                .withPropertySorter((one, other) -> 0)
                .withCustomDefinitionProvider((resolved, context) -> enumeration(resolved.getErasedType(), mapper));
        builder.forFields()
                .withTargetTypeOverridesResolver(
                        field -> isOptional(field) ? field.getType().getTypeParameters() : null)
                .withIgnoreCheck(field -> !isRead(field, mapper))
                .withRequiredCheck(ResultSchema::isRequired);
        ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(type);
        merge(schema);
        return schema;
    }

    /** Returns the schema of an enum, with the names that Jackson reads and writes. */
    private static CustomDefinition enumeration(Class<?> type, ObjectMapper mapper) {
        if (!type.isEnum()) {
            return null;
        }
        ObjectNode schema = mapper.createObjectNode().put("type", "string");
        schema.putArray("enum")
                .addAll(Arrays.stream(type.getEnumConstants())
                        .<JsonNode>map(mapper::valueToTree)
                        .toList());
        return new CustomDefinition(schema, CustomDefinition.INLINE_DEFINITION, CustomDefinition.INCLUDING_ATTRIBUTES);
    }

    /**
     * Replaces each {@code allOf} by its parts. The description of a property takes precedence over that of its class.
     */
    private static void merge(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.get("allOf") instanceof ArrayNode parts) {
            schema.remove("allOf");
            parts.forEach(part -> schema.setAll((ObjectNode) part));
        }
        node.forEach(ResultSchema::merge);
    }

    /** Whether Jackson sets the field. Other fields are not part of the schema, because their values would be lost. */
    private static boolean isRead(FieldScope field, ObjectMapper mapper) {
        return mapper
                .getDeserializationConfig()
                .introspect(mapper.constructType(field.getDeclaringType().getErasedType()))
                .findProperties()
                .stream()
                .filter(property -> property.getInternalName().equals(field.getDeclaredName()))
                .anyMatch(BeanPropertyDefinition::couldDeserialize);
    }

    private static boolean isRequired(FieldScope field) {
        JsonProperty property = field.getAnnotationConsideringFieldAndGetter(JsonProperty.class);
        return !(isOptional(field)
                || property != null && property.isRequired() == OptBoolean.FALSE
                || isNullable(field));
    }

    private static boolean isOptional(FieldScope field) {
        return field.getRawMember().getType() == Optional.class;
    }

    /**
     * Whether the field has an annotation with the simple name Nullable, as jakarta, jspecify, Spring and others each
     * define one.
     */
    private static boolean isNullable(FieldScope field) {
        return Stream.of(field.getRawMember(), field.getRawMember().getAnnotatedType())
                .flatMap(element -> Arrays.stream(element.getAnnotations()))
                .map(Annotation::annotationType)
                .anyMatch(annotation -> annotation.getSimpleName().equals("Nullable"));
    }
}
