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
import java.util.stream.Stream;

/** The two documents of the project, and the examples that they show. */
enum Documentation {
    README(
            Path.of("../../README.md"),
            DocumentationTables.Format.MARKDOWN,
            "<!-- begin: %s -->\n",
            "\n<!-- end: %s -->",
            "```%s\n(.*?)\n```"),
    COMPONENT_PAGE(
            Path.of("src/main/docs/telnyx-gather-component.adoc"),
            DocumentationTables.Format.ASCIIDOC,
            "// begin: %s\n",
            "\n// end: %s",
            "\\[source,%s\\]\n----\n(.*?)\n----");

    static final Path EXAMPLES = Path.of("src/test/resources/readme");
    private static final Path JAVA = Path.of("src/test/java/io/github/cameltelnyx/gather");
    private static final List<String> JAVA_EXAMPLES = List.of("DocumentedJavaRoutes.java", "DocumentedMenuTest.java");

    final Path file;
    final DocumentationTables.Format format;
    private final String begin;
    private final String end;
    private final String block;

    Documentation(Path file, DocumentationTables.Format format, String begin, String end, String block) {
        this.file = file;
        this.format = format;
        this.begin = begin;
        this.end = end;
        this.block = block;
    }

    String text() {
        return read(file);
    }

    /** The document with the tables that the code asks for, in the places that the document gives them. */
    String withTablesOfTheCode() {
        String text = text();
        for (String name : DocumentationTables.NAMES) {
            String table = DocumentationTables.in(format).table(name);
            int from = text.indexOf(begin.formatted(name));
            int to = text.indexOf(end.formatted(name), Math.max(from, 0));
            if (from < 0 || to < 0) {
                throw new AssertionError(file + " has no place for the table " + name);
            }
            text = text.substring(0, from) + begin.formatted(name) + table + text.substring(to);
        }
        return text;
    }

    void write(String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code blocks in this language. */
    List<String> blocks(String language) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher =
                Pattern.compile(block.formatted(language), Pattern.DOTALL).matcher(text());
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    static List<Path> yamlFiles() {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> yamlExamples() {
        return yamlFiles().stream().map(file -> read(file).stripTrailing()).toList();
    }

    static List<String> javaExamples() {
        List<String> examples = new ArrayList<>();
        for (String file : JAVA_EXAMPLES) {
            Matcher matcher = Pattern.compile(" *// begin: (\\S+)\n(.*?)\n *// end: \\1", Pattern.DOTALL)
                    .matcher(read(JAVA.resolve(file)));
            while (matcher.find()) {
                examples.add(matcher.group(2).stripIndent());
            }
        }
        return examples;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
