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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltelnyx.gather.client.ApiResponse;
import io.github.cameltelnyx.gather.client.Command;
import io.github.cameltelnyx.gather.client.TelnyxApiException;
import io.github.cameltelnyx.gather.correlation.Outcome;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes the exchange of a command. Nothing else writes what a command leaves in an exchange.
 *
 * <pre>
 * ended by                    body                 exception             id of the command
 * response                    CommandResponse      -                     forgotten
 * event, hangup               event or result      -                     forgotten
 * time-out                    -                    time-out              forgotten
 * error that stays            -                    the error             forgotten
 * error that may pass         -                    the error             kept: a redelivery is the same command
 * shutdown                    -                    rejected              kept
 * </pre>
 */
final class CommandCompletion {

    private static final Logger LOG = LoggerFactory.getLogger(CommandCompletion.class);
    private static final String CALL_HANGUP = "call_hangup";

    private final TelnyxGatherOperation operation;
    private final ResultBody body;
    private final Supplier<List<String>> unreachedPaths;

    /** @param unreachedPaths the webhook paths that no request has reached, which may be why a result is missing */
    CommandCompletion(TelnyxGatherOperation operation, ResultBody body, Supplier<List<String>> unreachedPaths) {
        this.operation = operation;
        this.body = body;
        this.unreachedPaths = unreachedPaths;
    }

    /** Completes with the response to the command, or with the failure if there is one. */
    void complete(Exchange exchange, AsyncCallback callback, Command command, ApiResponse response, Throwable failure) {
        complete(exchange, callback, () -> {
            if (failure == null) {
                applyResponse(exchange, command, response);
            } else {
                applyFailure(exchange, failure);
            }
        });
    }

    /** Completes with the outcome of a wait that had the timeout. */
    void complete(Exchange exchange, AsyncCallback callback, Command command, Outcome outcome, Duration timeout) {
        complete(exchange, callback, () -> {
            switch (outcome.kind()) {
                case EVENT, HANGUP -> applyEvent(exchange, command, outcome);
                case FAILURE -> applyFailure(exchange, outcome.failure());
                case TIMEOUT -> applyTimeout(exchange, timeout, outcome.failure());
                case SHUTDOWN ->
                    exchange.setException(new RejectedExecutionException(
                            operation + ": the component was stopped before the result was received"));
            }
        });
    }

    private static void complete(Exchange exchange, AsyncCallback callback, Runnable result) {
        try {
            result.run();
        } catch (Throwable e) {
            // an Error as well: the route must not go on as if the command had succeeded
            exchange.setException(e);
        }
        try {
            callback.done(false);
        } catch (RuntimeException | Error e) {
            // the futures that led here would swallow it
            LOG.error("Exchange {} failed after a command", exchange.getExchangeId(), e);
            throw e;
        }
    }

    private void applyResponse(Exchange exchange, Command command, ApiResponse response) {
        PendingCommand.forget(exchange);
        JsonNode data = response.data();
        Map<String, Object> headers = new HashMap<>();
        putText(headers, TelnyxGatherConstants.CONVERSATION_ID, data.path("conversation_id"));
        if (operation.spec().takesCommandId()) {
            putText(headers, TelnyxGatherConstants.COMMAND_ID, command.body().path("command_id"));
        }
        if (!response.requestId().isEmpty()) {
            headers.put(TelnyxGatherConstants.REQUEST_ID, response.requestId());
        }
        InboundHeaders.put(exchange, headers);
        if (!operation.actsOnCall() && data.path("call_control_id").isTextual()) {
            InboundHeaders.putDialledCall(exchange, data.path("call_control_id").asText());
        }
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, response.status());
        exchange.getMessage().setBody(new CommandResponse(data));
    }

    private void applyEvent(Exchange exchange, Command command, Outcome outcome) {
        PendingCommand.forget(exchange);
        // the digits of the gather before must not be taken for the digits of this one
        InboundHeaders.remove(exchange);
        Map<String, Object> headers = new HashMap<>();
        if (outcome.event() != null) {
            headers.putAll(EventBinding.headers(outcome.event()));
        }
        Object call = headers.get(TelnyxGatherConstants.CALL_CONTROL_ID);
        if (!operation.actsOnCall() && call != null) {
            InboundHeaders.putDialledCall(exchange, call.toString());
        }
        if (exchange.getMessage().getHeader(TelnyxGatherConstants.CALL_CONTROL_ID) != null) {
            // the event may be one of the other leg: the call of the route stays
            headers.remove(TelnyxGatherConstants.CALL_CONTROL_ID);
        }
        if (outcome.kind() == Outcome.Kind.HANGUP) {
            headers.put(TelnyxGatherConstants.STATUS, CALL_HANGUP);
        }
        putText(headers, TelnyxGatherConstants.COMMAND_ID, command.body().path("command_id"));
        InboundHeaders.put(exchange, headers);
        exchange.getMessage().setBody(body.bodyOf(outcome.event()));
    }

    private void applyTimeout(Exchange exchange, Duration timeout, Throwable lostResponse) {
        PendingCommand.forget(exchange);
        List<String> unreached = unreachedPaths.get();
        String reason = operation + ": no result was received"
                + (unreached.isEmpty()
                        ? ""
                        : ". No webhook has been received on " + String.join(", ", unreached)
                                + ": check the webhook URL of the application in the Telnyx portal");
        LOG.debug(reason);
        ExchangeTimedOutException timedOut = new ExchangeTimedOutException(exchange, timeout.toMillis(), reason);
        if (lostResponse != null) {
            timedOut.addSuppressed(lostResponse);
        }
        exchange.setException(timedOut);
    }

    private static void applyFailure(Exchange exchange, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TelnyxApiException refused) {
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, refused.getStatus());
            if (!refused.isRetryable()) {
                PendingCommand.forget(exchange);
            }
        }
        exchange.setException(cause);
    }

    private static void putText(Map<String, Object> headers, String header, JsonNode value) {
        if (value.isTextual()) {
            headers.put(header, value.asText());
        }
    }
}
