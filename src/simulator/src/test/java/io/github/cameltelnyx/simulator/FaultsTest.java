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

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsTest extends SimulatorTestBase {

    private final SimulatedCall call = telnyx.call("+15550100011", "+15550100022");

    @Test
    void respondWithAStatus() {
        telnyx.nextResponses(ApiFault.status(429).header("Retry-After", "2"));

        TestApplication.Response refused = app.send(call, "answer");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.codes()).containsExactly("10011");
        assertThat(refused.headers().firstValue("Retry-After")).contains("2");
        assertThat(call.state()).isEqualTo(CallState.INITIATED);
    }

    @Test
    void respondWithABody() {
        telnyx.nextResponses(ApiFault.status(502).body("{\"gateway\":1}"));

        assertThat(app.send(call, "answer").json()).isEqualTo(TestApplication.parse("{\"gateway\":1}"));
    }

    @Test
    void areUsedOnceInTheirOrder() {
        telnyx.nextResponses(ApiFault.none(), ApiFault.status(500));

        assertThat(app.send(call, "answer").status()).isEqualTo(200);
        assertThat(app.send(call, "gather").status()).isEqualTo(500);
        assertThat(app.send(call, "gather").status()).isEqualTo(200);
    }

    @Test
    void loseTheResponseOfAnExecutedCommand() {
        telnyx.nextResponses(ApiFault.loseResponse());

        assertThatThrownBy(() -> app.send(call, "answer")).hasMessage("no response");

        call.isAnswered();
        assertThat(call.commands().get(0).executed()).isTrue();
    }

    @Test
    void cutTheConnection() {
        telnyx.nextResponses(ApiFault.cutConnection());

        assertThatThrownBy(() -> app.send(call, "answer")).hasMessage("no response");

        assertThat(call.state()).isEqualTo(CallState.INITIATED);
    }

    @Test
    void keepSilent() {
        telnyx.nextResponses(ApiFault.silence());
        var request = app.request("/calls/" + call.callControlId() + "/actions/answer")
                .timeout(Duration.ofMillis(200))
                .POST(BodyPublishers.ofString("{}"));

        assertThatThrownBy(() -> app.exchange(request)).hasCauseInstanceOf(HttpTimeoutException.class);

        assertThat(call.state()).isEqualTo(CallState.INITIATED);
    }

    @Test
    void executeInSilence() {
        telnyx.nextResponses(ApiFault.executeInSilence());
        var request = app.request("/calls/" + call.callControlId() + "/actions/answer")
                .timeout(Duration.ofMillis(200))
                .POST(BodyPublishers.ofString("{}"));

        assertThatThrownBy(() -> app.exchange(request)).hasCauseInstanceOf(HttpTimeoutException.class);

        call.isAnswered();
    }

    @Test
    void respondLate() {
        telnyx.nextResponses(ApiFault.slow(Duration.ofMillis(300)));
        long started = System.nanoTime();

        assertThat(app.send(call, "answer").status()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void areForEveryResponseUntilTheyEnd() {
        telnyx.everyResponse(ApiFault.status(503)).nextResponses(ApiFault.status(500));

        assertThat(app.send(call, "answer").status()).isEqualTo(500);
        assertThat(app.send(call, "answer").status()).isEqualTo(503);
        telnyx.everyResponse(ApiFault.none());
        assertThat(app.send(call, "answer").status()).isEqualTo(200);
    }

    @Test
    void areListed() {
        telnyx.everyWebhook(WebhookFault.drop()).randomFaults(0.25, 42);

        assertThat(telnyx.transcript().toString()).contains("faults   at random: randomFaults(0.25, 42)");
        assertThat(telnyx.faults().everyWebhook()).isEqualTo(WebhookFault.drop());
        assertThat(telnyx.faults().random()).hasToString("Optional[randomFaults(0.25, 42)]");
        assertThat(telnyx.endFaults().faults().random()).isEmpty();
    }
}
