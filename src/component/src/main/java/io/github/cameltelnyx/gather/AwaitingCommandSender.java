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
package io.github.cameltelnyx.gather;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.cameltelnyx.gather.CommandBinding.CommandRequest;
import io.github.cameltelnyx.gather.client.ApiResponse;
import io.github.cameltelnyx.gather.client.CallControlClient;
import io.github.cameltelnyx.gather.client.CallEndedException;
import io.github.cameltelnyx.gather.client.Command;
import io.github.cameltelnyx.gather.client.TelnyxApiException;
import io.github.cameltelnyx.gather.client.TelnyxConnectionException;
import io.github.cameltelnyx.gather.correlation.Outcome;
import io.github.cameltelnyx.gather.correlation.Wait;
import io.github.cameltelnyx.gather.correlation.WaitRegistry;
import io.github.cameltelnyx.gather.event.WaitTag;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes the exchange with the event that ends the command; until then no thread is held. The wait begins before the
 * command is sent, because the event may overtake the response.
 */
final class AwaitingCommandSender implements CommandSender {

    private static final Logger LOG = LoggerFactory.getLogger(AwaitingCommandSender.class);
    private static final Duration MARGIN = Duration.ofSeconds(10);
    /** Telnyx ignores a command_id again for 60 seconds; some of them are on the way. */
    private static final Duration REPETITION_IGNORED = Duration.ofSeconds(55);

    private static final Set<String> GATHER = Set.of("call.gather.ended");

    private final TelnyxGatherOperation operation;
    private final TelnyxGatherConfiguration options;
    private final CommandBinding binding;
    private final CallControlClient client;
    private final CommandCompletion completion;
    private final WaitRegistry waits;
    private final CommandRecorder recorder;
    private final RouteThreads routeThreads;
    private final ScheduledExecutorService timer;

    /** @throws IllegalArgumentException if no event ends the commands of the operation */
    AwaitingCommandSender(
            TelnyxGatherOperation operation,
            TelnyxGatherConfiguration options,
            CommandBinding binding,
            CallControlClient client,
            CommandCompletion completion,
            WaitRegistry waits,
            RouteThreads routeThreads,
            ScheduledExecutorService timer) {
        if (operation.resultEvents().isEmpty()) {
            throw new IllegalArgumentException("telnyx-gather:" + operation
                    + " has no result to await: the command ends with the response. Remove awaitResult");
        }
        this.operation = operation;
        this.options = options;
        this.binding = binding;
        this.client = client;
        this.completion = completion;
        this.waits = waits;
        this.recorder = new CommandRecorder(operation, waits);
        this.routeThreads = routeThreads;
        this.timer = timer;
    }

    @Override
    public void send(Exchange exchange, CommandRequest request, AsyncCallback callback) {
        PendingCommand pending = PendingCommand.of(exchange, this, request);
        Wait wait = begin(request, pending.tag());
        try {
            pending.begin(exchange, wait.tag());
            Command command = binding.command(exchange, request, pending.commandId(), wait.tag());
            LOG.debug("{} of route {}: {}", command.describe(), exchange.getFromRouteId(), wait);
            WebhookAcknowledgement webhook = WebhookAcknowledgement.of(exchange);
            // it is over already if the event of the first attempt has come: Telnyx need not be asked again
            if (!wait.isOver()) {
                ask(command, wait)
                        .whenComplete((response, failure) -> responded(response, failure, command, wait, webhook));
            }
            Executor threads = routeThreads.forCaller();
            wait.outcome().thenAccept(outcome -> {
                if (outcome.kind() == Outcome.Kind.EVENT) {
                    // Telnyx has carried the command out, whatever becomes of the response
                    webhook.acknowledge();
                }
                resume(threads, () -> finish(exchange, request, callback, command, wait, outcome));
            });
        } catch (RuntimeException e) {
            wait.fail(e);
            throw e;
        }
    }

    private Wait begin(CommandRequest request, WaitTag again) {
        recorder.recordStop(request);
        Wait wait = waits.begin(recorder.profile(request), timeout(request), again);
        if (request.callControlId() != null) {
            wait.bindToCall(request.callControlId());
        }
        // a bridge ends with the other call, too
        String otherCall = request.fields().path("call_control_id").asText("");
        if (!otherCall.isEmpty()) {
            wait.bindToCall(otherCall);
        }
        return wait;
    }

    private CompletableFuture<ApiResponse> ask(Command command, Wait wait) {
        CompletableFuture<ApiResponse> response = client.send(command);
        // it must not be retried after the route has moved on
        wait.outcome().thenRun(() -> response.cancel(true));
        return response;
    }

    /** From now on the exchange belongs to the outcome of the wait: the response does not touch it. */
    private void responded(
            ApiResponse response, Throwable failure, Command command, Wait wait, WebhookAcknowledgement webhook) {
        if (failure == null) {
            wait.recordResponse();
            bindToNewCall(response, wait);
            webhook.acknowledge();
        } else if (failure instanceof CallEndedException) {
            wait.endByHangup();
        } else if (failure instanceof TelnyxConnectionException lost && lost.isMaybeProcessed()) {
            wait.recordLostResponse(lost);
            webhook.acknowledge();
            askOnceMore(command, wait);
        } else if (CommandRecorder.isMaybeExecuted(failure)) {
            wait.failForNow(failure);
        } else {
            wait.fail(failure);
        }
    }

    /**
     * Sends the same command once more, a request timeout later, while Telnyx still ignores a repetition: without it, a
     * command that was never executed would keep the route waiting for an event that does not come.
     */
    private void askOnceMore(Command command, Wait wait) {
        long pause = options.getRequestTimeout();
        if (!command.isRetryable() || 3 * pause > REPETITION_IGNORED.toMillis()) {
            return;
        }
        Runnable again = () -> {
            if (!wait.isOver()) {
                ask(command, wait).whenComplete((response, failure) -> askedAgain(response, failure, wait));
            }
        };
        // the timer only hands over: the command may take a while to be sent
        Future<?> due = timer.schedule(() -> routeThreads.execute(again), pause, TimeUnit.MILLISECONDS);
        wait.outcome().thenRun(() -> due.cancel(false));
    }

    /** A second response that is lost leaves everything as it is: the first request may have been executed. */
    private void askedAgain(ApiResponse response, Throwable failure, Wait wait) {
        if (failure == null) {
            wait.recordResponse();
            bindToNewCall(response, wait);
        } else if (failure instanceof CallEndedException) {
            wait.endByHangup();
        } else if (failure instanceof TelnyxApiException refused && !refused.isRetryable()) {
            wait.fail(refused);
        }
    }

    private void bindToNewCall(ApiResponse response, Wait wait) {
        String newCall = response.data().path("call_control_id").asText("");
        if (!operation.actsOnCall() && !newCall.isEmpty()) {
            wait.bindToCall(newCall);
        }
    }

    /** Ends the exchange on a route thread, or on this one if there is none: it must end, and only once. */
    private void resume(Executor threads, Runnable route) {
        AtomicBoolean begun = new AtomicBoolean();
        Runnable once = () -> {
            if (begun.compareAndSet(false, true)) {
                route.run();
            }
        };
        try {
            threads.execute(once);
        } catch (Throwable e) {
            // rejected while shutting down, or no thread can be started
            LOG.debug("{}: no route thread, the exchange continues on this one", operation, e);
            once.run();
        }
    }

    private void finish(
            Exchange exchange,
            CommandRequest request,
            AsyncCallback callback,
            Command command,
            Wait wait,
            Outcome outcome) {
        Runnable complete = () -> completion.complete(exchange, callback, command, outcome, wait.timeout());
        boolean stops = outcome.kind() == Outcome.Kind.TIMEOUT
                && options.isGatherStopOnTimeout()
                && operation.resultEvents().equals(GATHER);
        if (!stops) {
            complete.run();
            return;
        }
        CompletableFuture<ApiResponse> stopped;
        try {
            stopped = client.send(binding.gatherStop(request));
        } catch (RuntimeException e) {
            stopped = CompletableFuture.failedFuture(e);
        }
        stopped.whenComplete((response, failure) -> complete.run());
    }

    private Duration timeout(CommandRequest request) {
        return options.getResultTimeout() > 0
                ? Duration.ofMillis(options.getResultTimeout())
                : operation
                        .spec()
                        .duration(request.fields())
                        .plusMillis(options.getRequestTimeout())
                        .plus(MARGIN);
    }
}
