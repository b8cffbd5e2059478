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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClientStateTest {

    private static final WaitTag TAG = new WaitTag(0x0123456789ABCDEFL, 42);

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

    @ParameterizedTest
    @ValueSource(strings = {"a", "größe=L", "{\"step\":\"pin\"}", "😀", "line\nbreak"})
    void givesBackTagAndTextOfATaggedState(String text) {
        String state = ClientState.encode(TAG, text);

        assertThat(ClientState.tag(state)).isEqualTo(TAG);
        assertThat(ClientState.decode(state)).isEqualTo(text);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void aTagWithoutTextHasNoText(String text) {
        String state = ClientState.encode(TAG, text);

        assertThat(ClientState.tag(state)).isEqualTo(TAG);
        assertThat(ClientState.decode(state)).isNull();
    }

    @Test
    void keepsTheExtremesOfNodeAndWait() {
        WaitTag extreme = new WaitTag(Long.MIN_VALUE, Long.MAX_VALUE);

        assertThat(ClientState.tag(ClientState.encode(extreme, "x"))).isEqualTo(extreme);
    }

    @Test
    void putsTheTagInFrontAsDocumented() {
        byte[] bytes = Base64.getDecoder().decode(ClientState.encode(TAG, "x"));

        assertThat(bytes)
                .isEqualTo(ByteBuffer.allocate(19)
                        .put((byte) 0xFF)
                        .put((byte) 1)
                        .putLong(TAG.node())
                        .putLong(TAG.id())
                        .put((byte) 'x')
                        .array());
    }

    @Test
    void aTagAloneIs24Characters() {
        assertThat(ClientState.encode(TAG, null)).hasSize(24);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 57, 76, 1000, 100_000})
    void aTagAddsNoMoreThan24CharactersAndNoLineBreak(int length) {
        assertThat(ClientState.encode(TAG, "x".repeat(length)))
                .hasSizeLessThanOrEqualTo(24 + (length + 2) / 3 * 4)
                .matches("[A-Za-z0-9+/]+={0,2}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 127, 128, 255})
    void aTagOfAnotherVersionIsForeign(int version) {
        byte[] bytes = Base64.getDecoder().decode(ClientState.encode(TAG, "x"));
        bytes[1] = (byte) version;
        String raw = Base64.getEncoder().encodeToString(bytes);

        assertThat(ClientState.tag(raw)).isNull();
        assertThat(ClientState.decode(raw)).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9, 17})
    void aTagThatIsCutIsForeign(int length) {
        byte[] bytes = Base64.getDecoder().decode(ClientState.encode(TAG, null));
        String raw = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, length));

        assertThat(ClientState.tag(raw)).isNull();
        assertThat(ClientState.decode(raw)).isEqualTo(raw);
    }

    @Test
    void aTagInFrontOfWhatIsNoTextIsFoundAndTheValueReturned() {
        byte[] bytes = Base64.getDecoder().decode(ClientState.encode(TAG, "x"));
        bytes[18] = (byte) 0xC0;
        String raw = Base64.getEncoder().encodeToString(bytes);

        assertThat(ClientState.tag(raw)).isEqualTo(TAG);
        assertThat(ClientState.decode(raw)).isEqualTo(raw);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"not base64!", "YQ==", "/wE", "_wEAAA=="})
    void whatIsNotTaggedHasNoTag(String raw) {
        assertThat(ClientState.tag(raw)).isNull();
    }

    @RepeatedTest(20)
    void randomStatesAreTakenAsWhatTheyAre() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 1 && random.nextBoolean()) {
                bytes[0] = (byte) 0xFF;
                // any version but ours
                bytes[1] = (byte) (2 + random.nextInt(255));
            }
            String raw = Base64.getEncoder().encodeToString(bytes);
            boolean isText =
                    Arrays.equals(new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes);
            boolean isTagged = bytes.length >= 18 && bytes[0] == -1 && bytes[1] == 1;
            WaitTag tag = new WaitTag(random.nextLong(), random.nextLong());
            String tagged = ClientState.encode(tag, raw);

            assertThat(ClientState.tag(raw) != null)
                    .as("seed %d, %s", seed, raw)
                    .isEqualTo(isTagged);
            assertThat(ClientState.decode(raw).equals(raw))
                    .as("seed %d, %s", seed, raw)
                    .isEqualTo(!isText || raw.isEmpty());
            assertThat(ClientState.tag(tagged)).as("seed %d, %s", seed, raw).isEqualTo(tag);
            assertThat(ClientState.decode(tagged)).as("seed %d, %s", seed, raw).isEqualTo(raw.isEmpty() ? null : raw);
        }
    }
}
