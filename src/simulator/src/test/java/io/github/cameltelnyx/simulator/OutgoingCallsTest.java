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

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The finer points of dial and transfer: several numbers, answering machines, recordings, digits, headers. */
class OutgoingCallsTest extends SimulatorTestBase {

    private static final String MACHINE = "+15550100009";

    private TestApplication.Response dial(String to, String more) {
        return app.dial("{'connection_id':'17','from':'+15550100022','to':" + to + more + "}");
    }

    private SimulatedCall call(int index) {
        return telnyx.calls().get(index);
    }

    @Test
    void ringsSeveralNumbersAndTakesTheFirstThatAnswers() {
        telnyx.callee("+15550100001", Callee.DOES_NOT_ANSWER);
        telnyx.callee("+15550100003", Callee.IS_BUSY);

        TestApplication.Response response = dial("['+15550100001','+15550100002','+15550100003']", "");

        call(1).isAnswered();
        call(0).hasEnded("originator_cancel");
        call(2).hasEnded();
        assertThat(response.json().at("/data/call_control_id").asText()).isEqualTo(call(0).callControlId());
        assertThat(telnyx.events())
                .filteredOn(event -> event.eventType().equals("call.initiated"))
                .extracting(event -> event.payload().path("call_session_id").asText())
                .hasSize(3)
                .containsOnly(response.json().at("/data/call_session_id").asText());
    }

    @Test
    void bridgesTheOneThatAnswers() {
        telnyx.callee("+15550100001", Callee.REJECTS);
        SimulatedCall caller = app.answeredCall();

        dial("['+15550100001','+15550100002']", ",'bridge_on_answer':true,'link_to':'" + caller.callControlId() + "'");

        call(2).isBridged();
        assertThat(caller.isBridged().partner()).contains(call(2));
    }

    @Test
    void refusesToDialWithoutANumber() {
        assertThat(dial("[]", "").pointers()).containsExactly("/to");
    }

    @ParameterizedTest
    @CsvSource({
        "detect, human, machine",
        "detect_beep, human, machine",
        "detect_words, human, machine",
        "greeting_end, human, machine",
    })
    void distinguishesHumansFromMachines(String mode, String human, String machine) {
        telnyx.callee(MACHINE, Callee.IS_A_MACHINE);
        String detection = ",'answering_machine_detection':'" + mode + "'";

        dial("'+15550100001'", detection);
        dial("'" + MACHINE + "'", detection);

        assertThat(payload(call(0), "call.machine.detection.ended")
                        .path("result")
                        .asText())
                .isEqualTo(human);
        assertThat(payload(call(1), "call.machine.detection.ended")
                        .path("result")
                        .asText())
                .isEqualTo(machine);
    }

    @Test
    void publishesThemInTheWordsOfPremiumDetection() {
        telnyx.callee(MACHINE, Callee.IS_A_MACHINE);

        dial("'+15550100001'", ",'answering_machine_detection':'premium'");
        dial("'" + MACHINE + "'", ",'answering_machine_detection':'premium'");

        assertThat(payload(call(0), "call.machine.premium.detection.ended")
                        .path("result")
                        .asText())
                .isEqualTo("human_residence");
        assertThat(payload(call(1), "call.machine.premium.detection.ended")
                        .path("result")
                        .asText())
                .isEqualTo("machine");
        assertThat(payload(call(1), "call.machine.premium.greeting.ended")
                        .path("result")
                        .asText())
                .isEqualTo("beep_detected");
    }

    @ParameterizedTest
    @CsvSource({"greeting_end, ended", "detect_words, ended", "detect_beep, beep_detected"})
    void reportsWhenTheGreetingEnds(String mode, String result) {
        telnyx.callee(MACHINE, Callee.IS_A_MACHINE);
        SimulatedCall caller = app.answeredCall();

        app.send(caller, "transfer", "{'to':'" + MACHINE + "','answering_machine_detection':'" + mode + "'}");

        caller.isBridged();
        assertThat(payload(call(1), "call.machine.greeting.ended")
                        .path("result")
                        .asText())
                .isEqualTo(result);
        assertThat(types(call(1)))
                .containsSubsequence("call.answered", "call.machine.detection.ended", "call.machine.greeting.ended");
    }

    @Test
    void hearsNoGreetingFromAHuman() {
        dial("'+15550100001'", ",'time_limit_secs':30,'answering_machine_detection':'detect_beep'");

        call(0).hasEnded("time_limit");
        assertThat(types(call(0)))
                .containsExactly("call.initiated", "call.answered", "call.machine.detection.ended", "call.hangup");
    }

    @Test
    void detectsNothingUnlessAsked() {
        telnyx.callee(MACHINE, Callee.IS_A_MACHINE);

        dial("'" + MACHINE + "'", ",'time_limit_secs':30");

        call(0).hasEnded("time_limit");
        assertThat(types(call(0))).containsExactly("call.initiated", "call.answered", "call.hangup");
    }

    @Test
    void savesTheRecordingAfterTheEnd() {
        SimulatedCall call = telnyx.call("+15550100011", "+15550100022");
        TestApplication.Response response = app.send(
                call,
                "answer",
                "{'record':'record-from-answer','record_format':'wav','record_channels':'single','client_state':'QQ=='}");

        call.hangsUp();

        JsonNode saved = payload(call, "call.recording.saved");
        String id = response.json().at("/data/recording_id").asText();
        assertThat(types(call)).containsSubsequence("call.hangup", "call.recording.saved");
        assertThat(saved.path("channels").asText()).isEqualTo("single");
        assertThat(saved.at("/recording_urls/wav").asText()).endsWith(id + ".wav");
        assertThat(saved.path("public_recording_urls").isObject()).isTrue();
        assertThat(saved.path("recording_started_at").asText())
                .isLessThanOrEqualTo(saved.path("recording_ended_at").asText());
        assertThat(saved.path("client_state").asText()).isEqualTo("QQ==");
        assertThat(List.of("call_control_id", "from", "to")).noneMatch(saved::has);
    }

    @Test
    void savesARecordingAtItsMaximumLength() {
        dial("'+15550100001'", ",'record':'record-from-answer','record_max_length':5");

        JsonNode saved = payload(call(0).isAnswered(), "call.recording.saved");

        assertThat(saved.at("/recording_urls/mp3").asText()).endsWith(".mp3");
        assertThat(call(0).state()).isEqualTo(CallState.ANSWERED);
        call(0).hangsUp().delivers("call.hangup");
        assertThat(types(call(0))).filteredOn("call.recording.saved"::equals).hasSize(1);
    }

    @Test
    void savesNoRecordingOfACallThatWasNotAnswered() {
        telnyx.callee("+15550100001", Callee.REJECTS);

        dial("'+15550100001'", ",'record':'record-from-answer'");

        call(0).hasEnded("call_rejected").delivers("call.hangup");
        assertThat(types(call(0))).doesNotContain("call.recording.saved");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'+15550100001'     | ,'send_digits_on_answer':'ww12' | ww12",
                "'+15550100001,34'  |                                 | 34",
                "'+15550100001,34'  | ,'send_digits_on_answer':'56'   | 56"
            },
            quoteCharacter = '"')
    void notesTheDigitsThatItSendsOnAnswer(String to, String more, String digits) {
        dial(to, more == null ? "" : more);

        call(0).isAnswered();

        assertThat(call(0).to()).isEqualTo("+15550100001");
        assertThat(call(0).transcript().toString()).contains("sends digits " + digits);
    }

    @Test
    void transfersToANumberWithDigits() {
        SimulatedCall caller = app.answeredCall();

        app.send(caller, "transfer", "{'to':'+15550100001,200'}");

        caller.isTransferredTo("+15550100001");
        assertThat(caller.transcript().toString()).contains("sends digits 200");
    }

    @Test
    void publishesNameAndHeadersInItsEvents() {
        dial(
                "'+15550100001'",
                ",'from_display_name':'Front desk','custom_headers':[{'name':'X-Order','value':'7'}],"
                        + "'sip_headers':[{'name':'User-to-User','value':'a'}]");

        JsonNode initiated = payload(call(0), "call.initiated");
        call(0).isAnswered().hangsUp();

        assertThat(initiated.path("caller_id_name").asText()).isEqualTo("Front desk");
        assertThat(initiated.at("/custom_headers/0/value").asText()).isEqualTo("7");
        assertThat(initiated.path("tags").isArray()).isTrue();
        assertThat(payload(call(0), "call.answered").at("/sip_headers/0/name").asText())
                .isEqualTo("User-to-User");
        assertThat(payload(call(0), "call.hangup").at("/custom_headers/0/name").asText())
                .isEqualTo("X-Order");
    }

    @Test
    void reportsTheHeadersOfTheAnswerCommand() {
        SimulatedCall call = telnyx.call("+15550100011", "+15550100022");

        app.send(call, "answer", "{'custom_headers':[{'name':'X-Order','value':'7'}]}");

        assertThat(payload(call, "call.initiated").has("custom_headers")).isFalse();
        assertThat(payload(call, "call.answered").at("/custom_headers/0/value").asText())
                .isEqualTo("7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,2,3,4,5,6]        | 422",
                "[30000,30001]        | 422",
                "[-1]                 | 422",
                "'soon'               | 422",
                "[1,2,3,4,5]          | 200",
                "[60000]              | 200",
                "[]                   | 200"
            },
            quoteCharacter = '"')
    void takesFivePausesOfAMinuteAltogether(String pauses, int status) {
        TestApplication.Response response =
                dial("'+15550100001'", ",'webhook_retries_policies':{'call.hangup':{'retries_ms':" + pauses + "}}");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.pointers())
                .isEqualTo(status == 200 ? List.of() : List.of("/webhook_retries_policies/call.hangup/retries_ms"));
    }

    @Test
    void aTransferMayPublishItForTheNewLegOnly() {
        try (TelnyxSimulator other = TelnyxSimulator.builder()
                        .timeScale(50)
                        .bridgedEventOfTransferredLeg(false)
                        .start();
                TestApplication application = new TestApplication(other)) {
            SimulatedCall call = application.answeredCall();
            application.send(call, "transfer", "{'to':'+15550100001'}");

            call.isTransferredTo("+15550100001").partner().orElseThrow().delivers("call.bridged");
            assertThat(types(call)).doesNotContain("call.bridged");
        }
    }
}
