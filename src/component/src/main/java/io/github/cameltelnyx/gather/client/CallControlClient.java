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

import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Sends commands to the Telnyx API without blocking a thread. Thread-safe.
 *
 * <p>An identical request is sent again after a connection failure, an incomplete response, HTTP 408, 429 and 5xx, and
 * while an earlier one has no response, within the limits of the {@link RetryPolicy}. Source: Command Retries.
 */
public final class CallControlClient implements AutoCloseable {

    /** Enough for 1,000 commands in a second when a response takes 128 ms. */
    private static final int MAXIMUM_COMMANDS = 128;

    private final ScheduledExecutorService scheduler;
    private final Supplier<Executor> callbacks;
    private final Transport transport;
    private final ClientSettings settings;
    private final ResponseReader reader;
    private final CommandQueue queue = new CommandQueue(MAXIMUM_COMMANDS);
    private final Set<CommandExecution> inFlight = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Creates a client. It does not close the given objects.
     *
     * @param transport sends the requests; it should outlive this client
     * @param scheduler runs timers only, each for microseconds: one thread is enough. A command holds a timer for the
     *     request timeout and cancels it on the response, so a {@link java.util.concurrent.ScheduledThreadPoolExecutor}
     *     should remove cancelled tasks ({@code setRemoveOnCancelPolicy(true)})
     * @param callbacks asked on the thread that sends a command: completes its future, and so runs the dependents
     * @param settings the URL, the credentials and the retries
     */
    public CallControlClient(
            Transport transport,
            ScheduledExecutorService scheduler,
            Supplier<Executor> callbacks,
            ClientSettings settings) {
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        this.callbacks = Objects.requireNonNull(callbacks, "callbacks");
        this.transport = Objects.requireNonNull(transport, "transport");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.reader = new ResponseReader(Clock.systemUTC());
    }

    /**
     * Sends a command. The body of the command may be changed after this method has returned.
     *
     * <p>The future completes exactly once. The {@code callbacks} executor completes it, also if the command fails at once;
     * if that executor fails to run the task, the thread that has the result does. The future fails with
     * <ul>
     *   <li>{@link CallEndedException} if the call has ended,
     *   <li>{@link TelnyxApiException} if Telnyx, or a proxy, responds with an error,
     *   <li>{@link TelnyxConnectionException} if there is no complete response, or the client is closed.
     * </ul>
     * Cancelling the future cancels requests and timers. Telnyx may have executed the command nevertheless.
     */
    public CompletableFuture<ApiResponse> send(Command command) {
        Objects.requireNonNull(command, "command");
        RetrySchedule schedule = new RetrySchedule(
                settings.retryPolicy(), () -> ThreadLocalRandom.current().nextDouble());
        CommandExecution execution =
                new CommandExecution(command, settings, transport, scheduler, callbacks.get(), reader, schedule);
        inFlight.add(execution);
        execution.ended().thenRun(() -> inFlight.remove(execution));
        execution.prepare();
        // read after the add: either close() sees this command or this command sees that it is closed
        if (closed) {
            execution.close();
        } else {
            queue.enter(execution);
        }
        return execution.future();
    }

    /** Fails the commands in flight, and all later ones, with a {@link TelnyxConnectionException}. */
    @Override
    public void close() {
        closed = true;
        // else the end of each command would start one that waits
        queue.close();
        inFlight.forEach(CommandExecution::close);
    }
}
