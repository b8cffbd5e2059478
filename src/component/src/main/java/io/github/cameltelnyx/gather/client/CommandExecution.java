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
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
 * The sending of one command, from the first attempt to its one result.
 *
 * <pre>
 * event                        | SENDING: attempts pending         | WAITING: none pending    | DONE
 * -----------------------------+-----------------------------------+--------------------------+--------
 * success, final failure       | DONE, with it                     | cannot be                | ignored
 * retryable failure while      | SENDING: the others and the       | cannot be                | ignored
 *   others are pending         |   silence timer go on             |                          |
 * retryable failure of the     | WAITING if a resend is left and   | cannot be                | ignored
 *   last one pending           |   its wait fits, else DONE        |                          |
 * turn: silence or wait over   | SENDING, one attempt more         | SENDING                  | ignored
 * request timeout              | DONE, silence                     | DONE, the last failure   | ignored
 * closed                       | DONE, closed                      | DONE, closed             | ignored
 * result cancelled             | DONE                              | DONE                     | ignored
 * </pre>
 *
 * <p>Every event passes through {@link #react}: it changes the state under the lock and gives back what is to be done
 * outside, since sending, cancelling and completing may run foreign code. DONE is entered once, which is why the
 * result is completed once.
 */
final class CommandExecution {

    private static final Logger LOG = LoggerFactory.getLogger(CommandExecution.class);
    private static final Runnable NOTHING = () -> {};
    private static final int TOO_MANY_REQUESTS = 429;

    private final Command command;
    private final RetryPolicy policy;
    private final HttpTransport transport;
    private final ScheduledExecutorService scheduler;
    private final Executor callbacks;
    private final ResponseReader reader;
    private final CompletableFuture<ApiResponse> result = new CompletableFuture<>();
    private final long startedAt = System.nanoTime();

    private final Object lock = new Object();
    // all below is guarded by the lock
    private final RetrySchedule schedule;
    private final Set<Attempt> pending = new HashSet<>();
    private HttpRequest request;
    private int attempts;
    private Exception lastFailure;
    private boolean maybeProcessed;
    private Future<?> timeout;
    private Future<?> nextTurn;
    private int turn;
    private boolean done;

    CommandExecution(
            Command command,
            RetryPolicy policy,
            HttpTransport transport,
            ScheduledExecutorService scheduler,
            Executor callbacks,
            ResponseReader reader,
            RetrySchedule schedule) {
        this.command = command;
        this.policy = policy;
        this.transport = transport;
        this.scheduler = scheduler;
        this.callbacks = callbacks;
        this.reader = reader;
        this.schedule = schedule;
    }

    CompletableFuture<ApiResponse> result() {
        return result;
    }

    void start() {
        // whoever else completes the result, by cancelling it for one, wants no answer any more
        result.whenComplete((answer, failure) -> react(this::finish));
        react(() -> {
            request = transport.createRequest(command);
            timeout = scheduler.schedule(this::timeOut, policy.requestTimeout().toNanos(), TimeUnit.NANOSECONDS);
            return attempt();
        });
    }

    void close() {
        react(() -> fail(unanswered("the client is closed", lastFailure)));
    }

    private void timeOut() {
        String silence = "no answer within " + policy.requestTimeout().toMillis() + " ms";
        react(() -> fail(pending.isEmpty() ? reportable(lastFailure) : unanswered(silence, lastFailure)));
    }

    private void takeTurn(int expected) {
        react(() -> {
            if (turn != expected) {
                return NOTHING;
            }
            long hold = schedule.hold(elapsed());
            if (hold == 0) {
                return attempt();
            }
            // the newest attempt is silent, but an earlier one was answered with a request to wait
            setTurn(hold);
            return NOTHING;
        });
    }

    private void transmit(Attempt attempt, HttpRequest sent) {
        CompletableFuture<HttpResponse<BoundedBody>> exchange = transport.send(sent);
        boolean late;
        synchronized (lock) {
            attempt.exchange = exchange;
            late = done;
        }
        if (late) {
            exchange.cancel(true);
        }
        exchange.whenComplete((response, thrown) -> end(attempt, response, thrown));
    }

    private void end(Attempt attempt, HttpResponse<BoundedBody> response, Throwable thrown) {
        if (thrown != null) {
            Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
            react(() -> cause instanceof IOException failure ? failed(attempt, failure) : fail(cause));
            return;
        }
        try {
            ApiResponse answer = reader.read(command.operation(), response);
            react(() -> complete(() -> result.complete(answer)));
        } catch (RuntimeException e) {
            react(() -> e instanceof TelnyxApiException answered && answered.isRetryable()
                    ? failed(attempt, answered)
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
                effect = fail(unanswered("the scheduler takes no timers", e));
            } catch (RuntimeException e) {
                effect = fail(e);
            }
        }
        effect.run();
    }

    // the methods below run under the lock; those that give back a Runnable leave it to be run outside

    private Runnable attempt() {
        Attempt attempt = new Attempt();
        attempts++;
        pending.add(attempt);
        clearTurn();
        if (command.isRetryable() && !policy.resendAfter().isZero() && isResendLeft()) {
            setTurn(policy.resendAfter().toNanos());
        }
        HttpRequest sent = request;
        return () -> transmit(attempt, sent);
    }

    private Runnable failed(Attempt attempt, Exception failure) {
        pending.remove(attempt);
        lastFailure = failure;
        maybeProcessed |= !isUnprocessed(failure);
        schedule.heed(failure, elapsed());
        if (!pending.isEmpty()) {
            return NOTHING;
        }
        clearTurn();
        if (!isResendLeft() || !command.isRetryable() && !isUnprocessed(failure)) {
            return fail(reportable(failure));
        }
        long delay = schedule.delayAfter(failure, elapsed());
        if (!setTurn(delay)) {
            return fail(reportable(failure));
        }
        LOG.debug(
                "{}: attempt {} failed with {}, the next follows in {} ms",
                command.operation(),
                attempts,
                failure.getClass().getSimpleName(),
                TimeUnit.NANOSECONDS.toMillis(delay));
        return NOTHING;
    }

    private Runnable fail(Throwable failure) {
        return complete(() -> result.completeExceptionally(failure));
    }

    private Runnable complete(Runnable completion) {
        Runnable finish = finish();
        return () -> {
            finish.run();
            try {
                callbacks.execute(completion);
            } catch (RuntimeException e) {
                LOG.debug("{}: the callbacks executor refuses, completing on this thread", command.operation(), e);
                completion.run();
            }
        };
    }

    private Runnable finish() {
        done = true;
        clearTurn();
        if (timeout != null) {
            timeout.cancel(false);
        }
        // an attempt that is just being transmitted has no exchange yet: transmit cancels it
        List<CompletableFuture<?>> losers = pending.stream()
                .<CompletableFuture<?>>map(attempt -> attempt.exchange)
                .filter(Objects::nonNull)
                .toList();
        return () -> losers.forEach(loser -> loser.cancel(true));
    }

    /** Lets the next attempt start after a delay, unless the request timeout comes first. */
    private boolean setTurn(long delay) {
        clearTurn();
        if (elapsed() + delay >= policy.requestTimeout().toNanos()) {
            return false;
        }
        int expected = turn;
        nextTurn = scheduler.schedule(() -> takeTurn(expected), delay, TimeUnit.NANOSECONDS);
        return true;
    }

    private void clearTurn() {
        // a timer that is past cancelling, because it waits for the lock, finds that the turn is not its own
        turn++;
        if (nextTurn != null) {
            nextTurn.cancel(false);
            nextTurn = null;
        }
    }

    private boolean isResendLeft() {
        return attempts <= policy.maximumRetries();
    }

    private static boolean isUnprocessed(Exception failure) {
        return isUnconnected(failure)
                || failure instanceof TelnyxApiException answered && answered.getStatus() == TOO_MANY_REQUESTS;
    }

    private static boolean isUnconnected(Exception failure) {
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
    }

    private Exception reportable(Exception failure) {
        if (failure instanceof TelnyxApiException) {
            return failure;
        }
        return unanswered(
                isUnconnected(failure) ? "no connection" : "the connection failed before the answer was complete",
                failure);
    }

    private TelnyxConnectionException unanswered(String reason, Exception cause) {
        return new TelnyxConnectionException(
                command.operation(), attempts, maybeProcessed || !pending.isEmpty(), reason, cause);
    }

    private long elapsed() {
        return System.nanoTime() - startedAt;
    }

    /** One request on its way. */
    private static final class Attempt {
        private CompletableFuture<HttpResponse<BoundedBody>> exchange;
    }
}
