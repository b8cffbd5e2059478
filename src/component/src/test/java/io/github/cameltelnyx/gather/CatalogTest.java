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

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.cameltelnyx.gather.command.FieldNames;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.ConfigurationPropertiesValidationResult;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.tooling.model.ComponentModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What Camel's tools know of the component: it is right, complete, and agrees with the documentation. */
class CatalogTest {

    private static final String SCHEME = TelnyxGatherConstants.SCHEME;
    private static final String HEADER_PREFIX = "CamelTelnyxGather";
    private static final CamelCatalog CATALOG = catalog();
    private static final ComponentModel COMPONENT = CATALOG.componentModel(SCHEME);

    private static CamelCatalog catalog() {
        DefaultCamelCatalog catalog = new DefaultCamelCatalog();
        // with the JSON: by the class alone, the catalog looks next to the class and not in META-INF, where it is
        catalog.addComponent(
                SCHEME,
                TelnyxGatherComponent.class.getName(),
                DocumentationTables.ofTheCode().catalog().toString());
        return catalog;
    }

    static List<String> documentedUris() {
        return documented("telnyx-gather:(?!operation\\b)\\w+(\\?[^\"`\\n]*)?");
    }

    static List<String> documentedProperties() {
        return documented("camel\\.component\\.[\\w.-]+( ?= ?[^`\\n]+)?");
    }

    static List<String> documentedServerProperties() {
        return documented("camel\\.server\\.\\w+");
    }

    @ParameterizedTest
    @MethodSource("documentedUris")
    void aUriOfTheDocumentationIsValid(String uri) {
        EndpointValidationResult result = CATALOG.validateEndpointProperties(uri);

        assertThat(result.isSuccess()).as(result.summaryErrorMessage(false)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("documentedProperties")
    void aPropertyOfTheDocumentationIsValid(String property) {
        ConfigurationPropertiesValidationResult result =
                CATALOG.validateConfigurationProperty(property.contains("=") ? property : property + "=any");

        assertThat(result.isAccepted()).isTrue();
        assertThat(result.isSuccess()).as(result.summaryErrorMessage(false)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("documentedServerProperties")
    void aServerPropertyOfTheDocumentationIsKnownToCamelMain(String property) {
        assertThat(CATALOG.mainJsonSchema()).contains("\"" + property + "\"");
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationIsAValidUri(TelnyxGatherOperation operation) {
        assertThat(CATALOG.validateEndpointProperties(SCHEME + ":" + operation).isSuccess())
                .isTrue();
    }

    @Test
    void anUnknownOperationOrOptionIsNotValid() {
        assertThat(CATALOG.validateEndpointProperties("telnyx-gather:gatherAll").isSuccess())
                .isFalse();
        assertThat(CATALOG.validateEndpointProperties("telnyx-gather:gather?maxDigits=1")
                        .isSuccess())
                .isFalse();
    }

    @Test
    void everyOptionAndHeaderIsDescribed() {
        assertThat(descriptions()).allSatisfy(described -> assertThat(described).matches("\\S+: \\S.{3,}"));
    }

    @Test
    void optionsAreDescribedInSentences() {
        assertThat(COMPONENT.getEndpointOptions())
                .allSatisfy(option ->
                        assertThat(option.getDescription()).as(option.getName()).endsWith("."));
    }

    @Test
    void theApiKeyIsSecretAndNothingElseIs() {
        assertThat(Stream.concat(COMPONENT.getComponentOptions().stream(), COMPONENT.getEndpointOptions().stream())
                        .filter(option -> option.isSecret())
                        .map(option -> option.getName()))
                .containsExactly("apiKey", "apiKey");
    }

    @Test
    void everyConstantIsAHeaderOfTheCatalog() throws Exception {
        List<String> constants = new ArrayList<>();
        for (Field field : TelnyxGatherConstants.class.getFields()) {
            if (!field.getName().equals("SCHEME")) {
                constants.add((String) field.get(null));
            }
        }

        assertThat(headers()).containsExactlyInAnyOrderElementsOf(constants);
    }

    @Test
    void everyHeaderHasThePrefix() {
        assertThat(headers()).allMatch(header -> header.matches(HEADER_PREFIX + "[A-Z]\\w+"));
    }

    @ParameterizedTest
    @EnumSource
    void everyOptionOfAnOperationIsAnEndpointOptionAndHasAHeaderThatAProducerTakes(TelnyxGatherOperation operation) {
        assertThat(operation.options()).allSatisfy(field -> {
            assertThat(COMPONENT.getEndpointOptions()).as(field).anyMatch(option -> option.getName()
                    .equals(FieldNames.optionName(field)));
            assertThat(COMPONENT.getEndpointHeaders()).as(field).anySatisfy(header -> {
                assertThat(header.getName()).isEqualTo(FieldNames.headerName(field));
                assertThat(header.getLabel()).isIn("producer", "common");
            });
        });
    }

    @Test
    void aHeaderThatOverridesNamesItsOption() {
        assertThat(COMPONENT.getEndpointHeaders())
                .filteredOn(header -> header.getDescription().startsWith("Overrides the option "))
                .isNotEmpty()
                .allSatisfy(header -> assertThat(HEADER_PREFIX.toLowerCase()
                                + header.getDescription().substring("Overrides the option ".length()))
                        .isEqualToIgnoringCase(header.getName()));
    }

    @Test
    void everyEndpointOptionIsAComponentOptionToo() {
        List<String> onlyOfAnEndpoint = List.of("operation", "fields", "exceptionHandler", "exchangePattern");

        assertThat(COMPONENT.getEndpointOptions())
                .extracting(option -> option.getName())
                .filteredOn(name -> !onlyOfAnEndpoint.contains(name))
                .isSubsetOf(COMPONENT.getComponentOptions().stream()
                        .map(option -> option.getName())
                        .toList());
    }

    private static List<String> documented(String regex) {
        List<String> texts = new ArrayList<>(Documentation.javaExamples());
        texts.addAll(Documentation.yamlExamples());
        Documentation.files().stream().map(Documentation::read).forEach(texts::add);
        TreeSet<String> found = new TreeSet<>();
        for (String text : texts) {
            // a URI of several lines
            Matcher matcher = Pattern.compile(regex).matcher(text.replaceAll("\"\\s*\\+ \"", ""));
            while (matcher.find()) {
                found.add(matcher.group());
            }
        }
        return List.copyOf(found);
    }

    private static List<String> headers() {
        return COMPONENT.getEndpointHeaders().stream()
                .map(header -> header.getName())
                .toList();
    }

    private static List<String> descriptions() {
        return Stream.of(
                        COMPONENT.getComponentOptions(), COMPONENT.getEndpointOptions(), COMPONENT.getEndpointHeaders())
                .flatMap(List::stream)
                .map(described -> described.getName() + ": " + described.getDescription())
                .toList();
    }
}
