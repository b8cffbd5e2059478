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
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallsTest extends SimulatorTestBase {

    private static final String DIAL = "{'connection_id':'17','from':'+15550100022','to':'+15550100001'";

    @Test
    void announcesAnIncomingCall() {
        SimulatedCall call = telnyx.call("+15550100011", "+15550100022");

        JsonNode payload = payload(call, "call.initiated");

        assertThat(payload.path("direction").asText()).isEqualTo("incoming");
        assertThat(payload.path("state").asText()).isEqualTo("parked");
        assertThat(payload.path("from").asText()).isEqualTo("+15550100011");
        assertThat(payload.path("to").asText()).isEqualTo("+15550100022");
        assertThat(payload.path("client_state").isNull()).isTrue();
        assertThat(payload.path("call_control_id").asText()).matches("v3:[A-Za-z0-9_-]{54}");
        assertThat(payload.path("call_leg_id").asText()).matches("[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-.*");
    }

    @Test
    void answersACall() {
        SimulatedCall call = app.answeredCall();

        assertThat(call.isAnswered().state()).isEqualTo(CallState.ANSWERED);
        assertThat(payload(call, "call.answered").path("state").asText()).isEqualTo("answered");
    }

    @Test
    void givesARecordingIdWhenAsked() {
        SimulatedCall call = telnyx.call("+15550100011", "+15550100022");

        TestApplication.Response response = app.send(call, "answer", "{'record':'record-from-answer'}");

        assertThat(response.json().at("/data/recording_id").asText()).hasSize(36);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "speak",
                "playback_start",
                "playback_stop",
                "send_dtmf",
                "gather",
                "gather_stop",
                "gather_using_ai",
                "ai_assistant_stop",
                "transfer",
                "refer"
            })
    void refusesCommandsBeforeTheAnswer(String action) {
        SimulatedCall call = telnyx.call("+15550100011", "+15550100022");
        String body = "{'payload':'Hi','voice':'a','audio_url':'a','digits':'1','to':'+15550100001',"
                + "'parameters':{},'sip_address':'sip:a@example.test'}";

        TestApplication.Response refused = app.send(call, action, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.codes()).containsExactly("90034");
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer", "hangup", "gather", "gather_stop", "ai_assistant_stop"})
    void refusesCommandsAfterTheEnd(String action) {
        SimulatedCall call = app.answeredCall().hangsUp();

        assertThat(app.send(call, action).codes()).containsExactly("90018");
    }

    @Test
    void refusesASecondAnswer() {
        assertThat(app.send(app.answeredCall(), "answer").codes()).containsExactly("10027");
    }

    @Test
    void hangsUpOnCommand() {
        SimulatedCall call = app.answeredCall();

        app.send(call, "hangup");

        call.hasEnded("normal_clearing");
        assertThat(payload(call, "call.hangup").path("hangup_source").asText()).isEqualTo("callee");
    }

    @Test
    void reportsThatTheCallerHungUp() {
        SimulatedCall call = app.answeredCall().hangsUp();

        JsonNode payload = payload(call, "call.hangup");

        assertThat(payload.path("hangup_cause").asText()).isEqualTo("normal_clearing");
        assertThat(payload.path("hangup_source").asText()).isEqualTo("caller");
        assertThat(payload.path("sip_hangup_cause").asText()).isEqualTo("200");
        assertThat(payload.path("state").asText()).isEqualTo("hangup");
    }

    @Test
    void reportsThatTheCallerGaveUpBeforeTheAnswer() {
        telnyx.call("+15550100011", "+15550100022").hangsUp().hasEnded("originator_cancel");
    }

    @ParameterizedTest
    @CsvSource({"CALL_REJECTED, call_rejected", "USER_BUSY, user_busy"})
    void rejectsACall(String cause, String hangupCause) {
        SimulatedCall call = telnyx.call("+15550100011", "+15550100022");

        app.send(call, "reject", "{'cause':'" + cause + "'}");

        call.hasEnded(hangupCause);
    }

    @Test
    void transfersToAnotherNumber() {
        SimulatedCall call = app.answeredCall();

        app.send(call, "transfer", "{'to':'+15550100001','target_leg_client_state':'Qg==','client_state':'QQ=='}");

        call.isTransferredTo("+15550100001");
        SimulatedCall target = call.partner().orElseThrow();
        assertThat(payload(call, "call.bridged").path("client_state").asText()).isEqualTo("QQ==");
        assertThat(payload(target, "call.bridged").path("client_state").asText())
                .isEqualTo("Qg==");
        assertThat(types(target)).containsExactly("call.initiated", "call.answered", "call.bridged");
        assertThat(payload(target, "call.initiated").path("direction").asText()).isEqualTo("outgoing");
        assertThat(payload(target, "call.initiated").path("from").asText()).isEqualTo("+15550100022");
        assertThat(payload(target, "call.initiated").path("call_session_id"))
                .isEqualTo(payload(call, "call.initiated").path("call_session_id"));
        assertThat(target.callControlId()).isNotEqualTo(call.callControlId());
    }

    @Test
    void endsBothLegsOfATransfer() {
        SimulatedCall call = app.answeredCall();
        app.send(call, "transfer", "{'to':'+15550100001'}");
        SimulatedCall target = call.isBridged().partner().orElseThrow();

        target.hangsUp();

        call.hasEnded("normal_clearing");
        assertThat(payload(call, "call.hangup").path("hangup_source").asText()).isEqualTo("callee");
    }

    @Test
    void keepsALegThatParksAfterUnbridge() {
        SimulatedCall call = app.answeredCall();
        app.send(call, "transfer", "{'to':'+15550100001','park_after_unbridge':'self'}");

        call.isBridged().partner().orElseThrow().hangsUp().hasEnded();

        assertThat(call.state()).isEqualTo(CallState.ANSWERED);
        assertThat(app.send(call, "gather").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"IS_BUSY, user_busy", "REJECTS, call_rejected", "DOES_NOT_ANSWER, timeout"})
    void keepsTheCallWhenATransferFails(Callee behaviour, String hangupCause) {
        telnyx.callee("+15550100001", behaviour);
        SimulatedCall call = app.answeredCall();

        app.send(call, "transfer", "{'to':'+15550100001','timeout_secs':5}");

        telnyx.calls().get(1).hasEnded(hangupCause);
        assertThat(call.state()).isEqualTo(CallState.ANSWERED);
    }

    @Test
    void cancelsATransferThatStillRingsWhenTheCallerHangsUp() {
        telnyx.callee("+15550100001", Callee.DOES_NOT_ANSWER);
        SimulatedCall call = app.answeredCall();
        app.send(call, "transfer", "{'to':'+15550100001','timeout_secs':600}");

        call.hangsUp();

        telnyx.calls().get(1).hasEnded("originator_cancel");
    }

    @Test
    void dials() {
        TestApplication.Response response = app.dial(DIAL + ",'client_state':'QQ=='}");

        SimulatedCall call = telnyx.calls().get(0).isAnswered();
        JsonNode data = response.json().path("data");
        assertThat(data.path("record_type").asText()).isEqualTo("call");
        assertThat(data.path("is_alive").asBoolean(true)).isFalse();
        assertThat(data.path("call_control_id").asText()).isEqualTo(call.callControlId());
        assertThat(payload(call, "call.answered").path("client_state").asText()).isEqualTo("QQ==");
        assertThat(payload(call, "call.answered").path("connection_id").asText())
                .isEqualTo("17");
        assertThat(types(call)).containsExactly("call.initiated", "call.answered");
    }

    @Test
    void reportsThatADialledNumberDidNotAnswer() {
        telnyx.callee("+15550100001", Callee.DOES_NOT_ANSWER);

        app.dial(DIAL + ",'timeout_secs':5,'retry_on_timeout':false}");

        telnyx.calls().get(0).hasEnded("no_answer");
    }

    @Test
    void refusesToAnswerAnOutboundCall() {
        app.dial(DIAL + "}");

        assertThat(app.send(telnyx.calls().get(0), "answer").codes()).containsExactly("90102");
    }

    @Test
    void bridgesTwoCalls() {
        SimulatedCall first = app.answeredCall();
        SimulatedCall second = app.answeredCall();

        app.send(first, "bridge", "{'call_control_id':'" + second.callControlId() + "'}");

        first.isBridged();
        second.isBridged();
        first.delivers("call.bridged");
        second.delivers("call.bridged");
        first.hangsUp();
        second.hasEnded();
    }

    @Test
    void leavesTheFormerPartnerWhenItIsBridgedAgain() {
        SimulatedCall first = app.answeredCall();
        SimulatedCall second = app.answeredCall();
        SimulatedCall third = app.answeredCall();
        app.send(first, "bridge", "{'call_control_id':'" + second.callControlId() + "'}");

        app.send(first, "bridge", "{'call_control_id':'" + third.callControlId() + "'}");

        second.hasEnded();
        assertThat(first.state()).isEqualTo(CallState.BRIDGED);
        assertThat(first.partner()).contains(third);
    }

    @Test
    void bridgesADialledCallOnAnswer() {
        SimulatedCall call = app.answeredCall();

        app.dial(DIAL + ",'bridge_on_answer':true,'link_to':'" + call.callControlId() + "'}");

        call.isBridged();
        assertThat(telnyx.calls().get(1).isBridged().partner()).contains(call);
    }

    @Test
    void refusesToBridgeWithAnEndedCall() {
        SimulatedCall other = app.answeredCall().hangsUp();

        TestApplication.Response refused =
                app.send(app.answeredCall(), "bridge", "{'call_control_id':'" + other.callControlId() + "'}");

        assertThat(refused.codes()).containsExactly("90018");
    }

    @Test
    void endsACallAtItsTimeLimit() {
        app.dial(DIAL + ",'time_limit_secs':30}");

        telnyx.calls().get(0).hasEnded("time_limit");
    }

    @Test
    void refersACall() {
        SimulatedCall call = app.answeredCall();

        app.send(call, "refer", "{'sip_address':'sip:desk@example.test'}");

        assertThat(payload(call, "call.refer.started")
                        .path("sip_notify_response")
                        .asInt())
                .isEqualTo(100);
        assertThat(payload(call, "call.refer.completed")
                        .path("sip_notify_response")
                        .asInt())
                .isEqualTo(200);
    }

    @Test
    void sendsDigits() {
        assertThat(app.send(app.answeredCall(), "send_dtmf", "{'digits':'12w#'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void recordsCommandsOfACall() {
        SimulatedCall call = app.answeredCall();
        app.send(call, "gather", "{'minimum_digits':0}");

        assertThat(call.commands()).extracting(RecordedCommand::operation).containsExactly("answer", "gather");
        assertThat(call.commands()).extracting(RecordedCommand::status).containsExactly(200, 422);
        assertThat(call.commands().get(1).executed()).isFalse();
        assertThat(call.commands().get(1).body().path("minimum_digits").asInt(7))
                .isZero();
    }

    @Test
    void staysBridgedWhenTheSameTwoAreBridgedAgain() {
        SimulatedCall first = app.answeredCall();
        SimulatedCall second = app.answeredCall();
        String bridge = "{'call_control_id':'" + second.callControlId() + "'}";
        app.send(first, "bridge", bridge);

        app.send(first, "bridge", bridge);

        assertThat(List.of(first.state(), second.state())).containsOnly(CallState.BRIDGED);
        assertThat(types(second)).doesNotContain("call.hangup");
        first.hangsUp();
        second.hasEnded("normal_clearing");
    }

    @Test
    void keepsACallThatRingsForOneWhoIsBridgedMeanwhile() {
        telnyx.callee("+15550100001", Callee.DOES_NOT_ANSWER);
        SimulatedCall call = app.answeredCall();
        SimulatedCall second = app.answeredCall();
        SimulatedCall third = app.answeredCall();
        app.send(call, "bridge", "{'call_control_id':'" + second.callControlId() + "'}");
        app.dial(DIAL + ",'timeout_secs':600,'bridge_on_answer':true,'link_to':'" + call.callControlId() + "'}");

        app.send(call, "bridge", "{'call_control_id':'" + third.callControlId() + "'}");

        assertThat(telnyx.calls().get(3).state()).isEqualTo(CallState.INITIATED);
    }

    @Test
    void takesNullForNotGiven() {
        TestApplication.Response response = app.dial(DIAL + ",'link_to':null,'webhook_url':null,'record':null}");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json().path("data").has("recording_id")).isFalse();
    }
}
