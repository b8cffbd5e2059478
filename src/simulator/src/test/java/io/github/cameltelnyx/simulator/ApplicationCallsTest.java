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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The effects of the settings of an application on its calls. */
class ApplicationCallsTest extends SimulatorTestBase {

    private static final String CALLER = "+15550100011";
    private static final String DESK = "+15550100033";

    ApplicationCallsTest() {
        super(TelnyxSimulator.builder().webhookTimeout(Duration.ofSeconds(9)));
    }

    private String createThroughTheApi(String more) {
        String url = app.url("/desk");
        String id = app.send(
                        "POST",
                        "/call_control_applications",
                        "{'application_name':'desk','webhook_event_url':'" + url + "'" + more + "}")
                .json()
                .at("/data/id")
                .asText();
        telnyx.number(DESK, id);
        return id;
    }

    private TestApplication.Response dial(String connectionId) {
        return app.dial("{'connection_id':'" + connectionId + "','from':'+15550100022','to':'+15550100001'}");
    }

    @Test
    void getTheEventsOfCallsToItsNumbers() {
        String id = telnyx.application("desk", app.url("/desk"), DESK);

        SimulatedCall desk = telnyx.call(CALLER, DESK);
        SimulatedCall other = telnyx.call(CALLER, "+15550100022");
        desk.delivers("call.initiated");
        other.delivers("call.initiated");

        assertThat(payload(desk, "call.initiated").path("connection_id").asText())
                .isEqualTo(id);
        assertThat(desk.events().get(0).attempts().get(0).url()).isEqualTo(app.url("/desk"));
        assertThat(other.events().get(0).attempts().get(0).url()).isEqualTo(app.url("/events"));
    }

    @Test
    void getTheEventsOfCallsItDials() {
        String id = telnyx.application("desk", app.url("/desk"));

        dial(id);

        assertThat(telnyx.calls()
                        .get(0)
                        .delivers("call.answered")
                        .attempts()
                        .get(0)
                        .url())
                .isEqualTo(app.url("/desk"));
    }

    @Test
    void dialWithAnyConnectionIdUntilThereIsASecondApplication() {
        assertThat(dial("17").status()).isEqualTo(200);
        String id = telnyx.application("desk", app.url("/desk"));

        TestApplication.Response refused = dial("17");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.codes()).containsExactly("10015");
        assertThat(refused.pointers()).containsExactly("/connection_id");
        assertThat(dial(id).status()).isEqualTo(200);
        assertThat(dial("2811000000000000017").status()).isEqualTo(200);
    }

    @Test
    void loseTheirNumbersWhenTheirApplicationIsDeleted() {
        String id = telnyx.application("desk", app.url("/desk"), DESK);
        app.exchange(app.request("/call_control_applications/" + id).DELETE());

        SimulatedCall call = telnyx.call(CALLER, DESK);

        assertThat(call.delivers("call.initiated").attempts().get(0).url()).isEqualTo(app.url("/events"));
        assertThat(dial(id).codes()).containsExactly("10015");
    }

    @Test
    void cannotHaveAnApplicationThatDoesNotExist() {
        assertThatThrownBy(() -> telnyx.number(DESK, "17"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2811000000000000017");
    }

    @Test
    void areNeitherTakenNorMadeByAnInactiveApplication() {
        String id = createThroughTheApi(",'active':false,'webhook_api_version':'2'");

        assertThatThrownBy(() -> telnyx.call(CALLER, DESK)).isInstanceOf(IllegalStateException.class);
        assertThat(dial(id).codes()).containsExactly("10015");
        assertThat(telnyx.calls()).isEmpty();
    }

    @Test
    void goToTheFailoverUrlOfTheirApplication() {
        createThroughTheApi(",'webhook_api_version':'2','webhook_event_failover_url':'" + app.url("/failover") + "'");
        app.respondsWith(number -> number == 1 ? 404 : 200);

        RecordedEvent event = telnyx.call(CALLER, DESK).delivers("call.initiated");

        assertThat(event.attempts())
                .extracting(DeliveryAttempt::url)
                .containsExactly(app.url("/desk"), app.url("/failover"));
    }

    @Test
    void waitForResponsesAsLongAsTheirApplicationSays() {
        createThroughTheApi(",'webhook_api_version':'2','webhook_timeout_secs':1");
        app.respondsWith(number -> number == 1 ? 0 : 200);
        long start = System.nanoTime();

        RecordedEvent event = telnyx.call(CALLER, DESK).delivers("call.initiated");

        assertThat(event.attempts().get(0).failure()).isEqualTo("timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(8));
    }

    /** Telnyx creates applications with version 1 by default, whose webhooks have no signature: a frequent mistake. */
    @Test
    void sendTheOldFormUnlessTheApplicationSaysOtherwise() {
        createThroughTheApi("");

        RecordedEvent event = telnyx.call(CALLER, DESK).delivers("call.initiated");

        TestApplication.Webhook webhook = app.webhooks().get(0);
        JsonNode json = webhook.json();
        assertThat(webhook.headers().contains("telnyx-signature-ed25519")).isFalse();
        assertThat(webhook.headers().contains("telnyx-timestamp")).isFalse();
        assertThat(json.path("event_type").asText()).isEqualTo("call_initiated");
        assertThat(json.path("record_type").asText()).isEqualTo("event");
        assertThat(json.path("id").asText()).isEqualTo(event.id());
        assertThat(json.path("payload")).isEqualTo(event.payload());
        assertThat(json.path("created_at").asText()).endsWith("Z");
        assertThat(json.has("data") || json.has("meta")).isFalse();
    }

    @Test
    void followAnUpdateOfTheirApplication() {
        String id = createThroughTheApi(",'webhook_api_version':'2'");
        SimulatedCall call = telnyx.call(CALLER, DESK);
        call.delivers("call.initiated");
        app.send(
                "PATCH",
                "/call_control_applications/" + id,
                "{'application_name':'desk','webhook_event_url':'" + app.url("/moved") + "'}");

        app.send(call, "answer");

        assertThat(call.delivers("call.answered").attempts().get(0).url()).isEqualTo(app.url("/moved"));
    }

    @Test
    void endWhenNoCommandComesInTime() {
        createThroughTheApi(",'webhook_api_version':'2','first_command_timeout':true,'first_command_timeout_secs':10");

        telnyx.call(CALLER, DESK).hasEnded("timeout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer", "client_state_update"})
    void liveOnWhenACommandCame(String command) {
        createThroughTheApi(",'webhook_api_version':'2','first_command_timeout':true,'first_command_timeout_secs':60");
        SimulatedCall call = telnyx.call(CALLER, DESK);
        SimulatedCall left = telnyx.call(CALLER, DESK);
        String method = command.equals("answer") ? "POST" : "PUT";

        app.send(method, "/calls/" + call.callControlId() + "/actions/" + command, "{'client_state':'QQ=='}");

        // the one that came in after it
        left.hasEnded("timeout");
        assertThat(call.state()).isNotEqualTo(CallState.ENDED);
    }

    @Test
    void cannotComeInBeforeThereIsAWebhookUrl() {
        try (TelnyxSimulator bare = TelnyxSimulator.start()) {
            assertThatThrownBy(() -> bare.call(CALLER, DESK))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("set one before the first call");

            bare.application("desk", app.url("/desk"), DESK);

            assertThat(bare.call(CALLER, DESK).state()).isEqualTo(CallState.INITIATED);
        }
    }
}
