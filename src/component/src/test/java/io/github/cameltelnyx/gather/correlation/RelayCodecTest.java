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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RelayCodecTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 88, 32_767, 32_768, 65_535})
    void headersOfAnyLengthThatFitsArrive(int length) {
        RelayMessage.Event event =
                new RelayMessage.Event(1, -2, 3, "1".repeat(length), "s".repeat(length), new byte[] {7});

        assertThat(RelayMessage.decode(event.encode()))
                .usingRecursiveComparison()
                .isEqualTo(event);
    }

    @Test
    void aHeaderThatDoesNotFitIsRefused() {
        RelayMessage.Event event = new RelayMessage.Event(1, 2, 3, "1", "s".repeat(65_536), new byte[0]);

        assertThatIllegalArgumentException()
                .isThrownBy(event::encode)
                .withMessage("a header has 65536 bytes but must have at most 65535");
    }
}
