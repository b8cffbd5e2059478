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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Which thread completes the future, and that it is always completed. */
@ParameterizedClass
@EnumSource(TransportKind.class)
class CompletionTest {

    @Parameter
    TransportKind transport;

    @Test
    void successIsCompletedByTheCallbacksExecutor() throws Exception {
        assertCompletedByCallbacks(ScriptedResponse.ok(), ClientFixture.command());
    }

    @Test
    void failureIsCompletedByTheCallbacksExecutor() throws Exception {
        assertCompletedByCallbacks(ScriptedResponse.error(422, "1", "t"), ClientFixture.command());
    }

    @Test
    void silenceIsCompletedByTheCallbacksExecutor() throws Exception {
        assertCompletedByCallbacks(null, ClientFixture.command());
    }

    @Test
    void aCommandThatCannotBeSentIsCompletedByTheCallbacksExecutor() throws Exception {
        Object unwritable = new Object();
        Command command = new Command(
                "gather",
                "POST",
                "/calls",
                JsonNodeFactory.instance.objectNode().set("x", JsonNodeFactory.instance.pojoNode(unwritable)));

        assertCompletedByCallbacks(ScriptedResponse.ok(), command);
    }

    @Test
    void completesWhenTheCallbacksExecutorIsShutDown() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            fixture.callbacks.shutdown();

            assertThat(fixture.response(ClientFixture.command()).status()).isEqualTo(200);
        }
    }

    @Test
    void failsWhenTheSchedulerIsShutDown() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            fixture.scheduler.shutdown();

            assertThat(fixture.failure(ClientFixture.command()))
                    .isInstanceOf(TelnyxConnectionException.class)
                    .hasMessage("gather: the scheduler accepts no timers (0 attempts)")
                    .hasCauseInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    void failsWhenTheSchedulerIsShutDownBeforeARetry() throws Exception {
        CompletableFuture<ScriptedResponse> response = new CompletableFuture<>();
        try (ScriptedServer server = new ScriptedServer(request -> response);
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            CompletableFuture<ApiResponse> future = fixture.client.send(ClientFixture.command());
            await().until(() -> server.received().size() == 1);
            fixture.scheduler.shutdownNow();
            response.complete(ScriptedResponse.error(500, "1", "t"));

            assertThat(ClientFixture.failureOf(future)).hasMessageContaining("the scheduler accepts no timers");
        }
    }

    @Test
    void aDoneCommandLeavesNoTimer() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.responding(ScriptedResponse.error(500, "1", "t"), ScriptedResponse.ok());
                ClientFixture fixture =
                        new ClientFixture(transport, server, ClientFixture.policy(3, 1, 20_000, 15_000))) {
            fixture.response(ClientFixture.command());

            assertThat(fixture.scheduler.getQueue()).isEmpty();
        }
    }

    @Test
    void cancellingGivesUpRequestsAndTimers() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding((ScriptedResponse) null);
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(1, 1, 20_000, 10))) {
            CompletableFuture<ApiResponse> future = fixture.client.send(ClientFixture.command());
            await().until(() -> server.received().size() == 2);

            future.cancel(true);

            assertThat(fixture.scheduler.getQueue()).isEmpty();
            await().until(() -> server.openConnections() == 0);
        }
    }

    @Test
    void cancellingBetweenAttemptsStopsRetries() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.error(500, "1", "t"));
                ClientFixture fixture =
                        new ClientFixture(transport, server, ClientFixture.policy(3, 10_000, 20_000, 0))) {
            CompletableFuture<ApiResponse> future = fixture.client.send(ClientFixture.command());
            await().until(() -> fixture.scheduler.getQueue().size() == 2);

            future.cancel(true);

            assertThat(fixture.scheduler.getQueue()).isEmpty();
        }
    }

    @Test
    void completesOnTheThreadAtHandWhenTheCallbacksCanHaveNoThread() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            CallControlClient client = new CallControlClient(
                    fixture.transport,
                    fixture.scheduler,
                    () -> task -> {
                        throw new OutOfMemoryError("unable to create native thread");
                    },
                    ClientFixture.settings(server.url(), ClientFixture.FAST));

            ApiResponse response = client.send(ClientFixture.command()).get(20, TimeUnit.SECONDS);

            assertThat(response.status()).isEqualTo(200);
            assertThat(fixture.scheduler.getQueue()).isEmpty();
        }
    }

    @Test
    void failsWhenTheTimersCanHaveNoThread() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            ScheduledThreadPoolExecutor threadless = new ScheduledThreadPoolExecutor(1, task -> {
                throw new OutOfMemoryError("unable to create native thread");
            });
            CallControlClient client = new CallControlClient(
                    fixture.transport,
                    threadless,
                    () -> fixture.callbacks,
                    ClientFixture.settings(server.url(), ClientFixture.FAST));

            assertThat(ClientFixture.failureOf(client.send(ClientFixture.command())))
                    .isInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void aCancelledCommandThatWaitsForOthersIsNeverSent() throws Exception {
        CompletableFuture<ScriptedResponse> response = new CompletableFuture<>();
        try (ScriptedServer server = new ScriptedServer(request -> response);
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(0, 1, 20_000, 0))) {
            List<CompletableFuture<ApiResponse>> ahead = IntStream.range(0, 128)
                    .mapToObj(number -> fixture.client.send(ClientFixture.command()))
                    .toList();
            CompletableFuture<ApiResponse> cancelled = fixture.client.send(ClientFixture.commandWithoutId());
            CompletableFuture<ApiResponse> behind = fixture.client.send(ClientFixture.command());
            await().until(() -> server.received().size() == 128);

            cancelled.cancel(true);
            response.complete(ScriptedResponse.ok());

            behind.get(20, TimeUnit.SECONDS);
            CompletableFuture.allOf(ahead.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);
            assertThat(server.received())
                    .hasSize(129)
                    .extracting(ReceivedRequest::path)
                    .doesNotContain("/v2/call_control_applications");
            assertThat(fixture.scheduler.getQueue()).isEmpty();
        }
    }

    @Test
    void aCommandThatWaitsForOthersHasNotBeenProcessed() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding((ScriptedResponse) null);
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(0, 1, 20_000, 0))) {
            List<CompletableFuture<ApiResponse>> futures = IntStream.range(0, 129)
                    .mapToObj(number -> fixture.client.send(ClientFixture.command()))
                    .toList();
            await().until(() -> server.received().size() == 128);

            fixture.client.close();

            assertThat(ClientFixture.failureOf(futures.get(128)))
                    .hasMessage("gather: the client is closed (0 attempts)")
                    .isInstanceOfSatisfying(
                            TelnyxConnectionException.class,
                            failure -> assertThat(failure.isMaybeProcessed()).isFalse());
        }
    }

    @Test
    void aTimerThatIsPastCancellingSendsNothing() throws Exception {
        List<Runnable> timers = new CopyOnWriteArrayList<>();
        ScheduledThreadPoolExecutor recording = new ScheduledThreadPoolExecutor(1) {
            @Override
            public ScheduledFuture<?> schedule(Runnable timer, long delay, TimeUnit unit) {
                timers.add(timer);
                return super.schedule(timer, delay, unit);
            }
        };
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.error(500, "1", "t"));
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST);
                CallControlClient client = new CallControlClient(
                        fixture.transport,
                        recording,
                        () -> fixture.callbacks,
                        ClientFixture.settings(server.url(), ClientFixture.policy(3, 10_000, 30_000, 10_000)))) {
            client.send(ClientFixture.command());
            await().until(() -> timers.size() == 3);
            Runnable silence = timers.get(1);

            silence.run();

            // a further attempt would have set a further timer
            assertThat(timers).hasSize(3);
        } finally {
            recording.shutdownNow();
        }
    }

    @Test
    void closingFailsCommandsInFlight() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding((ScriptedResponse) null);
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            CompletableFuture<ApiResponse> future = fixture.client.send(ClientFixture.command());

            fixture.client.close();

            assertThat(ClientFixture.failureOf(future))
                    .isInstanceOf(TelnyxConnectionException.class)
                    .hasMessage("gather: the client is closed (1 attempt)");
        }
    }

    @Test
    void aClosedClientSendsNothing() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            fixture.client.close();

            assertThat(fixture.failure(ClientFixture.command()))
                    .hasMessage("gather: the client is closed (0 attempts)");
            assertThat(server.received()).isEmpty();
        }
    }

    private void assertCompletedByCallbacks(ScriptedResponse response, Command command) throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(response);
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.policy(0, 1, 300, 0))) {
            // holds the completion back until the thread is noted by a dependent
            CompletableFuture<Void> ready = new CompletableFuture<>();
            Executor held = task -> ready.thenRunAsync(task, fixture.callbacks);
            CallControlClient client = new CallControlClient(
                    fixture.transport,
                    fixture.scheduler,
                    () -> held,
                    ClientFixture.settings(server.url(), ClientFixture.policy(0, 1, 300, 0)));
            CompletableFuture<String> thread = client.send(command)
                    .handle((ignored, failure) -> Thread.currentThread().getName());
            ready.complete(null);

            assertThat(thread.get()).isEqualTo("callback-of-the-test");
        }
    }
}
