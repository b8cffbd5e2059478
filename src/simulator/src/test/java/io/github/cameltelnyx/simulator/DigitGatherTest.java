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

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DigitGatherTest extends SimulatorTestBase {

    private static final String PATIENT = "'initial_timeout_millis':120000,'inter_digit_timeout_millis':120000";

    private final SimulatedCall call = app.answeredCall();

    DigitGatherTest() {
        super(TelnyxSimulator.builder().virtualTime());
    }

    private void begin(String options, String keys) {
        app.send(call, "gather", "{" + options + "}");
        call.presses(keys);
    }

    private JsonNode gather(String options, String keys) {
        begin(options, keys);
        return payload(call, "call.gather.ended");
    }

    /** It runs until this much time has passed, and not a millisecond longer. */
    private JsonNode endsAfter(Duration time) {
        telnyx.advance(time.minusMillis(1));
        call.isGathering();
        telnyx.advance(Duration.ofMillis(1));
        return payload(call, "call.gather.ended");
    }

    private static void assertEnded(JsonNode payload, String status, String digits) {
        assertThat(payload.path("status").asText()).isEqualTo(status);
        assertThat(payload.path("digits").asText("missing")).isEqualTo(digits);
    }

    @Test
    void endsWithTheMaximumOfDigits() {
        assertEnded(gather(PATIENT + ",'maximum_digits':3", "471"), "valid", "471");
    }

    @Test
    void endsWithTheTerminatingDigitAndDropsIt() {
        assertEnded(gather(PATIENT, "4711#"), "valid", "4711");
    }

    @Test
    void takesAnotherTerminatingDigit() {
        assertEnded(gather(PATIENT + ",'terminating_digit':'*'", "4#1*"), "valid", "4#1");
    }

    @Test
    void takesHashAsADigitWithoutTerminatingDigit() {
        assertEnded(gather(PATIENT + ",'terminating_digit':'','maximum_digits':3", "4#1"), "valid", "4#1");
    }

    @Test
    void isInvalidWhenTerminatedTooEarly() {
        assertEnded(gather(PATIENT + ",'minimum_digits':3", "47#"), "invalid", "47");
    }

    @Test
    void isInvalidWhenTerminatedAtOnce() {
        assertEnded(gather(PATIENT, "#"), "invalid", "");
    }

    @Test
    void isInvalidAfterAKeyThatIsNotAllowed() {
        assertEnded(gather(PATIENT + ",'valid_digits':'12'", "13"), "invalid", "13");
    }

    @Test
    void isValidAfterThePauseBetweenDigitsWithEnoughDigits() {
        String pause = "'initial_timeout_millis':120000,'inter_digit_timeout_millis':1000";

        begin(pause + ",'minimum_digits':2", "47");

        assertEnded(endsAfter(Duration.ofSeconds(1)), "valid", "47");
    }

    @Test
    void isInvalidAfterThePauseBetweenDigitsIfDigitsAreMissing() {
        String pause = "'initial_timeout_millis':120000,'inter_digit_timeout_millis':1000";

        begin(pause + ",'minimum_digits':3", "47");

        assertEnded(endsAfter(Duration.ofSeconds(1)), "invalid", "47");
    }

    @Test
    void timesOutWithoutAKey() {
        app.send(call, "gather", "{'initial_timeout_millis':1000}");

        assertEnded(endsAfter(Duration.ofSeconds(1)), "timeout", "");
    }

    @Test
    void timesOutAtItsOverallLimit() {
        app.send(call, "gather", "{'initial_timeout_millis':120000,'timeout_millis':1000}");

        assertEnded(endsAfter(Duration.ofSeconds(1)), "timeout", "");
    }

    @Test
    void keepsWhatWasKeyedWhenTheOverallLimitComes() {
        begin(PATIENT + ",'timeout_millis':20000,'minimum_digits':2", "47");

        assertEnded(endsAfter(Duration.ofMillis(19_800)), "valid", "47");
    }

    @Test
    void forgetsItsInitialTimeoutAfterTheFirstKey() {
        app.send(call, "gather", "{'initial_timeout_millis':20000,'inter_digit_timeout_millis':120000}");
        call.presses("4");
        telnyx.advance(Duration.ofSeconds(25));

        call.presses("7#");

        assertEnded(payload(call, "call.gather.ended"), "valid", "47");
    }

    @Test
    void forgetsItsOverallLimitAfterItsEnd() {
        gather(PATIENT + ",'timeout_millis':20000", "1#");

        telnyx.advance(Duration.ofSeconds(25));

        assertThat(types(call)).containsOnlyOnce("call.gather.ended");
    }

    @Test
    void isCancelledByGatherStop() {
        app.send(call, "gather", "{" + PATIENT + "}");
        call.presses("4");

        app.send(call, "gather_stop");

        assertEnded(payload(call, "call.gather.ended"), "cancelled", "4");
    }

    @Test
    void isCancelledByAnotherGather() {
        app.send(call, "gather", "{" + PATIENT + "}");
        app.send(call, "gather", "{" + PATIENT + "}");
        assertEnded(payload(call, "call.gather.ended"), "cancelled", "");

        call.presses("1#").hangsUp().delivers("call.hangup");

        assertThat(call.events())
                .filteredOn(event -> event.eventType().equals("call.gather.ended"))
                .extracting(event -> event.payload().path("status").asText())
                .containsExactly("cancelled", "valid");
    }

    @Test
    void endsWhenTheCallerHangsUp() {
        app.send(call, "gather", "{" + PATIENT + "}");

        call.presses("4").hangsUp();

        assertEnded(payload(call, "call.gather.ended"), "call_hangup", "4");
    }

    @Test
    void reportsEachKeyBeforeItsEnd() {
        gather(PATIENT, "4*#");

        assertThat(types(call))
                .containsSubsequence(
                        "call.dtmf.received", "call.dtmf.received", "call.dtmf.received", "call.gather.ended");
        assertThat(call.events())
                .filteredOn(event -> event.eventType().equals("call.dtmf.received"))
                .extracting(event -> event.payload().path("digit").asText())
                .containsExactly("4", "*", "#");
    }

    @Test
    void doesNotInterruptSpeech() {
        app.send(call, "speak", "{'voice':'v','payload':'" + "x".repeat(500) + "'}");

        gather(PATIENT, "1#");

        assertThat(types(call)).doesNotContain("call.speak.ended");
    }

    @Test
    void stopsWithoutAGatherInPeace() {
        assertThat(app.send(call, "gather_stop").status()).isEqualTo(200);
        assertThat(types(call)).doesNotContain("call.gather.ended");
    }
}
