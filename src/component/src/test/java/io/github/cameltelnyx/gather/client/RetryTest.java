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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** Failures after which the identical request is sent again, and those after which it is not. */
@ParameterizedClass
@EnumSource(TransportKind.class)
class RetryTest {

    @Parameter
    TransportKind transport;

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void retriesAfterARetryableStatus(int status) throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.responding(ScriptedResponse.error(status, "1", "t"), ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            assertThat(fixture.response(ClientFixture.command()).status()).isEqualTo(200);

            assertIdentical(server, 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 422})
    void doesNotRetryAfterAFinalStatus(int status) throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.responding(ScriptedResponse.error(status, "1", "t"), ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            assertThat(fixture.failure(ClientFixture.command())).isInstanceOf(TelnyxApiException.class);

            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void retriesAfterAReset() throws Exception {
        assertRetriedAfter(ScriptedResponse.reset());
    }

    @Test
    void retriesAfterHalfAResponse() throws Exception {
        assertRetriedAfter(ScriptedResponse.half());
    }

    @Test
    void retriesAtOnceAfterTheFirstConnectionFailure() throws Exception {
        // any computed delay would not fit in the request timeout
        RetryPolicy slow = ClientFixture.policy(1, 15_000, 10_000, 0);
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.closed(), ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, slow)) {
            assertThat(fixture.response(ClientFixture.command()).status()).isEqualTo(200);
        }
    }

    @Test
    void waitsAfterTheSecondConnectionFailure() throws Exception {
        RetryPolicy slow = ClientFixture.policy(2, 15_000, 5_000, 0);
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.closed());
                ClientFixture fixture = new ClientFixture(transport, server, slow)) {
            assertThat(fixture.failure(ClientFixture.command()))
                    .isInstanceOf(TelnyxConnectionException.class)
                    .hasMessage("gather: the connection failed before the response was complete (2 attempts)");
        }
    }

    @Test
    void aRefusedConnectionIsRetriedUntilNoRetryIsLeft() throws Exception {
        try (ClientFixture fixture = new ClientFixture(transport.create(), unusedAddress(), ClientFixture.FAST)) {
            TelnyxConnectionException failure = assertThat(fixture.failure(ClientFixture.command()))
                    .asInstanceOf(type(TelnyxConnectionException.class))
                    .actual();

            assertThat(failure).hasMessage("gather: no connection (4 attempts)").hasCauseInstanceOf(IOException.class);
            assertThat(failure.getAttempts()).isEqualTo(4);
            assertThat(failure.getOperation()).isEqualTo("gather");
            assertThat(failure.isRetryable()).isTrue();
        }
    }

    @Test
    void theLastFailureIsReportedWhenNoRetryIsLeft() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(
                        ScriptedResponse.closed(),
                        ScriptedResponse.error(500, "1", "a"),
                        ScriptedResponse.error(502, "1", "b"),
                        ScriptedResponse.error(503, "1", "c"));
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            assertThat(fixture.failure(ClientFixture.command()))
                    .isInstanceOf(TelnyxApiException.class)
                    .hasMessage("gather: Telnyx responded with HTTP 503: 1 c");

            assertIdentical(server, 4);
        }
    }

    @Test
    void aConnectionFailureAfterAnErrorIsTheOneReported() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.responding(ScriptedResponse.error(500, "1", "a"), ScriptedResponse.half());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(1, 1, 20_000, 0))) {
            assertThat(fixture.failure(ClientFixture.command())).isInstanceOf(TelnyxConnectionException.class);
        }
    }

    @Test
    void withoutRetriesTheFirstFailureIsReported() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.closed(), ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(0, 1, 20_000, 1))) {
            assertThat(fixture.failure(ClientFixture.command()))
                    .hasMessage("gather: the connection failed before the response was complete (1 attempt)");

            assertThat(server.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retry-After-Ms: 3", "Retry-After: 0", "Retry-After: Wed, 01 Jan 2020 00:00:00 GMT"})
    void aDelayThatTheServerRequiresReplacesTheComputedOne(String header) throws Exception {
        // the computed delay would not fit in the request timeout
        RetryPolicy slow = ClientFixture.policy(1, 15_000, 5_000, 0);
        try (ScriptedServer server = ScriptedServer.responding(
                        ScriptedResponse.error(503, "1", "t", header), ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, slow)) {
            assertThat(fixture.response(ClientFixture.command()).status()).isEqualTo(200);
        }
    }

    @Test
    void waitsUntilTheRateLimitIsReset() throws Exception {
        RetryPolicy slow = ClientFixture.policy(1, 15_000, 5_000, 0);
        try (ScriptedServer server = ScriptedServer.responding(
                        ScriptedResponse.error(429, "10011", "t", "x-ratelimit-reset: 1"), ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, slow)) {
            long before = System.nanoTime();
            fixture.response(ClientFixture.command());

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Retry-After: 60",
                "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT",
                "Retry-After-Ms: 60000",
                "x-ratelimit-reset: 60"
            })
    void aDelayThatDoesNotFitIsReportedAtOnce(String header) throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.responding(ScriptedResponse.error(429, "10011", "Too many requests", header));
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(3, 1, 50_000, 0))) {
            TelnyxApiException failure = assertThat(fixture.failure(ClientFixture.command()))
                    .asInstanceOf(type(TelnyxApiException.class))
                    .actual();

            assertThat(failure.getRetryAfter()).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void aPostWithoutCommandIdIsNotRetriedWhenItMayHaveBeenProcessed() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.responding(ScriptedResponse.error(500, "1", "t"), ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            assertThat(fixture.failure(ClientFixture.commandWithoutId())).isInstanceOf(TelnyxApiException.class);

            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void aPostWithoutCommandIdIsRetriedWhenItWasNotProcessed() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.responding(ScriptedResponse.error(429, "1", "t"), ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            assertThat(fixture.response(ClientFixture.commandWithoutId()).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aPutWithoutCommandIdIsRetried() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.responding(ScriptedResponse.error(500, "1", "t"), ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            Command command = new Command(
                    "clientStateUpdate",
                    "PUT",
                    "/calls/1/actions/client_state_update",
                    JsonNodeFactory.instance.objectNode());

            assertThat(fixture.response(command).status()).isEqualTo(200);
        }
    }

    static void assertIdentical(ScriptedServer server, int attempts) {
        assertThat(server.received()).hasSize(attempts);
        assertThat(server.received())
                .extracting(ReceivedRequest::body)
                .containsOnly("{\"command_id\":\"id-1\",\"payload\":\"Grüße\"}");
        assertThat(server.received())
                .extracting(ReceivedRequest::headers)
                .hasSize(attempts)
                .containsOnly(server.received().get(0).headers());
        assertThat(server.received())
                .extracting(ReceivedRequest::path)
                .containsOnly("/v2/calls/v3%3Aabc/actions/gather");
    }

    static URI unusedAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private void assertRetriedAfter(ScriptedResponse response) throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(response, ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            assertThat(fixture.response(ClientFixture.command()).status()).isEqualTo(200);

            assertIdentical(server, 2);
        }
    }
}
