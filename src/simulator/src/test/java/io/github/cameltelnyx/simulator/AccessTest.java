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
import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AccessTest extends SimulatorTestBase {

    private final SimulatedCall call = telnyx.call("+15550100011", "+15550100022");
    private final String answerPath = "/calls/" + call.callControlId() + "/actions/answer";

    @Test
    void refusesAWrongKey() {
        var request = app.request(answerPath)
                .setHeader("Authorization", "Bearer other")
                .POST(BodyPublishers.ofString("{}"));

        TestApplication.Response refused = app.exchange(request);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.codes()).containsExactly("10009");
        assertThat(call.state()).isEqualTo(CallState.INITIATED);
    }

    @Test
    void givesEveryResponseARequestId() {
        assertThat(app.send("POST", answerPath, "{}").headers().firstValue("x-request-id"))
                .isPresent();
        assertThat(app.send("POST", "/nowhere", "{}").headers().firstValue("x-request-id"))
                .isPresent();
    }

    @Test
    void refusesWhatIsNotJson() {
        TestApplication.Response refused = app.send("POST", answerPath, "{\"a\":");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.codes()).containsExactly("10023");
    }

    @Test
    void refusesAnEmptyBody() {
        assertThat(app.send("POST", answerPath, "").codes()).containsExactly("10023");
    }

    @Test
    void refusesABodyThatIsNoObject() {
        TestApplication.Response refused = app.send("POST", answerPath, "[]");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.codes()).containsExactly("10015");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        byte[] latin1 = {'{', '"', (byte) 0xE4, '"', ':', '1', '}'};

        TestApplication.Response refused =
                app.exchange(app.request(answerPath).POST(BodyPublishers.ofByteArray(latin1)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.codes()).containsExactly("10028");
    }

    @Test
    void refusesAnotherContentType() {
        var form = app.request(answerPath)
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("a=1"));

        TestApplication.Response refused = app.exchange(form);

        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.codes()).containsExactly("10014");
    }

    @Test
    void knowsNoOtherPaths() {
        TestApplication.Response refused = app.send("POST", "/calls/" + call.callControlId() + "/actions/dial", "{}");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.codes()).containsExactly("10005");
    }

    @Test
    void updatesClientStateWithPutOnly() {
        String path = "/calls/" + call.callControlId() + "/actions/client_state_update";

        assertThat(app.send("POST", path, "{'client_state':'YQ=='}").status()).isEqualTo(405);
        assertThat(app.send("PUT", path, "{'client_state':'YQ=='}").status()).isEqualTo(200);
    }

    @Test
    void refusesACallItDoesNotKnow() {
        TestApplication.Response refused = app.send("POST", "/calls/v3:unknown/actions/answer", "{}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.codes()).containsExactly("90015");
        assertThat(refused.pointers()).containsExactly("/call_control_id");
    }

    @Test
    void understandsAnEncodedCallControlId() {
        String encoded = answerPath.replace("v3:", "v3%3A");

        assertThat(app.send("POST", encoded, "{}").status()).isEqualTo(200);
    }

    @Test
    void reportsTheStatusOfACall() {
        app.send("POST", answerPath, "{'client_state':'YQ=='}");

        TestApplication.Response status = app.status(call);

        assertThat(status.json().at("/data/is_alive").asBoolean()).isTrue();
        assertThat(status.json().at("/data/client_state").asText()).isEqualTo("YQ==");
        assertThat(status.json().at("/data/end_time").isMissingNode()).isTrue();
    }

    @Test
    void reportsTheStatusOfAnEndedCall() {
        call.hangsUp();

        TestApplication.Response status = app.status(call);

        assertThat(status.json().at("/data/is_alive").asBoolean(true)).isFalse();
        assertThat(status.json().at("/data/end_time").asText()).endsWith("Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/calls/%zz", "/v2/call_events?filter[from]=%zz"})
    void refusesARequestThatCannotBeDecoded(String uri) {
        Vertx vertx = Vertx.vertx();
        try {
            int status = vertx.createHttpClient()
                    .request(HttpMethod.GET, telnyx.port(), "localhost", uri)
                    .compose(request -> request.putHeader("Authorization", "Bearer " + telnyx.apiKey())
                            .send())
                    .map(HttpClientResponse::statusCode)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join();

            assertThat(status).isBetween(400, 499);
        } finally {
            vertx.close();
        }
    }
}
