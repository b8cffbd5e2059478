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

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Sends commands to Telnyx without blocking a thread. Safe for use by many threads.
 *
 * <p>A request is sent again, identically, after a connection failure, half an answer, HTTP 408, 429 and 5xx, and
 * beside a silent one if the command allows it, within the limits of the {@link RetryPolicy}.
 */
public final class CallControlClient implements AutoCloseable {

    private final ScheduledExecutorService scheduler;
    private final Executor callbacks;
    private final HttpTransport transport;
    private final RetryPolicy policy;
    private final ResponseReader reader;
    private final DoubleSupplier random;
    private final Set<CommandExecution> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Uses the given objects and closes none of them.
     *
     * @param http sends the requests; it should not follow redirects, should have a connect timeout, and should
     *     outlive this client
     * @param scheduler runs timers only, each for microseconds: one thread is enough. Every command takes a timer for
     *     the length of the request timeout and cancels it when answered, so let a
     *     {@link java.util.concurrent.ScheduledThreadPoolExecutor} remove cancelled tasks
     *     ({@code setRemoveOnCancelPolicy(true)})
     * @param callbacks completes the futures, and so runs what depends on them
     * @param settings where to send to, and how
     */
    public CallControlClient(
            HttpClient http, ScheduledExecutorService scheduler, Executor callbacks, ClientSettings settings) {
        this(http, scheduler, callbacks, settings, Clock.systemUTC(), () -> ThreadLocalRandom.current()
                .nextDouble());
    }

    CallControlClient(
            HttpClient http,
            ScheduledExecutorService scheduler,
            Executor callbacks,
            ClientSettings settings,
            Clock clock,
            DoubleSupplier random) {
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        this.callbacks = Objects.requireNonNull(callbacks, "callbacks");
        this.transport = new HttpTransport(Objects.requireNonNull(http, "http"), settings);
        this.policy = settings.retryPolicy();
        this.reader = new ResponseReader(clock);
        this.random = random;
    }

    /**
     * Sends a command. The command's body may be changed once this method has returned.
     *
     * <p>The future is completed exactly once, always by the {@code callbacks} executor, also if the command fails at
     * once; only if that executor refuses, by the thread that has the result. (What is attached to a future that is
     * already complete runs where it is attached: that is how {@link CompletableFuture} works.) It fails with
     * <ul>
     *   <li>{@link CallEndedException} if the call has ended,
     *   <li>{@link TelnyxApiException} if Telnyx, or something between, answered anything else but success,
     *   <li>{@link TelnyxConnectionException} if there was no complete answer, or the client is closed.
     * </ul>
     * Cancelling the future gives the command up: requests and timers are cancelled. Telnyx may have it nevertheless.
     */
    public CompletableFuture<ApiResponse> send(Command command) {
        Objects.requireNonNull(command, "command");
        RetrySchedule schedule = new RetrySchedule(policy, random);
        CommandExecution execution =
                new CommandExecution(command, policy, transport, scheduler, callbacks, reader, schedule);
        inFlight.add(execution);
        execution.future().whenComplete((response, failure) -> inFlight.remove(execution));
        // read after the add: either close() sees this command or this command sees that it is closed
        if (closed) {
            execution.close();
        } else {
            execution.start();
        }
        return execution.future();
    }

    /** Fails every command that is in flight, and every later one, with a {@link TelnyxConnectionException}. */
    @Override
    public void close() {
        closed = true;
        inFlight.forEach(CommandExecution::close);
    }
}
