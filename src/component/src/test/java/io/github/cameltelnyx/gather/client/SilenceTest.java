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

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What happens while there is no response. */
@ParameterizedClass
@EnumSource(TransportKind.class)
class SilenceTest {

    @Parameter
    TransportKind transport;

    /** Only silence leads to a retry in time: the computed delay after a failure would not fit. */
    private static final RetryPolicy ON_SILENCE = ClientFixture.policy(2, 15_000, 20_000, 20);

    @Test
    void anotherIdenticalRequestIsSentWhileTheFirstHasNoResponse() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(null, ScriptedResponse.ok());
                ClientFixture fixture =
                        new ClientFixture(transport, server, ClientFixture.policy(1, 15_000, 20_000, 20))) {
            assertThat(fixture.response(ClientFixture.command()).status()).isEqualTo(200);

            RetryTest.assertIdentical(server, 2);
        }
    }

    @Test
    void theOtherAttemptsAreCancelled() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(null, null, ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ON_SILENCE)) {
            fixture.response(ClientFixture.command());

            // the one with the response is kept for the next command
            await().until(() -> server.openConnections() == 1);
            assertThat(server.received()).hasSize(3);
        }
    }

    @Test
    void aSlowFirstResponseWinsIfItComesFirst() throws Exception {
        CompletableFuture<ScriptedResponse> first = new CompletableFuture<>();
        try (ScriptedServer server = new ScriptedServer(request -> {
                    if (request.number() == 1) {
                        return first;
                    }
                    first.complete(ScriptedResponse.json(200, "{\"data\":{}}", "x-request-id: first"));
                    return new CompletableFuture<>();
                });
                ClientFixture fixture = new ClientFixture(transport, server, ON_SILENCE)) {
            assertThat(fixture.response(ClientFixture.command()).requestId()).isEqualTo("first");
        }
    }

    @Test
    void aRetryableFailureDoesNotWinWhileAnotherAttemptIsPending() throws Exception {
        CompletableFuture<ScriptedResponse> first = new CompletableFuture<>();
        try (ScriptedServer server = new ScriptedServer(request -> {
                    if (request.number() == 1) {
                        return first;
                    }
                    CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                            .execute(() -> first.complete(ScriptedResponse.ok()));
                    return CompletableFuture.completedFuture(ScriptedResponse.error(500, "1", "t"));
                });
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(1, 1, 20_000, 20))) {
            assertThat(fixture.response(ClientFixture.command()).status()).isEqualTo(200);

            assertThat(server.received()).hasSize(2);
        }
    }

    @Test
    void aRetryableFailureDoesNotStopRetriesOnSilence() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.responding(null, ScriptedResponse.error(500, "1", "t"), ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ON_SILENCE)) {
            assertThat(fixture.response(ClientFixture.command()).status()).isEqualTo(200);
        }
    }

    @Test
    void theLastPendingFailureIsRetriedAfterTheComputedDelay() throws Exception {
        CompletableFuture<ScriptedResponse> first = new CompletableFuture<>();
        try (ScriptedServer server = new ScriptedServer(request -> {
                    if (request.number() == 1) {
                        return first;
                    }
                    first.complete(ScriptedResponse.error(500, "1", "t"));
                    return CompletableFuture.completedFuture(
                            request.number() == 2 ? ScriptedResponse.error(500, "1", "t") : ScriptedResponse.ok());
                });
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(2, 1, 20_000, 300))) {
            assertThat(fixture.response(ClientFixture.command()).status()).isEqualTo(200);

            assertThat(server.received()).hasSize(3);
        }
    }

    @Test
    void aFinalFailureWinsAtOnce() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(
                        null, ScriptedResponse.error(422, "90018", "Call has already ended"));
                ClientFixture fixture = new ClientFixture(transport, server, ON_SILENCE)) {
            assertThat(fixture.failure(ClientFixture.command())).isInstanceOf(CallEndedException.class);
        }
    }

    @Test
    void aDelayThatTheServerRequiresHoldsRetriesOnSilence() throws Exception {
        CompletableFuture<ScriptedResponse> first = new CompletableFuture<>();
        try (ScriptedServer server = new ScriptedServer(request -> {
                    if (request.number() == 1) {
                        return first;
                    }
                    first.complete(ScriptedResponse.error(429, "10011", "t", "Retry-After: 100"));
                    return new CompletableFuture<>();
                });
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(3, 1, 1000, 300))) {
            assertThat(fixture.failure(ClientFixture.command())).isInstanceOf(TelnyxConnectionException.class);

            assertThat(server.received()).hasSize(2);
        }
    }

    @Test
    void attemptsOnSilenceCountAsRetries() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(null, null, null, ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(2, 1, 400, 20))) {
            assertThat(fixture.failure(ClientFixture.command()))
                    .isInstanceOf(TelnyxConnectionException.class)
                    .hasMessage("gather: no response within 400 ms (3 attempts)");

            assertThat(server.received()).hasSize(3);
        }
    }

    @Test
    void silenceUntilTheRequestTimeoutIsAFailure() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding((ScriptedResponse) null);
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(3, 1, 100, 0))) {
            assertThat(fixture.failure(ClientFixture.command()))
                    .isInstanceOf(TelnyxConnectionException.class)
                    .hasMessage("gather: no response within 100 ms (1 attempt)")
                    .hasNoCause();
        }
    }

    @Test
    void theFailureBeforeTheSilenceIsTheCause() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.error(500, "1", "t"), null);
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(3, 1, 300, 0))) {
            assertThat(fixture.failure(ClientFixture.command()))
                    .isInstanceOf(TelnyxConnectionException.class)
                    .hasCauseInstanceOf(TelnyxApiException.class);
        }
    }

    @Test
    void aBodyThatNeverEndsIsSilence() throws Exception {
        ScriptedResponse endless = new ScriptedResponse(
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".getBytes(StandardCharsets.US_ASCII),
                ScriptedResponse.End.KEEP);
        try (ScriptedServer server = ScriptedServer.responding(endless);
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(0, 1, 100, 0))) {
            assertThat(fixture.failure(ClientFixture.command())).hasMessageContaining("no response within 100 ms");
        }
    }

    @Test
    void aCommandThatIsNotRetryableIsSentOnceInSilence() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding((ScriptedResponse) null);
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(3, 1, 200, 10))) {
            assertThat(fixture.failure(ClientFixture.commandWithoutId())).hasMessageContaining("(1 attempt)");

            assertThat(server.received()).hasSize(1);
        }
    }
}
