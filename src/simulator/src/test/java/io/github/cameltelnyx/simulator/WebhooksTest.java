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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class WebhooksTest extends SimulatorTestBase {

    /** Only receivers without a response are given up. */
    WebhooksTest() {
        super(TelnyxSimulator.builder().webhookTimeout(Duration.ofMinutes(1)));
    }

    private SimulatedCall call() {
        return telnyx.call("+15550100011", "+15550100022");
    }

    private List<TestApplication.Webhook> webhooks(int count) {
        await().until(() -> app.webhooks().size() >= count);
        return app.webhooks();
    }

    private static List<Integer> statuses(RecordedEvent event) {
        return event.attempts().stream().map(DeliveryAttempt::status).toList();
    }

    @Test
    void haveTelnyxsEnvelope() {
        call();

        JsonNode json = webhooks(1).get(0).json();

        assertThat(json.at("/data/record_type").asText()).isEqualTo("event");
        assertThat(json.at("/data/id").asText()).hasSize(36);
        assertThat(json.at("/data/occurred_at").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(json.at("/meta/attempt").asInt()).isEqualTo(1);
        assertThat(json.at("/meta/delivered_to").asText()).isEqualTo(app.url("/events"));
    }

    @Test
    void haveTelnyxsHeaders() {
        call();

        TestApplication.Webhook webhook = webhooks(1).get(0);

        assertThat(webhook.headers().get("User-Agent")).isEqualTo("telnyx-webhooks");
        assertThat(webhook.headers().get("Content-Type")).isEqualTo("application/json");
        assertThat(Long.parseLong(webhook.headers().get("telnyx-timestamp")))
                .isCloseTo(Instant.now().getEpochSecond(), Offset.offset(60L));
    }

    @Test
    void areSignedOverTimestampAndBody() {
        call();

        TestApplication.Webhook webhook = webhooks(1).get(0);

        String signed = webhook.headers().get("telnyx-timestamp") + "|";
        assertThat(TestApplication.verifies(
                        TestApplication.publicKey(telnyx.publicKey()),
                        signed + new String(webhook.body(), StandardCharsets.UTF_8),
                        webhook.headers().get("telnyx-signature-ed25519")))
                .isTrue();
    }

    @Test
    void areTriedAsOftenAsTheirPolicySays() {
        SimulatedCall call = call();
        call.delivers("call.initiated");
        app.respondsWith(number -> number < 6 ? 500 : 200);
        app.send(
                call,
                "answer",
                "{'webhook_retries_policies':{'call.answered':{'retries_ms':[100,200,300,400]},"
                        + "'call.hangup':{'retries_ms':[]}}}");

        assertThat(statuses(call.delivers("call.answered"))).containsExactly(500, 500, 500, 500, 200);
    }

    @Test
    void areSentAgainAfterAServerError() {
        app.respondsWith(number -> number < 3 ? 500 : 200);

        RecordedEvent event = call().delivers("call.initiated");

        assertThat(statuses(event)).containsExactly(500, 500, 200);
        assertThat(app.webhooks())
                .extracting(webhook -> webhook.json().at("/meta/attempt").asInt())
                .containsExactly(1, 2, 3);
        assertThat(app.webhooks())
                .extracting(webhook -> webhook.json().path("data"))
                .containsOnly(event.data());
    }

    @Test
    void areGivenUpAfterThreeAttempts() {
        app.respondsWith(number -> number <= 3 ? 503 : 200);
        SimulatedCall call = call();
        app.send(call, "answer");

        call.delivers("call.answered");

        assertThat(statuses(call.events().get(0))).containsExactly(503, 503, 503);
    }

    @Test
    void areNotSentAgainAfterAClientError() {
        app.respondsWith(number -> number == 1 ? 401 : 200);
        SimulatedCall call = call();
        app.send(call, "answer");

        call.delivers("call.answered");

        assertThat(statuses(call.events().get(0))).containsExactly(401);
    }

    @Test
    void areSentAgainAfter429AndAfterASuccessOtherThan200() {
        app.respondsWith(number -> List.of(429, 204, 200).get(number - 1));

        assertThat(statuses(call().delivers("call.initiated"))).containsExactly(429, 204, 200);
    }

    @Test
    void areSentAgainAfterSilence() {
        try (TelnyxSimulator other = TelnyxSimulator.builder()
                        .timeScale(50)
                        .webhookTimeout(Duration.ofMillis(500))
                        .start();
                TestApplication application = new TestApplication(other)) {
            application.respondsWith(number -> number == 1 ? 0 : 200);

            RecordedEvent event = other.call("+15550100011", "+15550100022").delivers("call.initiated");

            assertThat(event.attempts().get(0).failure()).isEqualTo("timeout");
            assertThat(statuses(event)).startsWith(0).endsWith(200);
        }
    }

    @Test
    void areSentAgainWithoutAReceiver() {
        telnyx.webhookUrl("http://localhost:1/events");
        SimulatedCall call = call();

        await().until(() -> call.events().get(0).attempts().size() == 3);

        assertThat(call.events().get(0).attempts())
                .extracting(DeliveryAttempt::failure)
                .containsOnly("connection");
    }

    @Test
    void goToTheFailoverUrlThen() {
        telnyx.webhookUrl("http://localhost:1/events").webhookFailoverUrl(app.url("/failover"));

        RecordedEvent event = call().delivers("call.initiated");

        assertThat(app.webhooks()).extracting(TestApplication.Webhook::path).containsExactly("/failover");
        assertThat(event.attempts()).hasSize(4);
    }

    @Test
    void arriveInOrderForEachCall() {
        app.respondsWith(number -> number == 1 ? 500 : 200);
        SimulatedCall call = call();
        app.send(call, "answer");
        call.presses("1").hangsUp().delivers("call.hangup");

        assertThat(app.webhooks())
                .extracting(TestApplication.Webhook::type)
                .containsExactly(
                        "call.initiated", "call.initiated", "call.answered", "call.dtmf.received", "call.hangup");
    }

    @Test
    void doNotHoldUpOtherCalls() {
        app.respondsWith(number -> number == 1 ? 0 : 200);
        call();
        webhooks(1);

        call().delivers("call.initiated");

        assertThat(telnyx.calls().get(0).events().get(0).attempts()).isEmpty();
    }

    @Test
    void mayOvertakeEachOtherIfSet() {
        try (TelnyxSimulator other = TelnyxSimulator.builder()
                        .deliversInOrder(false)
                        .webhookTimeout(Duration.ofMinutes(1))
                        .start();
                TestApplication application = new TestApplication(other)) {
            application.respondsWith(number -> number == 1 ? 0 : 200);
            SimulatedCall call = other.call("+15550100011", "+15550100022");
            await().until(() -> application.webhooks().size() == 1);

            application.send(call, "answer");

            call.delivers("call.answered");
            assertThat(call.events().get(0).isDelivered()).isFalse();
        }
    }

    @Test
    void doNotHoldUpCommands() {
        app.respondsWith(number -> 0);
        SimulatedCall call = call();
        webhooks(1);

        assertThat(app.send(call, "answer").status()).isEqualTo(200);
        call.isAnswered();
    }

    @Test
    void comeTwiceWithTheDuplicateFault() {
        telnyx.everyWebhook(WebhookFault.duplicate());

        call();

        assertThat(webhooks(2))
                .extracting(webhook -> webhook.json().at("/data/id").asText())
                .hasSize(2)
                .containsOnly(telnyx.events().get(0).id());
    }

    @Test
    void goWhereTheAnswerCommandSays() {
        SimulatedCall call = call();

        app.send(call, "answer", "{'webhook_url':'" + app.url("/other") + "'}");

        call.delivers("call.answered");
        assertThat(app.webhooks()).extracting(TestApplication.Webhook::path).containsExactly("/events", "/other");
    }

    @Test
    void goWhereTheirTypeIsSentTo() {
        SimulatedCall call = call();
        String byType = "'webhook_urls':{'call.hangup':'" + app.url("/hangup") + "'}";

        app.send(call, "answer", "{'webhook_url':'" + app.url("/other") + "'," + byType + "}");

        call.hangsUp().delivers("call.hangup");
        assertThat(app.webhooks())
                .extracting(TestApplication.Webhook::path)
                .containsExactly("/events", "/other", "/hangup");
    }

    @Test
    void canBeSignedWithTheSameKeyAgain() {
        String key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        try (TelnyxSimulator first = TelnyxSimulator.builder().signingKey(key).start();
                TelnyxSimulator second =
                        TelnyxSimulator.builder().signingKey(key).start()) {
            assertThat(first.publicKey())
                    .isEqualTo(second.publicKey())
                    .isEqualTo("A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=");
        }
        assertThatThrownBy(() -> TelnyxSimulator.builder().signingKey("AAEC"))
                .hasMessage("The signing key must be 32 bytes, but is 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'nowhere'", "''", "5", "'http://localhost:70000/'"})
    void goToNoUrlThatIsNone(String url) {
        SimulatedCall call = call();

        assertThat(app.send(call, "answer", "{'webhook_urls':{'call.hangup':" + url + "}}")
                        .pointers())
                .containsExactly("/webhook_urls/call.hangup");
        assertThat(app.send(call, "answer", "{'webhook_urls':{'call.hangup':null}}")
                        .status())
                .isEqualTo(200);
        assertThat(call.hangsUp().delivers("call.hangup").attempts())
                .extracting(DeliveryAttempt::url)
                .containsOnly(app.url("/events"));
    }

    @Test
    void haveAUrlWithAPortThatExists() {
        assertThatThrownBy(() -> telnyx.webhookUrl("http://localhost:70000/"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
