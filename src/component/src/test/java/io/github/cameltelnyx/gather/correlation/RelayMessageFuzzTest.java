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
package io.github.cameltelnyx.gather.correlation;

import java.nio.ByteBuffer;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Any bytes on the topic of the relay are a message of it, or refused. */
class RelayMessageFuzzTest {

    private static final byte[] MAGIC = {'T', 'G', 'R', 2};

    @FuzzTest(maxDuration = "10m")
    void bytesAreAMessageOrRefused(FuzzedDataProvider data) {
        boolean isOfTheRelay = data.consumeBoolean();
        byte[] rest = data.consumeRemainingAsBytes();

        decode(isOfTheRelay ? afterMagic(rest) : rest);
    }

    private static void decode(byte[] bytes) {
        try {
            RelayMessage message = RelayMessage.decode(bytes);
            assertThat(RelayMessage.decode(message.encode()))
                    .usingRecursiveComparison()
                    .isEqualTo(message);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessage("The bytes are not a relay message of camel-telnyx-gather, version 2");
        }
    }

    private static byte[] afterMagic(byte[] rest) {
        return ByteBuffer.allocate(MAGIC.length + rest.length)
                .put(MAGIC)
                .put(rest)
                .array();
    }
}
