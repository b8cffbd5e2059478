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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cameltelnyx.gather.CommandBinding.CommandRequest;
import io.github.cameltelnyx.gather.client.ApiResponse;
import io.github.cameltelnyx.gather.client.CallControlClient;
import io.github.cameltelnyx.gather.client.CallEndedException;
import io.github.cameltelnyx.gather.client.Command;
import io.github.cameltelnyx.gather.client.TelnyxConnectionException;
import io.github.cameltelnyx.gather.correlation.Outcome;
import io.github.cameltelnyx.gather.correlation.Wait;
import io.github.cameltelnyx.gather.correlation.WaitRegistry;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;

/**
 * Suspends an exchange, without a thread, until its command has ended, and puts the event that ended it into the exchange.
 * The wait begins before the command is sent: the event may overtake the answer.
 */
final class AwaitingCommandSender {

    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final String CALL_HANGUP = "call_hangup";

    private final TelnyxGatherOperation operation;
    private final TelnyxGatherConfiguration configuration;
    private final CallControlClient client;
    private final WaitRegistry waits;
    private final Executor routeThreads;
    private final ResultBody body;

    AwaitingCommandSender(
            TelnyxGatherOperation operation,
            TelnyxGatherConfiguration configuration,
            CallControlClient client,
            WaitRegistry waits,
            Executor routeThreads,
            ResultBody body) {
        if (operation.resultEvents().isEmpty()) {
            throw new IllegalArgumentException("telnyx-gather:" + operation
                    + " has no result to await: it is over when Telnyx has answered. Leave awaitResult out");
        }
        this.operation = operation;
        this.configuration = configuration;
        this.client = client;
        this.waits = waits;
        this.routeThreads = routeThreads;
        this.body = body;
    }

    /** Begins to wait for the outcome of a command. */
    Wait begin(CommandRequest request) {
        Wait wait = waits.begin(operation.resultEvents(), timeout(request));
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

    /** Sends the command. From here on the exchange belongs to the outcome: the answer does not touch it. */
    void send(Exchange exchange, AsyncCallback callback, Command command, Wait wait) {
        WebhookAcknowledgement webhook = WebhookAcknowledgement.of(exchange);
        wait.outcome().thenAccept(outcome -> resume(() -> finish(exchange, callback, command, wait, outcome)));
        try {
            client.send(command).whenComplete((answer, failure) -> answered(answer, failure, wait, webhook));
        } catch (RuntimeException e) {
            wait.fail(e);
        }
    }

    private void answered(ApiResponse answer, Throwable failure, Wait wait, WebhookAcknowledgement webhook) {
        if (failure == null) {
            settle(answer, wait);
            webhook.acknowledge();
        } else if (failure instanceof CallEndedException) {
            wait.endByHangup();
        } else if (failure instanceof TelnyxConnectionException lost && lost.isMaybeProcessed()) {
            wait.recordLostResponse(lost);
            webhook.acknowledge();
        } else {
            wait.fail(failure);
        }
    }

    private void settle(ApiResponse answer, Wait wait) {
        String newCall = answer.data().path("call_control_id").asText("");
        if (!operation.actsOnCall() && !newCall.isEmpty()) {
            wait.bindToCall(newCall);
        }
    }

    private void resume(Runnable route) {
        try {
            routeThreads.execute(route);
        } catch (RejectedExecutionException e) {
            // shutting down: the exchange must end all the same
            route.run();
        }
    }

    private void finish(Exchange exchange, AsyncCallback callback, Command command, Wait wait, Outcome outcome) {
        if (outcome.kind() == Outcome.Kind.TIMEOUT && configuration.isGatherStopOnTimeout() && isGather()) {
            stopGather(command).whenComplete((answer, failure) -> apply(exchange, callback, command, wait, outcome));
        } else {
            apply(exchange, callback, command, wait, outcome);
        }
    }

    private boolean isGather() {
        return operation.resultEvents().equals(Set.of("call.gather.ended"));
    }

    private CompletableFuture<ApiResponse> stopGather(Command gather) {
        TelnyxGatherOperation stop = TelnyxGatherOperation.gatherStop;
        String path = gather.path().substring(0, gather.path().lastIndexOf('/'))
                + stop.path().substring(stop.path().lastIndexOf('/'));
        return client.send(new Command(stop.name(), stop.method(), path, JsonNodeFactory.instance.objectNode()));
    }

    private void apply(Exchange exchange, AsyncCallback callback, Command command, Wait wait, Outcome outcome) {
        try {
            switch (outcome.kind()) {
                case EVENT, HANGUP -> applyEvent(exchange, command, outcome);
                case FAILURE -> TelnyxGatherProducer.applyFailure(exchange, outcome.failure());
                case TIMEOUT -> applyTimeout(exchange, wait, outcome);
                case SHUTDOWN ->
                    exchange.setException(
                            new RejectedExecutionException(operation + ": stopped before the result came"));
            }
        } catch (RuntimeException e) {
            exchange.setException(e);
        } finally {
            callback.done(false);
        }
    }

    private void applyEvent(Exchange exchange, Command command, Outcome outcome) {
        TelnyxGatherProducer.forgetCommand(exchange);
        // the digits of the gather before must not be taken for the digits of this one
        InboundHeaders.remove(exchange);
        Map<String, Object> headers = new HashMap<>();
        if (outcome.event() != null) {
            headers.putAll(EventBinding.headers(outcome.event()));
        }
        if (exchange.getMessage().getHeader(TelnyxGatherConstants.CALL_CONTROL_ID) != null) {
            // the event may be one of the other leg: the call of the route stays
            headers.remove(TelnyxGatherConstants.CALL_CONTROL_ID);
        }
        if (outcome.kind() == Outcome.Kind.HANGUP) {
            headers.put(TelnyxGatherConstants.STATUS, CALL_HANGUP);
        }
        headers.put(
                TelnyxGatherConstants.COMMAND_ID,
                command.body().path("command_id").asText());
        InboundHeaders.put(exchange, headers);
        exchange.getMessage().setBody(body.of(outcome.event()));
    }

    private void applyTimeout(Exchange exchange, Wait wait, Outcome outcome) {
        TelnyxGatherProducer.forgetCommand(exchange);
        ExchangeTimedOutException timedOut = new ExchangeTimedOutException(
                exchange, wait.timeout().toMillis(), operation + ": the result did not come");
        if (outcome.failure() != null) {
            timedOut.addSuppressed(outcome.failure());
        }
        exchange.setException(timedOut);
    }

    private Duration timeout(CommandRequest request) {
        return configuration.getResultTimeout() > 0
                ? Duration.ofMillis(configuration.getResultTimeout())
                : operation
                        .spec()
                        .duration(request.fields())
                        .plusMillis(configuration.getRequestTimeout())
                        .plus(MARGIN);
    }
}
