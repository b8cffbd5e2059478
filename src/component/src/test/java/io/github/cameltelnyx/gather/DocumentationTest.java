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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltelnyx.gather.webhook.InvalidWebhookException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documentation to the code. {@code mvn -o test -Dtest=DocumentationTest -Dupdate.docs=true} writes the tables
 * anew.
 */
class DocumentationTest {

    private static final JsonNode CATALOG =
            DocumentationTables.in(DocumentationTables.Format.MARKDOWN).catalog();

    @ParameterizedTest
    @EnumSource
    void theTablesAreThoseOfTheCode(Documentation document) {
        String expected = document.withTablesOfTheCode();
        if (Boolean.getBoolean("update.docs")) {
            document.write(expected);
        }

        assertThat(document.text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void everyYamlBlockIsAnExampleThatIsTested(Documentation document) {
        assertThat(document.blocks("yaml")).isNotEmpty().isSubsetOf(Documentation.yamlExamples());
    }

    @ParameterizedTest
    @EnumSource
    void everyJavaBlockIsAnExampleThatIsTested(Documentation document) {
        assertThat(document.blocks("java")).isSubsetOf(Documentation.javaExamples());
    }

    @Test
    void everyExampleIsShown() {
        Set<String> shown = new TreeSet<>();
        for (Documentation document : Documentation.values()) {
            shown.addAll(document.blocks("yaml"));
            shown.addAll(document.blocks("java"));
        }

        assertThat(shown).containsAll(Documentation.yamlExamples()).containsAll(Documentation.javaExamples());
    }

    @ParameterizedTest
    @EnumSource
    void everyHeaderThatIsNamedExists(Documentation document) {
        assertThat(found("CamelTelnyxGather[A-Z]\\w+", document.text()))
                .isNotEmpty()
                .allSatisfy(header -> assertThat(CATALOG.path("headers").has(header))
                        .as(header)
                        .isTrue());
    }

    @ParameterizedTest
    @EnumSource
    void everyEnvironmentVariableThatIsNamedIsOneOfTheOptions(Documentation document) {
        assertThat(found("TELNYX_[A-Z_]+", document.text()))
                .isNotEmpty()
                .isSubsetOf(found("TELNYX_[A-Z_]+", CATALOG.toString()));
    }

    @ParameterizedTest
    @EnumSource
    void theCoordinatesAreThoseOfTheBuild(Documentation document) {
        JsonNode component = CATALOG.path("component");

        assertThat(document.text())
                .contains("<groupId>" + component.path("groupId").asText() + "</groupId>")
                .contains("<artifactId>" + component.path("artifactId").asText() + "</artifactId>")
                .contains("<version>" + component.path("version").asText() + "</version>");
    }

    @Test
    void thePageIntroducesTheComponentAsTheCatalogDoes() {
        JsonNode component = CATALOG.path("component");

        assertThat(Documentation.COMPONENT_PAGE.text())
                .startsWith("= " + component.path("title").asText() + " Component\n")
                .contains("\n:doctitle: " + component.path("title").asText() + "\n")
                .contains("\n:shortname: " + component.path("name").asText() + "\n")
                .contains("\n:artifactid: " + component.path("artifactId").asText() + "\n")
                .contains("\n:description: " + component.path("description").asText() + "\n")
                .contains("\n:since: " + component.path("firstVersion").asText() + "\n")
                .contains("\n:supportlevel: " + component.path("supportLevel").asText() + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalIsExplainedWithItsStatus(Reason reason) {
        assertThat(Documentation.README.text()).contains("| " + reason.status() + " | " + reason.text() + " | ");
    }

    @Test
    void everyFileThatTheReadmeLinksIsThere() {
        List<String> links = found("\\]\\((?!http)[^)#]+\\)", Documentation.README.text()).stream()
                .map(link -> link.substring(2, link.length() - 1))
                .toList();

        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(Files.exists(Path.of("../..", link)))
                .as(link)
                .isTrue());
    }

    private static Set<String> found(String regex, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(regex).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
