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

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.gather.CommandBinding.CommandRequest;
import io.github.cameltelnyx.gather.client.ApiResponse;
import io.github.cameltelnyx.gather.client.CallControlClient;
import io.github.cameltelnyx.gather.client.Command;
import io.github.cameltelnyx.gather.client.TelnyxApiException;
import io.github.cameltelnyx.gather.correlation.Wait;
import io.github.cameltelnyx.gather.event.ClientState;
import io.github.cameltelnyx.gather.event.WaitTag;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;

/** Sends one command of the endpoint's operation for each exchange. */
public class TelnyxGatherProducer extends DefaultAsyncProducer {

    private static final String PENDING_COMMAND = "CamelTelnyxGatherPendingCommand";

    private static final String CLIENT_STATE = "client_state";
    private static final String TARGET_LEG_CLIENT_STATE = "target_leg_client_state";

    private final TelnyxGatherOperation operation;
    private CommandBinding binding;
    private CallControlClient client;
    private AwaitingCommandSender awaiter;

    public TelnyxGatherProducer(TelnyxGatherEndpoint endpoint) {
        super(endpoint);
        this.operation = endpoint.getOperation();
    }

    @Override
    public TelnyxGatherEndpoint getEndpoint() {
        return (TelnyxGatherEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        TelnyxGatherConfiguration configuration = getEndpoint().getConfiguration();
        ObjectNode options = CommandOptions.read(getEndpoint());
        ResultBody body =
                ResultBody.of(operation, configuration, options, getEndpoint().getCamelContext());
        binding = new CommandBinding(operation, configuration.getCallControlId(), options);
        client = getEndpoint().getComponent().createClient(configuration);
        if (configuration.isAwaitResult()) {
            awaiter = getEndpoint().getComponent().createAwaiter(operation, configuration, client, body);
        }
    }

    @Override
    protected void doStop() throws Exception {
        if (client != null) {
            client.close();
        }
        super.doStop();
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Wait wait = null;
        try {
            CommandRequest request = binding.read(exchange);
            if (awaiter == null) {
                send(exchange, callback, command(exchange, request, null));
            } else {
                TelnyxGatherComponent component = getEndpoint().getComponent();
                component
                        .webhookServers()
                        .hold(() ->
                                component.webhookServerSettings(getEndpoint().getConfiguration()));
                wait = awaiter.begin(request);
                awaiter.send(exchange, callback, command(exchange, request, wait.tag()), wait);
            }
            return false;
        } catch (Exception e) {
            if (wait != null) {
                wait.fail(e);
            }
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }

    private void send(Exchange exchange, AsyncCallback callback, Command command) {
        client.send(command).whenComplete((answer, failure) -> {
            try {
                if (failure == null) {
                    applyAnswer(exchange, command, answer);
                } else {
                    applyFailure(exchange, failure);
                }
            } catch (RuntimeException e) {
                exchange.setException(e);
            } finally {
                callback.done(false);
            }
        });
    }

    private Command command(Exchange exchange, CommandRequest request, WaitTag tag) {
        encodeState(exchange, request.fields(), tag);
        if (operation.spec().takesCommandId() && !request.fields().has("command_id")) {
            request.fields().put("command_id", commandId(exchange));
        }
        String path =
                operation.actsOnCall() ? Command.pathOf(operation.path(), request.callControlId()) : operation.path();
        JsonNode body = operation.spec().hasBody() ? request.fields() : null;
        return new Command(operation.name(), operation.method(), path, body);
    }

    /**
     * The id of the command that the exchange is busy with: a redelivery of the exchange sends the same one. It is
     * forgotten when the command is over, for a loop in the route comes to the same endpoint with a new command.
     */
    private String commandId(Exchange exchange) {
        if (exchange.getProperty(PENDING_COMMAND) instanceof PendingCommand pending && pending.sender == this) {
            return pending.commandId;
        }
        String commandId = UUID.randomUUID().toString();
        exchange.setProperty(PENDING_COMMAND, new PendingCommand(this, commandId));
        return commandId;
    }

    /** A command that is waited for keeps the state that the call has, for its tag would replace it. */
    private void encodeState(Exchange exchange, ObjectNode fields, WaitTag tag) {
        JsonNode state = fields.path(CLIENT_STATE);
        if (tag == null) {
            if (!state.isMissingNode()) {
                fields.put(CLIENT_STATE, ClientState.encode(text(state)));
            }
        } else {
            Object known =
                    operation.actsOnCall() ? InboundHeaders.get(exchange, TelnyxGatherConstants.CLIENT_STATE) : null;
            String kept = known == null ? null : known.toString();
            fields.put(CLIENT_STATE, ClientState.encode(tag, state.isMissingNode() ? kept : text(state)));
        }
        JsonNode otherState = fields.path(TARGET_LEG_CLIENT_STATE);
        if (tag != null && operation.spec().hasOtherLeg()) {
            String text = otherState.isMissingNode() ? null : text(otherState);
            fields.put(TARGET_LEG_CLIENT_STATE, ClientState.encode(tag, text));
        } else if (!otherState.isMissingNode()) {
            fields.put(TARGET_LEG_CLIENT_STATE, ClientState.encode(text(otherState)));
        }
    }

    private static String text(JsonNode state) {
        return state.isTextual() ? state.asText() : state.toString();
    }

    static void forgetCommand(Exchange exchange) {
        exchange.removeProperty(PENDING_COMMAND);
    }

    private void applyAnswer(Exchange exchange, Command command, ApiResponse answer) {
        forgetCommand(exchange);
        Map<String, Object> headers = new HashMap<>();
        putText(headers, TelnyxGatherConstants.RESULT, answer.data().path("result"));
        putText(headers, TelnyxGatherConstants.CONVERSATION_ID, answer.data().path("conversation_id"));
        if (operation.spec().takesCommandId()) {
            putText(headers, TelnyxGatherConstants.COMMAND_ID, command.body().path("command_id"));
        }
        if (!answer.requestId().isEmpty()) {
            headers.put(TelnyxGatherConstants.REQUEST_ID, answer.requestId());
        }
        if (!operation.actsOnCall() && exchange.getMessage().getHeader(TelnyxGatherConstants.CALL_CONTROL_ID) == null) {
            // the call that was dialled is the call of the route, unless the route has one
            putText(
                    headers,
                    TelnyxGatherConstants.CALL_CONTROL_ID,
                    answer.data().path("call_control_id"));
        }
        InboundHeaders.put(exchange, headers);
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        exchange.getMessage().setBody(new CommandResponse(answer.data()));
    }

    static void applyFailure(Exchange exchange, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TelnyxApiException refused) {
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, refused.getStatus());
            if (!refused.isRetryable()) {
                forgetCommand(exchange);
            }
        }
        exchange.setException(cause);
    }

    private static void putText(Map<String, Object> headers, String header, JsonNode value) {
        if (value.isTextual()) {
            headers.put(header, value.asText());
        }
    }

    private record PendingCommand(TelnyxGatherProducer sender, String commandId) {}
}
