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
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes one command: sends it, retries it, and completes its future once.
 *
 * <pre>
 * event                        | SENDING: attempts pending         | WAITING: none pending    | DONE
 * -----------------------------+-----------------------------------+--------------------------+--------
 * the attempt has been sent    | the silence timer starts          | cannot happen            | ignored
 * success, final failure       | DONE, with it                     | cannot happen            | ignored
 * retryable failure while      | SENDING: the other attempts and   | cannot happen            | ignored
 *   others are pending         |   the silence timer continue      |                          |
 * retryable failure of the     | WAITING if a retry is left and    | cannot happen            | ignored
 *   last one pending           |   its delay fits, else DONE       |                          |
 * timer: silence or delay over | SENDING, one attempt more         | SENDING                  | ignored
 * request timeout              | DONE, no response                 | DONE, the last failure   | ignored
 * closed                       | DONE, closed                      | DONE, closed             | ignored
 * future cancelled             | DONE                              | DONE                     | ignored
 * </pre>
 *
 * <p>Every event passes through {@link #react}: it changes the state under the lock and returns the effect, which runs
 * outside of the lock because sending, cancelling and completing may call foreign code. DONE is entered once, so the
 * future is completed once.
 */
final class CommandExecution {

    private static final Logger LOG = LoggerFactory.getLogger(CommandExecution.class);
    private static final Runnable NOTHING = () -> {};
    private static final int TOO_MANY_REQUESTS = 429;

    private final Command command;
    /** The command in the log. */
    private final String name;

    private final ClientSettings settings;
    private final RetryPolicy policy;
    private final Transport transport;
    private final ScheduledExecutorService scheduler;
    private final Executor callbacks;
    private final ResponseReader reader;
    private final CompletableFuture<ApiResponse> future = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final long startedAt = System.nanoTime();

    private final Object lock = new Object();
    // all below is guarded by the lock
    private final RetrySchedule schedule;
    private final Set<Attempt> pending = new HashSet<>();
    private TransportRequest request;
    private int attempts;
    private Exception lastFailure;
    /** Whether the newest failure was one of an attempt that was not sent. */
    private boolean lastUnconnected;

    private boolean maybeProcessed;
    private Future<?> requestTimer;
    /** Starts the next attempt, after silence or a delay. */
    private Future<?> attemptTimer;

    private int timerGeneration;
    private boolean done;

    CommandExecution(
            Command command,
            ClientSettings settings,
            Transport transport,
            ScheduledExecutorService scheduler,
            Executor callbacks,
            ResponseReader reader,
            RetrySchedule schedule) {
        this.command = command;
        this.name = command.describe();
        this.settings = settings;
        this.policy = settings.retryPolicy();
        this.transport = transport;
        this.scheduler = scheduler;
        this.callbacks = callbacks;
        this.reader = reader;
        this.schedule = schedule;
    }

    CompletableFuture<ApiResponse> future() {
        return future;
    }

    /** Completes when nothing is sent any more, which is before the future completes; never fails. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Converts the command and begins to count its time. */
    void prepare() {
        // also when the caller completes the future, for example by cancelling it
        future.whenComplete((response, failure) -> react(this::finish));
        react(() -> {
            request = TransportRequest.create(command, settings);
            requestTimer =
                    scheduler.schedule(this::timeOut, policy.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
            return NOTHING;
        });
    }

    /** Begins to send; does nothing if the command has ended while it was waiting. */
    void start() {
        react(this::startAttempt);
    }

    void close() {
        react(() -> fail(connectionFailure("the client is closed", lastFailure)));
    }

    private void timeOut() {
        long timeout = policy.requestTimeout().toMillis();
        react(() -> {
            if (attempts == 0) {
                return fail(
                        connectionFailure("not sent within " + timeout + " ms, too many commands are waiting", null));
            }
            return fail(
                    pending.isEmpty()
                            ? reportable(lastFailure)
                            : connectionFailure("no response within " + timeout + " ms", lastFailure));
        });
    }

    private void attemptTimerFired(int generation) {
        react(() -> {
            if (generation != timerGeneration) {
                return NOTHING;
            }
            long delay = schedule.remainingDelay(elapsed());
            if (delay == 0) {
                return startAttempt();
            }
            // the newest attempt has no response, but the response to an earlier one requires a delay
            scheduleNextAttempt(delay);
            return NOTHING;
        });
    }

    private void transmit(Attempt attempt, TransportRequest sent) {
        CompletableFuture<TransportResponse> exchange = transport.send(sent, () -> react(() -> attemptSent(attempt)));
        boolean late;
        synchronized (lock) {
            attempt.exchange = exchange;
            late = done;
        }
        if (late) {
            exchange.cancel(true);
        }
        exchange.whenComplete((response, thrown) -> attemptEnded(attempt, response, thrown));
    }

    private void attemptEnded(Attempt attempt, TransportResponse response, Throwable thrown) {
        if (thrown != null) {
            Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            react(() -> cause instanceof IOException failure ? attemptFailed(attempt, failure) : fail(cause));
            return;
        }
        try {
            ApiResponse result = reader.read(command.operation(), response);
            LOG.debug("{}: response to attempt {} is HTTP {}", name, attempt.number, result.status());
            react(() -> complete(() -> future.complete(result)));
        } catch (RuntimeException e) {
            LOG.debug("{}: response to attempt {} is an error: {}", name, attempt.number, reason(e));
            react(() -> e instanceof TelnyxApiException refused && refused.isRetryable()
                    ? attemptFailed(attempt, refused)
                    : fail(e));
        }
    }

    private void react(Supplier<Runnable> event) {
        Runnable effect;
        synchronized (lock) {
            if (done) {
                return;
            }
            try {
                effect = event.get();
            } catch (RejectedExecutionException e) {
                effect = fail(connectionFailure("the scheduler accepts no timers", e));
            } catch (Throwable e) {
                // also when no thread can be had for a timer: the command ends in any case
                effect = fail(e);
            }
        }
        effect.run();
    }

    // the methods below run under the lock; a Runnable that they return runs outside

    private Runnable startAttempt() {
        Attempt attempt = new Attempt(++attempts);
        pending.add(attempt);
        cancelAttemptTimer();
        TransportRequest sent = request;
        return () -> transmit(attempt, sent);
    }

    /** Silence counts from here: the time that a connection takes is no silence of the server. */
    private Runnable attemptSent(Attempt attempt) {
        LOG.debug("{}: sent, attempt {}", name, attempt.number);
        attempt.sent = true;
        if (isNewest(attempt)) {
            scheduleRetryOnSilence();
        }
        return NOTHING;
    }

    private void scheduleRetryOnSilence() {
        if (command.isRetryable() && !policy.resendAfter().isZero() && isRetryLeft()) {
            scheduleNextAttempt(policy.resendAfter().toNanos());
        }
    }

    private Runnable attemptFailed(Attempt attempt, Exception failure) {
        pending.remove(attempt);
        lastFailure = failure;
        lastUnconnected = !attempt.sent || isUnconnected(failure);
        boolean unprocessed = lastUnconnected || isRateLimited(failure);
        maybeProcessed |= !unprocessed;
        schedule.recordRetryAfter(failure, elapsed());
        if (!pending.isEmpty()) {
            if (!attempt.sent && isNewest(attempt)) {
                scheduleRetryOnSilence();
            }
            return NOTHING;
        }
        cancelAttemptTimer();
        if (!isRetryLeft() || !command.isRetryable() && !unprocessed) {
            return fail(reportable(failure));
        }
        long delay = schedule.delayAfter(failure, elapsed());
        if (!scheduleNextAttempt(delay)) {
            return fail(reportable(failure));
        }
        LOG.debug(
                "{}: attempt {} failed with {}, retry in {} ms",
                name,
                attempt.number,
                reason(failure),
                TimeUnit.NANOSECONDS.toMillis(delay));
        return NOTHING;
    }

    private Runnable fail(Throwable failure) {
        LOG.debug("{}: failed after {} attempts with {}", name, attempts, reason(failure));
        return complete(() -> future.completeExceptionally(failure));
    }

    private Runnable complete(Runnable completion) {
        Runnable finish = finish();
        return () -> {
            finish.run();
            try {
                callbacks.execute(completion);
            } catch (Throwable e) {
                LOG.debug("{}: the callbacks executor fails, completing on this thread", command.operation(), e);
                completion.run();
            }
        };
    }

    private Runnable finish() {
        done = true;
        cancelAttemptTimer();
        if (requestTimer != null) {
            requestTimer.cancel(false);
        }
        // an attempt that is just being transmitted has no exchange yet: transmit cancels it
        List<CompletableFuture<?>> others = pending.stream()
                .<CompletableFuture<?>>map(attempt -> attempt.exchange)
                .filter(Objects::nonNull)
                .toList();
        return () -> {
            others.forEach(other -> other.cancel(true));
            ended.complete(null);
        };
    }

    /** Schedules the next attempt; returns false if the request timeout comes first. */
    private boolean scheduleNextAttempt(long delay) {
        cancelAttemptTimer();
        if (elapsed() + delay >= policy.requestTimeout().toNanos()) {
            return false;
        }
        int generation = timerGeneration;
        attemptTimer = scheduler.schedule(() -> attemptTimerFired(generation), delay, TimeUnit.NANOSECONDS);
        return true;
    }

    private void cancelAttemptTimer() {
        // a timer that can no longer be cancelled, because it waits for the lock, finds that its generation is over
        timerGeneration++;
        if (attemptTimer != null) {
            attemptTimer.cancel(false);
            attemptTimer = null;
        }
    }

    private boolean isRetryLeft() {
        return attempts <= policy.maximumRetries();
    }

    private boolean isNewest(Attempt attempt) {
        return attempt.number == attempts;
    }

    private static boolean isRateLimited(Exception failure) {
        return failure instanceof TelnyxApiException refused && refused.getStatus() == TOO_MANY_REQUESTS;
    }

    private static boolean isUnconnected(Exception failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }

    private Exception reportable(Exception failure) {
        if (failure instanceof TelnyxApiException) {
            return failure;
        }
        return connectionFailure(
                lastUnconnected ? "no connection" : "the connection failed before the response was complete", failure);
    }

    private TelnyxConnectionException connectionFailure(String reason, Exception cause) {
        return new TelnyxConnectionException(
                command.operation(),
                attempts,
                maybeProcessed || pending.stream().anyMatch(attempt -> attempt.sent),
                reason,
                cause);
    }

    /** Without the message, which may quote what Telnyx says about a phone number. */
    private static String reason(Throwable failure) {
        return failure instanceof TelnyxApiException refused
                ? "HTTP " + refused.getStatus() + ", error codes "
                        + refused.getErrors().stream().map(ApiError::code).toList()
                : failure.getClass().getSimpleName();
    }

    private long elapsed() {
        return System.nanoTime() - startedAt;
    }

    /** A request that was given to the transport. */
    private static final class Attempt {
        private final int number;
        /** Guarded by the lock. */
        private boolean sent;

        private CompletableFuture<TransportResponse> exchange;

        Attempt(int number) {
            this.number = number;
        }
    }
}
