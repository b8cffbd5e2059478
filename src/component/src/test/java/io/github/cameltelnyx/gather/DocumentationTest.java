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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltelnyx.gather.webhook.InvalidWebhookException.Reason;
import org.apache.camel.api.management.ManagedAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documents to the code. Made anew by {@code mvn test -Dtest=DocumentationTest -Dupdate.docs=true}, the tables of
 * the component page follow the code; the rest is for people to write.
 */
class DocumentationTest {

    private static final JsonNode CATALOG = DocumentationTables.ofTheCode().catalog();

    static List<Path> files() {
        return Documentation.files();
    }

    static List<Path> allFiles() {
        return Documentation.allFiles();
    }

    @Test
    void theTablesAreThoseOfTheCode() throws IOException {
        String expected = DocumentationTables.ofTheCode().update(Documentation.read(Documentation.COMPONENT_PAGE));
        if (Boolean.getBoolean("update.docs")) {
            Files.writeString(Documentation.COMPONENT_PAGE, expected);
        }

        assertThat(Documentation.read(Documentation.COMPONENT_PAGE)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyYamlBlockIsAnExampleThatIsTested(Path document) {
        assertThat(Documentation.blocks(document, "yaml")).isSubsetOf(Documentation.yamlExamples());
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyJavaBlockIsAnExampleThatIsTested(Path document) {
        assertThat(Documentation.blocks(document, "java")).isSubsetOf(Documentation.javaExamples());
    }

    @Test
    void everyExampleIsShown() {
        Set<String> shown = new TreeSet<>();
        for (Path document : files()) {
            shown.addAll(Documentation.blocks(document, "yaml"));
            shown.addAll(Documentation.blocks(document, "java"));
        }

        assertThat(shown).containsAll(Documentation.yamlExamples()).containsAll(Documentation.javaExamples());
    }

    @Test
    void theReadmeShowsARouteAndItsTest() {
        assertThat(Documentation.blocks(Documentation.README, "yaml"))
                .containsExactly(Documentation.read(Documentation.MENU).stripTrailing());
        assertThat(Documentation.blocks(Documentation.README, "java")).hasSize(1);
    }

    @Test
    void theReadmeIsShort() {
        assertThat(Documentation.read(Documentation.README).lines()).hasSizeLessThanOrEqualTo(220);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyHeaderThatIsNamedExists(Path document) {
        assertThat(found("CamelTelnyxGather[A-Z]\\w+", document))
                .allSatisfy(header -> assertThat(CATALOG.path("headers").has(header))
                        .as(header)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyEnvironmentVariableThatIsNamedIsOneOfTheOptions(Path document) {
        assertThat(found("TELNYX_[A-Z_]+", document))
                .isSubsetOf(Documentation.groups("TELNYX_[A-Z_]+", CATALOG.toString(), 0));
    }

    @Test
    void theReadmeNamesTheEnvironmentVariables() {
        assertThat(found("TELNYX_[A-Z_]+", Documentation.README))
                .containsExactlyInAnyOrder("TELNYX_API_KEY", "TELNYX_BASE_URL", "TELNYX_PUBLIC_KEY");
    }

    @ParameterizedTest
    @MethodSource("files")
    void theVersionsOfDependenciesAreThoseOfTheBuild(Path document) {
        String pom = Documentation.read(Documentation.ROOT.resolve("pom.xml"));

        for (String xml : Documentation.blocks(document, "xml")) {
            assertThat(Documentation.groups("<version>([^<]+)</version>", xml, 1))
                    .allSatisfy(version -> assertThat(pom).contains("version>" + version + "<"));
        }
    }

    @Test
    void theCoordinatesAreThoseOfTheBuild() {
        for (Path document : List.of(Documentation.README, Documentation.COMPONENT_PAGE)) {
            assertThat(Documentation.read(document)).contains(dependency(component("artifactId")));
        }
        for (Path document : List.of(Documentation.README, Documentation.SIMULATOR_PAGE)) {
            assertThat(Documentation.read(document)).contains(dependency("telnyx-simulator"));
        }
    }

    @Test
    void thePageIntroducesTheComponentAsTheCatalogDoes() {
        assertThat(Documentation.read(Documentation.COMPONENT_PAGE))
                .startsWith("= " + component("title") + " Component\n")
                .contains("\n:doctitle: " + component("title") + "\n")
                .contains("\n:shortname: " + component("name") + "\n")
                .contains("\n:artifactid: " + component("artifactId") + "\n")
                .contains("\n:description: " + component("description") + "\n")
                .contains("\n:since: " + component("firstVersion") + "\n")
                .contains("\n:supportlevel: " + component("supportLevel") + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalIsExplainedWithItsStatus(Reason reason) {
        assertThat(Documentation.read(Documentation.SECURITY))
                .contains("| " + reason.status() + " | " + reason.text() + " | ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "debug"})
    void theMessagesThatAreExplainedAreThoseOfTheCode(String section) {
        String table = Documentation.groups(
                        "\\[\\[" + section + "]].*?\\|===(.*?)\\|===", Documentation.read(Documentation.SECURITY), 1)
                .get(0);
        // the first row has the names of the columns; three dots stand for a value
        List<String> messages = Documentation.groups("\n\\| ([^|]+?) \\|", table, 1).stream()
                .skip(1)
                .flatMap(message -> Stream.of(message.split("\\.\\.\\.:?")))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();

        assertThat(messages).hasSizeGreaterThan(4).allSatisfy(message -> assertThat(Documentation.sources())
                .contains(message));
    }

    @Test
    void everyAttributeInJmxIsExplained() {
        String document = Documentation.read(Documentation.COMPONENT_PAGE.resolveSibling("waiting.adoc"));

        assertThat(TelnyxGatherComponent.class.getMethods())
                .filteredOn(method -> method.isAnnotationPresent(ManagedAttribute.class))
                .extracting(method -> method.getName().substring("get".length()))
                .isNotEmpty()
                .allSatisfy(attribute -> assertThat(document).contains("\n| `" + attribute + "` | "));
    }

    @Test
    void everyTestThatADocumentNamesExists() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path document : Documentation.allFiles()) {
            Matcher matcher = Pattern.compile("`([A-Z]\\w*[a-z](Test|IT))`").matcher(Documentation.read(document));
            while (matcher.find()) {
                named.add(matcher.group(1) + ".java");
            }
        }
        Set<String> present = new TreeSet<>();
        for (String folder :
                List.of("src/component/src/test/java", "src/simulator/src/test/java", "examples/src/test")) {
            try (Stream<Path> files = Files.walk(Documentation.ROOT.resolve(folder))) {
                files.forEach(file -> present.add(file.getFileName().toString()));
            }
        }

        assertThat(named).contains("WebhookVerifierTest.java").isSubsetOf(present);
    }

    @ParameterizedTest
    @MethodSource("allFiles")
    void everyLinkLeadsSomewhere(Path document) {
        assertThat(Documentation.links(document)).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
            assertThat(target).as(link).exists();
            if (parts.length == 2) {
                assertThat(Documentation.read(target)).as(link).contains("[[" + parts[1] + "]]");
            }
        });
    }

    private static String component(String property) {
        return CATALOG.path("component").path(property).asText();
    }

    private static String dependency(String artifact) {
        return """
                <dependency>
                    <groupId>%s</groupId>
                    <artifactId>%s</artifactId>
                    <version>%s</version>
                """
                .formatted(component("groupId"), artifact, component("version"));
    }

    private static Set<String> found(String regex, Path document) {
        return new TreeSet<>(Documentation.groups(regex, Documentation.read(document), 0));
    }
}
