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

import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The text of a field that the catalog does not have is JSON if it can be parsed as such. */
class CommandFieldTest {

    private static final CommandField FIELD = CommandField.unknown("x");
    private static final String[] PARTS = {
        "true",
        "false",
        "null",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "1",
        "0",
        "-",
        "+",
        ".",
        "e",
        "E5",
        " ",
        "\t",
        "\n",
        "\f",
        "\u0000",
        "\u00a0",
        "\ufeff",
        ",",
        ":",
        "a",
        "NaN",
        "Infinity",
        "/*",
        "//",
        "'",
        "\\",
        "\u00fc",
        "\u0663"
    };

    static Stream<String> samples() {
        return Stream.of(
                "",
                " ",
                "null",
                " null ",
                "true",
                " false\n",
                "tru",
                "true false",
                "truely",
                "0",
                "-0",
                "00",
                "-",
                "1.",
                ".5",
                "+15550100011",
                "15550100011",
                "1e5",
                "1E+5",
                "1e",
                "-1.25e-7",
                "5 euros",
                "5\u00a0",
                "\f5",
                "5\f",
                "\ufeff5",
                "9".repeat(900),
                "9".repeat(2000),
                "NaN",
                "{}",
                " {\"a\":1} ",
                "{a:1}",
                "{\"a\":1} {}",
                "[1,2]",
                "[",
                "\"quoted\"",
                "\"Hello\" she said",
                "Press 1 for sales",
                "2026-11-25",
                "\u0663",
                "[".repeat(2000));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isWhatTheParserSays(String text) {
        assertThat(FIELD.read(text, "field.x")).isEqualTo(parsed(text));
    }

    @Test
    void isWhatTheParserSaysForAnyText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int sample = 0; sample < 50_000; sample++) {
            StringBuilder text = new StringBuilder();
            for (int parts = random.nextInt(6); parts >= 0; parts--) {
                text.append(PARTS[random.nextInt(PARTS.length)]);
            }
            assertThat(FIELD.read(text.toString(), "field.x"))
                    .as("seed %d, text '%s'", seed, text)
                    .isEqualTo(parsed(text.toString()));
        }
    }

    private static JsonNode parsed(String text) {
        JsonNode json = CommandField.parse(text);
        return json == null || json.isMissingNode() || json.isNull() ? TextNode.valueOf(text) : json;
    }
}
