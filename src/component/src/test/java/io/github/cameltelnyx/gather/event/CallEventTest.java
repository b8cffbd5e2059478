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

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CallEventTest {
    private static final String FROM = "+15550100033";
    private static final String TO = "+15550100044";
    private static final Instant START = Instant.parse("2026-05-06T07:07:59.500001Z");
    private static final ChatMessage QUESTION = new ChatMessage("assistant", "What size would you like?");
    private static final ChatMessage REPLY = new ChatMessage("user", "Größe L, please");

    @Test
    void readsWhatAllEventsHave() throws Exception {
        CallEvent event = Samples.parsed("call-answered");

        assertThat(event.eventId()).isEqualTo("e0000000-0000-4000-8000-000000000002");
        assertThat(event.eventType()).isEqualTo("call.answered");
        assertThat(event.occurredAt()).isEqualTo("2026-05-06T07:08:02.123456Z");
        assertThat(event.callControlId()).isEqualTo("v3:c2FtcGxlLWNhbGwtY29udHJvbC1pZA");
        assertThat(event.connectionId()).isEqualTo("1900000000000000042");
        assertThat(event.callLegId()).isEqualTo("5a51a7e0-2b00-11f1-8000-0242c0a80001");
        assertThat(event.callSessionId()).isEqualTo("5a51a100-2b00-11f1-8000-0242c0a80001");
        assertThat(event.clientState()).isEqualTo("menu=main");
    }

    @Test
    void readsCallInitiated() throws Exception {
        CallEvent event = Samples.parsed("call-initiated");

        assertThat(event)
                .isEqualTo(new CallInitiated(
                        event.data(),
                        FROM,
                        TO,
                        "incoming",
                        "parked",
                        START,
                        "Zoë Example",
                        null,
                        "PCMA,G722,PCMU",
                        "PCMU,PCMA",
                        "A",
                        true,
                        List.of(new SipHeader("X-Shop", "17")),
                        List.of(new SipHeader("User-to-User", "6f7264657231")),
                        List.of("vip", "night")));
    }

    @Test
    void hasNoClientStateIfTelnyxSendsNull() throws Exception {
        assertThat(Samples.parsed("call-initiated").clientState()).isNull();
    }

    @Test
    void readsCallAnswered() throws Exception {
        CallEvent event = Samples.parsed("call-answered");

        assertThat(event)
                .isEqualTo(
                        new CallAnswered(event.data(), FROM, TO, "answered", START, List.of(), List.of(), List.of()));
    }

    @Test
    void readsCallBridged() throws Exception {
        CallEvent event = Samples.parsed("call-bridged");

        assertThat(event).isEqualTo(new CallBridged(event.data(), FROM, TO));
    }

    @Test
    void readsCallHangup() throws Exception {
        var event = (CallHangup) Samples.parsed("call-hangup");

        assertThat(event)
                .isEqualTo(new CallHangup(
                        event.data(),
                        FROM,
                        TO,
                        "hangup",
                        START,
                        "user_busy",
                        "callee",
                        "486",
                        event.payload().get("call_quality_stats"),
                        List.of(),
                        List.of(),
                        List.of()));
        assertThat(event.callQualityStats().at("/inbound/mos").asText()).isEqualTo("4.50");
    }

    @Test
    void readsCallDtmfReceived() throws Exception {
        CallEvent event = Samples.parsed("call-dtmf-received");

        assertThat(event).isEqualTo(new CallDtmfReceived(event.data(), FROM, TO, "#"));
    }

    @Test
    void readsCallGatherEnded() throws Exception {
        CallEvent event = Samples.parsed("call-gather-ended");

        assertThat(event).isEqualTo(new CallGatherEnded(event.data(), FROM, TO, "90210", "valid"));
    }

    @Test
    void readsCallGatherEndedWithoutDigits() throws Exception {
        CallEvent event = Samples.parsed("call-gather-ended-without-digits");

        assertThat(event).isEqualTo(new CallGatherEnded(event.data(), FROM, TO, "", "invalid"));
    }

    @Test
    void readsCallAiGatherEnded() throws Exception {
        CallEvent event = Samples.parsed("call-ai-gather-ended");

        ObjectNode result =
                JsonNodeFactory.instance.objectNode().put("size", "L").put("count", 3);
        assertThat(event)
                .isEqualTo(new CallAiGatherEnded(event.data(), FROM, TO, List.of(QUESTION, REPLY), result, "valid"));
    }

    @Test
    void readsCallAiGatherMessageHistoryUpdated() throws Exception {
        CallEvent event = Samples.parsed("call-ai-gather-message-history-updated");

        assertThat(event)
                .isEqualTo(new CallAiGatherMessageHistoryUpdated(
                        event.data(),
                        FROM,
                        TO,
                        List.of(QUESTION, REPLY, new ChatMessage("assistant", "And how many?"))));
    }

    @Test
    void readsCallAiGatherPartialResults() throws Exception {
        CallEvent event = Samples.parsed("call-ai-gather-partial-results");

        ObjectNode results = JsonNodeFactory.instance.objectNode().put("size", "L");
        assertThat(event)
                .isEqualTo(new CallAiGatherPartialResults(event.data(), FROM, TO, List.of(QUESTION, REPLY), results));
    }

    @Test
    void readsCallPlaybackStarted() throws Exception {
        CallEvent event = Samples.parsed("call-playback-started");

        assertThat(event)
                .isEqualTo(new CallPlaybackStarted(event.data(), "https://cdn.example.test/welcome.mp3", null, true));
    }

    @Test
    void readsCallPlaybackEnded() throws Exception {
        CallEvent event = Samples.parsed("call-playback-ended");

        assertThat(event)
                .isEqualTo(new CallPlaybackEnded(
                        event.data(), "https://cdn.example.test/welcome.mp3", null, false, "cancelled", null));
    }

    @Test
    void readsCallPlaybackEndedByAMissingFile() throws Exception {
        CallEvent event = Samples.parsed("call-playback-ended-file-not-found");

        assertThat(event)
                .isEqualTo(new CallPlaybackEnded(
                        event.data(), null, "welcome-v2", false, "file_not_found", "No such file"));
    }

    @Test
    void readsCallSpeakStarted() throws Exception {
        CallEvent event = Samples.parsed("call-speak-started");

        assertThat(event).isEqualTo(new CallSpeakStarted(event.data()));
    }

    @Test
    void readsCallSpeakEnded() throws Exception {
        CallEvent event = Samples.parsed("call-speak-ended");

        assertThat(event).isEqualTo(new CallSpeakEnded(event.data(), "call_hangup"));
    }

    @Test
    void readsCallConversationEnded() throws Exception {
        CallEvent event = Samples.parsed("call-conversation-ended");

        assertThat(event)
                .isEqualTo(new CallConversationEnded(
                        event.data(),
                        FROM,
                        TO,
                        "assistant-00000000-0000-4000-8000-00000000a551",
                        "c0000000-0000-4000-8000-000000000001",
                        "sip",
                        73,
                        "example/model-7b",
                        "example/whisper",
                        "aws",
                        "Polly",
                        "Joanna",
                        "customer_disconnect"));
    }

    @Test
    void readsCallConversationInsightsGenerated() throws Exception {
        CallEvent event = Samples.parsed("call-conversation-insights-generated");

        JsonNodeFactory nodes = JsonNodeFactory.instance;
        assertThat(event)
                .isEqualTo(new CallConversationInsightsGenerated(
                        event.data(),
                        "pstn",
                        "90000000-0000-4000-8000-000000000001",
                        List.of(
                                new Insight(
                                        "10000000-0000-4000-8000-000000000001",
                                        nodes.textNode("The caller ordered three.")),
                                new Insight(
                                        "10000000-0000-4000-8000-000000000002",
                                        nodes.objectNode().put("mood", "good")))));
    }

    @Test
    void keepsAnUnknownTypeAsItsTree() throws Exception {
        CallEvent event = Samples.parsed("call-refer-completed");

        assertThat(event).isEqualTo(new OtherCallEvent(event.data()));
        assertThat(event.payload().get("sip_notify_response").intValue()).isEqualTo(202);
    }

    @Test
    void keepsUnknownFieldsInItsTree() throws Exception {
        CallEvent event = Samples.parsed("call-initiated");

        assertThat(event.payload().get("from_sip_uri").asText()).isEqualTo("15550100033@sip.example.test");
        assertThat(event.json().get("record_type").asText()).isEqualTo("event");
    }

    @ParameterizedTest
    @MethodSource("io.github.cameltelnyx.gather.event.Samples#names")
    void showsTypeAndIdOnly(String sample) throws Exception {
        CallEvent event = Samples.parsed(sample);

        assertThat(event).hasToString(event.eventType() + "[" + event.eventId() + "]");
        assertThat(event.data()).hasToString(event.toString());
    }

    @Test
    void partsDoNotShowWhatWasSaid() {
        assertThat(REPLY).hasToString("ChatMessage[user]");
        assertThat(new SipHeader("X-Pin", "4711")).hasToString("SipHeader[X-Pin]");
        assertThat(new Insight("i1", JsonNodeFactory.instance.textNode("secret")))
                .hasToString("Insight[i1]");
    }

    @ParameterizedTest
    @MethodSource("io.github.cameltelnyx.gather.event.Samples#names")
    void needsNoFieldOfThePayload(String sample) throws Exception {
        CallEvent full = Samples.parsed(sample);

        CallEvent bare = CallEventParser.parse(Samples.event(full.eventType(), "{}"));

        assertThat(bare).hasSameClassAs(full);
        assertThat(bare.callControlId()).isNull();
        assertThat(bare.clientState()).isNull();
        assertThat(bare.occurredAt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "\"text\"", "true", "17", "[null, 1, \"a\", [], {}]"})
    void toleratesAnyTypeOfCustomHeaders(String value) throws Exception {
        var event = (CallAnswered) CallEventParser.parse(
                Samples.event("call.answered", "{\"custom_headers\": " + value + ", \"start_time\": " + value + "}"));

        assertThat(event.customHeaders())
                .isEqualTo(value.startsWith("[") ? List.of(new SipHeader(null, null)) : List.of());
        assertThat(event.startTime()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "\"73\"", "true", "73.5", "2147483648", "1e400", "-1E+1000000"})
    void hasNoDurationIfItIsNotAnInteger(String value) throws Exception {
        var event = (CallConversationEnded)
                CallEventParser.parse(Samples.event("call.conversation.ended", "{\"duration_sec\": " + value + "}"));

        assertThat(event.durationSec()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "\"true\"", "1"})
    void hasNoOverlayIfItIsNotBoolean(String value) throws Exception {
        var event = (CallPlaybackStarted)
                CallEventParser.parse(Samples.event("call.playback.started", "{\"overlay\": " + value + "}"));

        assertThat(event.overlay()).isNull();
    }

    @Test
    void takesAnyScalarForText() throws Exception {
        var event = (CallGatherEnded) CallEventParser.parse(Samples.event(
                "call.gather.ended",
                """
{"digits": 4711, "status": true, "from": {}, "to": [], "connection_id": 19000000000000000420}"""));

        assertThat(event).isEqualTo(new CallGatherEnded(event.data(), null, null, "4711", "true"));
        assertThat(event.connectionId()).isEqualTo("19000000000000000420");
    }

    @Test
    void keepsAnyStatus() throws Exception {
        var event = (CallGatherEnded)
                CallEventParser.parse(Samples.event("call.gather.ended", "{\"status\": \"client_error\"}"));

        assertThat(event.status()).isEqualTo("client_error");
    }

    @Test
    void hasNoResultIfTelnyxSendsNull() throws Exception {
        var event =
                (CallAiGatherEnded) CallEventParser.parse(Samples.event("call.ai_gather.ended", "{\"result\": null}"));

        assertThat(event.result()).isNull();
        assertThat(event.messageHistory()).isEmpty();
    }

    @Test
    void keepsNumbersExact() throws Exception {
        CallEvent event = CallEventParser.parse(Samples.event(
                "call.x", "{\"a\": 0.10000000000000000000001, \"b\": 123456789012345678901234567890, \"c\": 1.50}"));

        assertThat(event.payload().get("a").decimalValue()).isEqualTo(new BigDecimal("0.10000000000000000000001"));
        assertThat(event.payload().get("b").bigIntegerValue()).isEqualTo("123456789012345678901234567890");
        assertThat(event.payload())
                .hasToString("{\"a\":0.10000000000000000000001,\"b\":123456789012345678901234567890,\"c\":1.50}");
    }

    @Test
    void dataNeedsAPayload() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventData("e1", "call.x", null, null, null, null, null, null, null, 0, json));
    }
}
