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
package io.github.cameltelnyx.simulator;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VirtualTimeTest {

    private final TelnyxSimulator telnyx =
            TelnyxSimulator.builder().virtualTime().start();
    private final TestApplication app = new TestApplication(telnyx);
    private final SimulatedCall call = app.answeredCall();

    @AfterEach
    void close() {
        telnyx.close();
        app.close();
    }

    private Duration length() {
        return Duration.between(
                telnyx.transcript().entries().get(0).time(),
                telnyx.transcript(telnyx.transcript().entries().size() - 1)
                        .get(0)
                        .time());
    }

    @Test
    void standsStillUntilItIsAdvanced() {
        app.send(call, "gather", "{'initial_timeout_millis': 60000, 'timeout_millis': 60000}");

        telnyx.advance(Duration.ofMillis(59_999));
        call.isGathering();
        telnyx.advance(Duration.ofMillis(1));

        assertThat(call.delivers("call.gather.ended").payload().path("status").asText())
                .isEqualTo("timeout");
        assertThat(length()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void letsEveryTimerInBetweenRunInItsOrder() {
        app.send(call, "speak", "{'payload': '0123456789', 'voice': 'female'}");
        app.send(call, "speak", "{'payload': '0123456789', 'voice': 'female'}");

        telnyx.advance(Duration.ofMinutes(1));

        assertThat(call.events())
                .extracting(RecordedEvent::eventType)
                .endsWith("call.speak.started", "call.speak.ended", "call.speak.started", "call.speak.ended");
        assertThat(call.events()).allMatch(RecordedEvent::isDelivered);
    }

    @Test
    void isAdvancedByPressingDigits() {
        app.send(call, "gather", "{'maximum_digits': 3}");

        call.presses("123");

        assertThat(call.delivers("call.gather.ended").payload().path("digits").asText())
                .isEqualTo("123");
    }

    @Test
    void isIdleWithoutTheAttemptsThatOnlyTimeWouldBring() {
        telnyx.advance(Duration.ZERO);
        app.respondsWith(number -> 500);

        call.hangsUp();

        telnyx.awaitIdle();
        assertThat(call.events().get(2).attempts()).hasSize(1);
    }

    @Test
    void isAdvancedByHandOnly() {
        try (TelnyxSimulator other = TelnyxSimulator.start()) {
            assertThatThrownBy(() -> other.advance(Duration.ofSeconds(1)))
                    .hasMessage("Only virtual time can be advanced: build the simulator with virtualTime()");
        }
    }

    @Test
    void doesNotGoBack() {
        assertThatThrownBy(() -> telnyx.advance(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The duration must not be negative, but is PT-0.001S");
        assertThatThrownBy(() -> new WebhookFault(WebhookFault.Kind.DELAY, Duration.ofMillis(-1), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
