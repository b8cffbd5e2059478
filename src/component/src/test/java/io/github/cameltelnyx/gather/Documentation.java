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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documents of the project, and the files whose examples they show. */
final class Documentation {

    static final Path ROOT = Path.of("../..");
    static final Path README = ROOT.resolve("README.md");
    static final Path COMPONENT_PAGE = Path.of("src/main/docs/telnyx-gather-component.adoc");
    static final Path SECURITY = Path.of("src/main/docs/security.adoc");
    static final Path SIMULATOR_PAGE = Path.of("../simulator/docs/index.adoc");

    static final Path EXAMPLES = Path.of("src/test/resources/docs");
    static final Path MENU = Path.of("src/test/resources/camel/menu.camel.yaml");
    private static final Path JAVA = Path.of("src/test/java/io/github/cameltelnyx/gather");
    private static final List<String> JAVA_EXAMPLES = List.of("DocumentedJavaRoutes.java", "DocumentedMenuTest.java");

    private Documentation() {}

    /** The documents that show examples and name options: the README, and the reference of both modules. */
    static List<Path> files() {
        return Stream.of(List.of(README), files(COMPONENT_PAGE, ".adoc"), files(SIMULATOR_PAGE, ".adoc"))
                .flatMap(List::stream)
                .toList();
    }

    /** All documents, with those at the root that are about the project. */
    static List<Path> allFiles() {
        return Stream.concat(files(README, ".md").stream(), files().stream())
                .distinct()
                .toList();
    }

    /** The files in the folder of this one, itself included. */
    private static List<Path> files(Path one, String extension) {
        try (Stream<Path> files = Files.list(one.getParent())) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code of the component; texts that it puts together of literals are in one piece. */
    static String sources() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(Files::isRegularFile)
                    .map(Documentation::read)
                    .collect(Collectors.joining())
                    .replaceAll("\"\\s*\\+ \"", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code blocks of a document in this language. */
    static List<String> blocks(Path document, String language) {
        String block = isMarkdown(document) ? "```%s\n(.*?)\n```" : "\\[source,%s\\]\n----\n(.*?)\n----";
        return groups(block.formatted(language), read(document), 1);
    }

    /** The relative links of a document, images included. */
    static List<String> links(Path document) {
        String link = isMarkdown(document) ? "\\]\\(((?!http)[^)]+)\\)" : "(?:link|image):{1,2}((?!http)[^\\[\\s]+)\\[";
        return groups(link, read(document), 1);
    }

    private static boolean isMarkdown(Path document) {
        return document.toString().endsWith(".md");
    }

    static List<Path> yamlFiles() {
        return Stream.concat(Stream.of(MENU), files(EXAMPLES.resolve("any"), ".yaml").stream())
                .toList();
    }

    static List<String> yamlExamples() {
        return yamlFiles().stream().map(file -> read(file).stripTrailing()).toList();
    }

    static List<String> javaExamples() {
        return JAVA_EXAMPLES.stream()
                .map(file -> read(JAVA.resolve(file)))
                .flatMap(code -> groups(" *// begin: (\\S+)\n(.*?)\n *// end: \\1", code, 2).stream())
                .map(String::stripIndent)
                .toList();
    }

    /** What a group of a regular expression matches, each time. */
    static List<String> groups(String regex, String text, int group) {
        List<String> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(regex, Pattern.DOTALL).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
        return found;
    }
}
