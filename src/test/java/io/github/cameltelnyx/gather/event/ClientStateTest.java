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
package io.github.cameltelnyx.gather.event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientStateTest {

    @Test
    void encodesUtf8() {
        assertThat(ClientState.encode("größe=L")).isEqualTo("Z3LDtsOfZT1M");
    }

    @Test
    void encodesLongTextOnOneLine() {
        assertThat(ClientState.encode("x".repeat(1000))).hasSize(1336).matches("[A-Za-z0-9]+==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "größe=L", "{\"step\":\"pin\"}", "😀", "line\nbreak"})
    void decodesWhatItEncoded(String text) {
        assertThat(ClientState.decode(ClientState.encode(text))).isEqualTo(text);
    }

    @Test
    void decodesNothingFromNull() {
        assertThat(ClientState.decode(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"not base64!", "YQ", "YR==", "YWJj\n", " YWJj", "YWJjZA", "/w==", "7aCA", "_-8=", "YQ==YQ=="})
    void givesBackWhatIsNotTheBase64OfText(String raw) {
        assertThat(ClientState.decode(raw)).isEqualTo(raw);
    }
}
