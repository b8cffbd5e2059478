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
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class WebhookFaultsTest extends SimulatorTestBase {

    private SimulatedCall call() {
        return telnyx.call("+15550100011", "+15550100022");
    }

    private List<String> received() {
        return received(app);
    }

    private MultiMap headersOfNext(WebhookFault fault) {
        telnyx.nextWebhooks(fault);
        call().delivers("call.initiated");
        return app.webhooks().get(0).headers();
    }

    private boolean isSigned(TestApplication.Webhook webhook) {
        PublicKey key = TestApplication.publicKey(telnyx.publicKey());
        String signed = webhook.headers().get("telnyx-timestamp") + "|";
        return TestApplication.verifies(
                key,
                signed + new String(webhook.body(), StandardCharsets.UTF_8),
                webhook.headers().get("telnyx-signature-ed25519"));
    }

    @Test
    void duplicateOneEvent() {
        telnyx.nextWebhooks(WebhookFault.duplicate());
        SimulatedCall call = call();
        app.send(call, "answer");
        call.delivers("call.answered");

        await().untilAsserted(() ->
                assertThat(received()).containsExactlyInAnyOrder("call.initiated", "call.initiated", "call.answered"));
    }

    @Test
    void dropOneEvent() {
        telnyx.nextWebhooks(WebhookFault.drop());
        SimulatedCall call = call();
        app.send(call, "answer");
        call.delivers("call.answered");

        assertThat(received()).containsExactly("call.answered");
        assertThat(call.events().get(0).attempts())
                .extracting(DeliveryAttempt::failure)
                .containsExactly("dropped");
    }

    @Test
    void dropEveryEventUntilTheyEnd() {
        telnyx.everyWebhook(WebhookFault.drop());
        SimulatedCall call = call();
        app.send(call, "answer");
        telnyx.endFaults();
        call.hangsUp().delivers("call.hangup");

        assertThat(received()).containsExactly("call.hangup");
    }

    @Test
    void concernOneTypeOnly() {
        telnyx.nextWebhooks(WebhookFault.drop().on("call.answered"));
        SimulatedCall call = call();
        app.send(call, "answer");
        call.hangsUp().delivers("call.hangup");

        assertThat(received()).containsExactly("call.initiated", "call.hangup");
    }

    @Test
    void delayAnEventSoThatOthersOvertakeIt() {
        withVirtualTime(Duration.ofMinutes(1), (still, application) -> {
            still.nextWebhooks(WebhookFault.delay(Duration.ofSeconds(5)));
            SimulatedCall call = application.answeredCall();
            call.delivers("call.answered");

            still.advance(Duration.ofMillis(4_999));
            assertThat(received(application)).containsExactly("call.answered");

            still.advance(Duration.ofMillis(1));
            assertThat(received(application)).containsExactly("call.answered", "call.initiated");
        });
    }

    @Test
    void swapAnEventWithTheNextOfItsLeg() {
        withVirtualTime(Duration.ofMinutes(1), (still, application) -> {
            still.nextWebhooks(WebhookFault.none(), WebhookFault.swap());
            SimulatedCall call = application.answeredCall();
            call.hangsUp().delivers("call.answered");

            still.advance(Duration.ofSeconds(2));

            assertThat(received(application)).containsExactly("call.initiated", "call.hangup", "call.answered");
        });
    }

    @Test
    void holdASwappedEventBackUntilTheNextOneIsAcknowledgedOrGivenUp() {
        withVirtualTime(Duration.ofSeconds(1), (still, application) -> {
            still.nextWebhooks(WebhookFault.swap());
            application.respondsWith(number -> number == 1 ? 0 : 200);

            SimulatedCall call = application.answeredCall();

            call.delivers("call.initiated");
            assertThat(call.events().get(1).attempts())
                    .extracting(DeliveryAttempt::failure)
                    .containsExactly("timeout");
        });
    }

    /** Without events that time alone would publish. */
    private static void withVirtualTime(Duration webhookTimeout, BiConsumer<TelnyxSimulator, TestApplication> test) {
        try (TelnyxSimulator still = TelnyxSimulator.builder()
                        .virtualTime()
                        .webhookTimeout(webhookTimeout)
                        .start();
                TestApplication application = new TestApplication(still)) {
            test.accept(still, application);
        }
    }

    private static List<String> received(TestApplication application) {
        return application.webhooks().stream()
                .map(TestApplication.Webhook::type)
                .toList();
    }

    @Test
    void swapTheLastEventOfALegWithNothingButLoseItNot() {
        telnyx.nextWebhooks(WebhookFault.swap());

        assertThat(call().delivers("call.initiated").attempts()).hasSize(1);
    }

    @Test
    void signWithAnotherKey() {
        MultiMap headers = headersOfNext(WebhookFault.wrongSignature());

        assertThat(headers.get("telnyx-signature-ed25519")).hasSize(88);
        assertThat(isSigned(app.webhooks().get(0))).isFalse();
    }

    @Test
    void leaveTheSignatureOut() {
        MultiMap headers = headersOfNext(WebhookFault.missingSignature());

        assertThat(headers.contains("telnyx-signature-ed25519")).isFalse();
        assertThat(headers.contains("telnyx-timestamp")).isFalse();
    }

    @Test
    void signTenMinutesTooEarly() {
        MultiMap headers = headersOfNext(WebhookFault.staleSignature());

        assertThat(Long.parseLong(headers.get("telnyx-timestamp")))
                .isLessThan(Instant.now().minusSeconds(500).getEpochSecond());
        assertThat(isSigned(app.webhooks().get(0))).isTrue();
    }

    @Test
    void dropACall() {
        SimulatedCall call = app.answeredCall();

        call.drops().hasEnded("unspecified");

        assertThat(payload(call, "call.hangup").path("hangup_source").asText()).isEqualTo("unknown");
    }

    @Test
    void comeByChanceAndTheSameAgainWithTheirSeed() {
        List<WebhookFault> first = draw(new RandomFaults(0.5, 7));

        assertThat(draw(new RandomFaults(0.5, 7))).isEqualTo(first).contains(WebhookFault.none());
        assertThat(draw(new RandomFaults(0.5, 8))).isNotEqualTo(first);
        assertThat(draw(new RandomFaults(0, 7))).containsOnly(WebhookFault.none());
        assertThat(draw(new RandomFaults(1, 7))).doesNotContain(WebhookFault.none());
    }

    private static List<WebhookFault> draw(RandomFaults random) {
        return IntStream.range(0, 100).mapToObj(n -> random.ofWebhook()).toList();
    }

    @Test
    void areNotMoreProbableThanCertain() {
        assertThatThrownBy(() -> telnyx.randomFaults(1.5))
                .hasMessage("The probability must be from 0 to 1, but is 1.5");
    }
}
