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
package io.github.cameltelnyx.gather.client;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** How each kind of response is read, with one request each. */
@ParameterizedClass
@EnumSource(TransportKind.class)
class ResponseReaderTest {

    @Parameter
    TransportKind transport;

    private static final RetryPolicy ONCE = ClientFixture.policy(0, 1, 20_000, 0);

    @Test
    void givesTheDataOfTheResponseAndTheRequestId() throws Exception {
        ApiResponse response = responseTo(ScriptedResponse.json(
                200, "{\"data\":{\"result\":\"ok\",\"conversation_id\":\"c1\"}}", "x-request-id: r-1"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.data().path("conversation_id").asText()).isEqualTo("c1");
        assertThat(response.requestId()).isEqualTo("r-1");
    }

    @Test
    void givesTheArrayOfAListing() throws Exception {
        assertThat(responseTo(ScriptedResponse.json(200, "{\"data\":[{\"id\":\"1\"}],\"meta\":{}}"))
                        .data())
                .hasSize(1);
    }

    @Test
    void anEmptySuccessIsAnEmptyObject() throws Exception {
        ApiResponse response = responseTo(ScriptedResponse.of(200, "", ""));

        assertThat(response.data().isObject()).isTrue();
        assertThat(response.data()).isEmpty();
        assertThat(response.requestId()).isEmpty();
    }

    @Test
    void aSuccessWithoutDataIsAnEmptyObject() throws Exception {
        assertThat(responseTo(ScriptedResponse.json(200, "{\"data\":null}"))
                        .data()
                        .isObject())
                .isTrue();
    }

    @Test
    void sendsTheHeadersThePathAndTheBody() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ONCE)) {
            fixture.response(ClientFixture.command());

            ReceivedRequest request = server.received().get(0);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/v2/calls/v3%3Aabc/actions/gather");
            assertThat(request.body()).isEqualTo("{\"command_id\":\"id-1\",\"payload\":\"Grüße\"}");
            assertThat(request.headers())
                    .containsEntry("authorization", "Bearer " + ClientFixture.API_KEY)
                    .containsEntry("content-type", "application/json")
                    .containsEntry("accept", "application/json")
                    .containsEntry("user-agent", "camel-telnyx-gather/test");
        }
    }

    @Test
    void aGetHasNoBody() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ONCE)) {
            fixture.response(new Command("callStatus", "GET", "/calls/1?page%5Bsize%5D=5", null));

            ReceivedRequest request = server.received().get(0);
            assertThat(request.path()).isEqualTo("/v2/calls/1?page%5Bsize%5D=5");
            assertThat(request.headers()).doesNotContainKey("content-type");
            assertThat(request.body()).isEmpty();
        }
    }

    @Test
    void rejectedCredentialsAreFinal() throws Exception {
        TelnyxApiException failure = failureOf(ScriptedResponse.error(401, "10009", "Authentication failed"));

        assertThat(failure.getStatus()).isEqualTo(401);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure).hasMessage("gather: Telnyx responded with HTTP 401: 10009 Authentication failed");
    }

    @Test
    void anUnknownResourceIsFinal() throws Exception {
        TelnyxApiException failure =
                failureOf(ScriptedResponse.error(404, "10005", "Resource not found", "x-request-id: r-2"));

        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.getRequestId()).isEqualTo("r-2");
        assertThat(failure)
                .hasMessage("gather: Telnyx responded with HTTP 404: 10005 Resource not found [request id r-2]");
    }

    @Test
    void givesEveryErrorOfTheDocument() throws Exception {
        TelnyxApiException failure = failureOf(
                ScriptedResponse.json(
                        422,
                        """
                {"errors":[
                  {"code":"90022","title":"Invalid value for minimum_digits","detail":"999 is too many",
                   "source":{"pointer":"/minimum_digits"},"meta":{"url":"https://example.com/90022"}},
                  {"code":10015,"title":"Bad","source":{"parameter":"page[size]"}},
                  "not an error"]}"""));

        assertThat(failure.getErrors())
                .isEqualTo(List.of(
                        new ApiError(
                                "90022",
                                "Invalid value for minimum_digits",
                                "999 is too many",
                                "/minimum_digits",
                                "https://example.com/90022"),
                        new ApiError("10015", "Bad", "", "page[size]", "")));
        assertThat(failure)
                .hasMessage("gather: Telnyx responded with HTTP 422: "
                        + "90022 Invalid value for minimum_digits (/minimum_digits); 10015 Bad (page[size])");
    }

    @Test
    void anEndedCallIsItsOwnException() throws Exception {
        TelnyxApiException failure = failureOf(ScriptedResponse.error(422, "90018", "Call has already ended"));

        assertThat(failure).isInstanceOf(CallEndedException.class);
        assertThat(failure.getOperation()).isEqualTo("gather");
    }

    @Test
    void anEndedCallIsFinalWhateverTheStatus() throws Exception {
        assertThat(failureOf(ScriptedResponse.error(500, "90018", "Call has already ended"))
                        .isRetryable())
                .isFalse();
    }

    @Test
    void aSuccessThatIsNoJsonIsAFailureThatSaysSo() throws Exception {
        TelnyxApiException failure = failureOf(ScriptedResponse.of(200, "text/html", "<html>+15550100011</html>"));

        assertThat(failure.getStatus()).isEqualTo(200);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure)
                .hasMessage(
                        "gather: Telnyx responded with HTTP 200: the body is not a JSON object (content type text/html)");
    }

    @Test
    void aSuccessWithTwoDocumentsIsAFailure() throws Exception {
        assertThat(failureOf(ScriptedResponse.json(200, "{\"data\":{}} {}")).getErrors())
                .isEmpty();
    }

    @Test
    void anErrorPageOfAProxyIsAFailureWithoutErrors() throws Exception {
        TelnyxApiException failure = failureOf(ScriptedResponse.of(502, "text/html", "<html>secret</html>"));

        assertThat(failure.getErrors()).isEmpty();
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure)
                .hasMessage("gather: Telnyx responded with HTTP 502: the body is not a Telnyx error document"
                        + " (content type text/html)");
    }

    @Test
    void aRedirectIsAFinalFailure() throws Exception {
        TelnyxApiException failure = failureOf(ScriptedResponse.of(302, "", "", "Location: http://example.invalid/"));

        assertThat(failure.getStatus()).isEqualTo(302);
        assertThat(failure.isRetryable()).isFalse();
    }

    @Test
    void aResponseAtTheLimitIsRead() throws Exception {
        String frame = "{\"data\":{\"x\":\"\"}}";
        String filler = "x".repeat(BoundedBody.LIMIT - frame.length());

        ApiResponse response = responseTo(ScriptedResponse.json(200, "{\"data\":{\"x\":\"" + filler + "\"}}"));

        assertThat(response.data().path("x").asText()).hasSameSizeAs(filler);
    }

    @Test
    void aTooLargeResponseIsAFailure() throws Exception {
        String filler = "x".repeat(BoundedBody.LIMIT);

        TelnyxApiException failure = failureOf(ScriptedResponse.json(200, "{\"data\":{\"x\":\"" + filler + "\"}}"));

        assertThat(failure).hasMessage("gather: Telnyx responded with HTTP 200: the body is larger than 1048576 bytes");
    }

    @Test
    void messagesHideWhatWasSentAndReceived() throws Exception {
        TelnyxApiException failure = failureOf(ScriptedResponse.json(
                422,
                "{\"errors\":[{\"code\":\"10016\",\"title\":\"Bad number\",\"detail\":\"+15550100011 is bad\"}]}"));

        assertThat(failure.toString() + failure.getErrors())
                .contains("10016")
                .doesNotContain("15550100011", "abc", "Grüße", ClientFixture.API_KEY);
    }

    private ApiResponse responseTo(ScriptedResponse response) throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(response);
                ClientFixture fixture = new ClientFixture(transport, server, ONCE)) {
            return fixture.response(ClientFixture.command());
        }
    }

    private TelnyxApiException failureOf(ScriptedResponse response) throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(response);
                ClientFixture fixture = new ClientFixture(transport, server, ONCE)) {
            return assertThat(fixture.failure(ClientFixture.command()))
                    .asInstanceOf(type(TelnyxApiException.class))
                    .actual();
        }
    }
}
