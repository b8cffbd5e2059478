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

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Client state comes from any application of the account: it is decoded, or left as it is. */
class ClientStateFuzzTest {

    @FuzzTest(maxDuration = "10m")
    void anyTextIsDecodedAndWhatIsEncodedIsDecoded(FuzzedDataProvider data) {
        WaitTag tag = new WaitTag(data.consumeLong(), data.consumeLong());
        byte[] bytes = data.consumeRemainingAsBytes();
        // what UTF-8 cannot carry is replaced
        String text = new String(bytes, StandardCharsets.UTF_8);

        decode(text);
        decode(Base64.getEncoder().encodeToString(bytes));
        encode(tag, text);
    }

    private static void decode(String raw) {
        WaitTag tag = ClientState.tag(raw);
        String text = ClientState.decode(raw);

        assertThat(text != null || tag != null).isTrue();
        if (!raw.equals(text)) {
            String encoded = tag == null ? ClientState.encode(text) : ClientState.encode(tag, text);
            assertThat(encoded).isEqualTo(raw);
        }
    }

    private static void encode(WaitTag tag, String text) {
        assertThat(ClientState.decode(ClientState.encode(text))).isEqualTo(text);
        assertThat(ClientState.tag(ClientState.encode(text))).isNull();
        assertThat(ClientState.tag(ClientState.encode(tag, text))).isEqualTo(tag);
        assertThat(ClientState.decode(ClientState.encode(tag, text))).isEqualTo(text.isEmpty() ? null : text);
    }
}
