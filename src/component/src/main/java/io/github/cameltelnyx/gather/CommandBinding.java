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

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cameltelnyx.gather.client.Command;
import io.github.cameltelnyx.gather.command.CommandField;
import io.github.cameltelnyx.gather.command.CommandFieldCatalog;
import io.github.cameltelnyx.gather.command.CommandSpec;
import io.github.cameltelnyx.gather.command.FieldNames;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.ClientState;
import io.github.cameltelnyx.gather.event.WaitTag;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;

/**
 * Makes the commands of one endpoint from messages. A header wins over a field of the body, and that over an option.
 * Everything that is known about a field is checked here, before anything is sent.
 */
final class CommandBinding {

    private static final String CLIENT_STATE = "client_state";
    private static final String TARGET_LEG_CLIENT_STATE = "target_leg_client_state";
    private static final String COMMAND_ID = "command_id";
    /** The default voice of Telnyx for its AI commands. The commands speak and gatherUsingSpeak require a voice. */
    private static final TextNode DEFAULT_VOICE = TextNode.valueOf("Telnyx.KokoroTTS.af");

    private final TelnyxGatherOperation operation;
    private final CommandSpec spec;
    private final String callControlId;
    private final ObjectNode options;

    /**
     * @param callControlId the endpoint's, or null
     * @param options the fields that the endpoint's options give
     */
    CommandBinding(TelnyxGatherOperation operation, String callControlId, ObjectNode options) {
        this.operation = operation;
        this.spec = operation.spec();
        this.callControlId = callControlId;
        this.options = options;
    }

    /**
     * The checked input of a command, without its id, with client state as the user's text.
     *
     * @param callControlId of the call that the command acts on, or null
     * @param fields to be read only
     */
    record CommandRequest(String callControlId, ObjectNode fields) {}

    /** @throws IllegalArgumentException when a field is missing or wrong */
    CommandRequest read(Exchange exchange) {
        DynamicOptions dynamic = DynamicOptions.of(exchange, operation);
        ObjectNode fields = options.deepCopy();
        fields.setAll(dynamic.fields());
        addBody(exchange.getMessage(), fields);
        addHeaders(exchange, fields);
        if (spec.required().contains("voice") && !fields.has("voice")) {
            fields.set("voice", DEFAULT_VOICE);
        }
        String option = dynamic.callControlId() == null ? callControlId : dynamic.callControlId();
        String call = spec.actsOnCall() ? callControlId(exchange.getMessage(), fields, option) : null;
        List<String> violations = spec.violations(fields);
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException(operation + ": " + violations.get(0));
        }
        spec.toWireNames(fields);
        return new CommandRequest(call, fields);
    }

    /**
     * Gives the complete command, with its command_id and client state.
     *
     * @param commandId used unless the request has one
     * @param tag of the wait that the command's events have to find, or null
     */
    Command command(Exchange exchange, CommandRequest request, String commandId, WaitTag tag) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        fields.setAll(request.fields());
        if (spec.takesCommandId() && !fields.has(COMMAND_ID)) {
            fields.put(COMMAND_ID, commandId);
        }
        encodeState(fields, CLIENT_STATE, tag, tag == null ? null : callState(exchange));
        encodeState(fields, TARGET_LEG_CLIENT_STATE, spec.hasOtherLeg() ? tag : null, null);
        return command(operation, request.callControlId(), spec.hasBody() ? fields : null);
    }

    /** Gives the command that stops a gather. */
    Command gatherStop(CommandRequest gather) {
        ObjectNode fields = JsonNodeFactory.instance
                .objectNode()
                .put(COMMAND_ID, UUID.randomUUID().toString());
        return command(TelnyxGatherOperation.gatherStop, gather.callControlId(), fields);
    }

    private static Command command(TelnyxGatherOperation operation, String callControlId, ObjectNode body) {
        String path = operation.actsOnCall() ? Command.pathOf(operation.path(), callControlId) : operation.path();
        return new Command(operation.name(), operation.method(), path, body);
    }

    private static void encodeState(ObjectNode fields, String name, WaitTag tag, String otherwise) {
        JsonNode given = fields.get(name);
        String text = given == null ? otherwise : text(given);
        if (tag != null) {
            fields.put(name, ClientState.encode(tag, text));
        } else if (text != null) {
            fields.put(name, ClientState.encode(text));
        }
    }

    private static String text(JsonNode state) {
        return state.isTextual() ? state.asText() : state.toString();
    }

    /** The state that the call has: a command with a tag sends it again, because the tag would replace it. */
    private String callState(Exchange exchange) {
        Object state = spec.actsOnCall() ? InboundHeaders.get(exchange, TelnyxGatherConstants.CLIENT_STATE) : null;
        return state == null ? null : state.toString();
    }

    /** Returns the id of the call, which is part of the path. */
    private String callControlId(Message message, ObjectNode fields, String option) {
        String header = message.getHeader(TelnyxGatherConstants.CALL_CONTROL_ID, String.class);
        JsonNode field = fields.remove("call_control_id");
        String given = field == null ? option : field.asText();
        if (header != null) {
            given = header;
        }
        if (given == null || given.isBlank()) {
            throw new IllegalArgumentException(operation + ": callControlId is missing: an event sets it in the header "
                    + TelnyxGatherConstants.CALL_CONTROL_ID
                    + ", and a route that is not started by an event must set this header or the option "
                    + "callControlId");
        }
        return given;
    }

    private void addHeaders(Exchange exchange, ObjectNode fields) {
        Message message = exchange.getMessage();
        for (String name : spec.options()) {
            String header = FieldNames.headerName(name);
            Object value = message.getHeader(header);
            if (value != null && !InboundHeaders.isInbound(exchange, header, value)) {
                fields.set(name, CommandFieldCatalog.field(name).read(value, operation + ": header " + header));
            }
        }
    }

    private void addBody(Message message, ObjectNode fields) {
        ObjectNode body = bodyFields(message);
        if (body == null) {
            return;
        }
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> entry : body.properties()) {
            if (entry.getValue().isNull()) {
                continue;
            }
            String name = spec.fieldOf(FieldNames.snakeCase(entry.getKey()));
            String where = operation + ": " + entry.getKey() + " in the body";
            if (read.has(name)) {
                throw new IllegalArgumentException(
                        where + " is set twice, in camelCase and in snake_case, but must be set once");
            }
            read.set(name, CommandFieldCatalog.field(name).read(entry.getValue(), where));
        }
        fields.setAll(read);
    }

    /** @return null if the body has no fields for the command */
    private ObjectNode bodyFields(Message message) {
        Object body = message.getBody();
        if (body == null || body instanceof CallEvent || body instanceof CommandResponse || !spec.hasBody()) {
            return null;
        }
        boolean isText = body instanceof CharSequence
                || body instanceof byte[]
                || body instanceof InputStream
                || body instanceof StreamCache;
        JsonNode json = isText ? textFields(message.getBody(String.class)) : beanFields(body);
        if (json == null) {
            return null;
        }
        if (json instanceof ObjectNode object) {
            // an event that was turned into JSON is still an event
            return object.path("record_type").asText().equals("event") ? null : object;
        }
        throw new IllegalArgumentException(
                operation + ": the body of type " + body.getClass().getName()
                        + " has no fields of the command: it must be a Map, a JSON object or a bean"
                        + (spec.textField() == null ? "" : ", or text")
                        + ". Remove the body before the command if it is not meant for the command");
    }

    private JsonNode textFields(String text) {
        if (text.isBlank()) {
            return null;
        }
        JsonNode json = CommandField.parse(text);
        if (spec.textField() != null && !(json instanceof ObjectNode)) {
            return JsonNodeFactory.instance.objectNode().put(spec.textField(), text);
        }
        return json == null ? TextNode.valueOf(text) : json;
    }

    private JsonNode beanFields(Object body) {
        try {
            return Json.toTree(body);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    operation + ": the body of type " + body.getClass().getName() + " cannot be converted to JSON", e);
        }
    }
}
