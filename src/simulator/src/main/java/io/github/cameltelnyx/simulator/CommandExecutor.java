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
package io.github.cameltelnyx.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.simulator.rules.CommandRules;
import io.github.cameltelnyx.simulator.rules.ErrorCode;
import io.github.cameltelnyx.simulator.rules.RefusedException;

/**
 * Executes commands after the checks in Telnyx's order: known call, repeated command, fields, state of the call.
 * Simulator's thread only.
 */
final class CommandExecutor {

    private static final Set<String> BEFORE_ANSWER = Set.of("answer", "reject", "hangup", "client_state_update");
    /** How long the status of a call is available after its end. */
    private static final Duration STATUS_KEPT = Duration.ofMinutes(10);

    private static final String DIAL = "dial";

    private final Switchboard switchboard;
    private final SimulatorContext context;
    private final CommandMemory memory;
    private final CallCommands calls;
    private final Map<String, CommandHandler> handlers = new HashMap<>();

    CommandExecutor(Switchboard switchboard, SimulatorContext context) {
        this.switchboard = switchboard;
        this.context = context;
        memory = new CommandMemory(context.time());
        calls = new CallCommands(switchboard, context);
        handlers.putAll(calls.handlers());
        handlers.putAll(new MediaCommands(context.settings()).handlers());
        handlers.putAll(new GatherCommands(context).handlers());
        handlers.putAll(new AiCommands(switchboard, context).handlers());
    }

    /** The execution of a command: the leg that it concerns, the response, and whether it had an effect. */
    record Execution(Optional<CallLeg> leg, ApiResponse response, boolean executed) {}

    Execution execute(String operation, String callControlId, ObjectNode body) {
        CallLeg leg = existing(callControlId);
        String commandId = body.path("command_id").asText("");
        Optional<ApiResponse> repeated = memory.recall(callControlId, commandId);
        if (repeated.isPresent()) {
            return new Execution(Optional.of(leg), repeated.get(), false);
        }
        RefusedException.ifAny(CommandRules.check(operation, body));
        checkState(operation, leg);
        ObjectNode data = Json.object().put("result", "ok");
        if (operation.startsWith("gather_using_") || operation.equals("gather")) {
            replaceGather(leg, body);
        }
        String before = leg.clientState();
        leg.clientState(body.path("client_state").asText(before));
        try {
            data.setAll(handlers.get(operation).execute(leg, body));
        } catch (RefusedException e) {
            leg.clientState(before);
            throw e;
        }
        leg.commandCame();
        ApiResponse response = ApiResponse.ok(data);
        memory.keep(callControlId, commandId, response);
        return new Execution(Optional.of(leg), response, true);
    }

    Execution dial(ObjectNode body) {
        String commandId = body.path("command_id").asText("");
        Optional<ApiResponse> repeated = memory.recall(DIAL, commandId);
        if (repeated.isPresent()) {
            return new Execution(Optional.empty(), repeated.get(), false);
        }
        RefusedException.ifAny(CommandRules.check(DIAL, body));
        CallLeg leg = calls.dial(body);
        ObjectNode data = describe(leg, false);
        data.setAll(CallCommands.recordingId(leg, body));
        ApiResponse response = ApiResponse.ok(data);
        memory.keep(DIAL, commandId, response);
        return new Execution(Optional.of(leg), response, true);
    }

    Execution status(String callControlId) {
        CallLeg leg = existing(callControlId);
        Instant oldest = context.time().now().minus(STATUS_KEPT);
        if (leg.endTime().filter(end -> end.isBefore(oldest)).isPresent()) {
            throw new RefusedException(ErrorCode.NOT_FOUND, "The call ended more than 10 minutes ago.");
        }
        return new Execution(Optional.of(leg), ApiResponse.ok(describe(leg, !leg.isOver())), true);
    }

    Optional<CallLeg> find(String callControlId) {
        return switchboard.find(callControlId);
    }

    /** By default the replaced gather ends before the new client_state takes effect. */
    private void replaceGather(CallLeg leg, ObjectNode body) {
        if (context.settings().replacedGatherKeepsClientState()) {
            GatherCommands.replace(leg);
        }
    }

    private CallLeg existing(String callControlId) {
        return switchboard
                .find(callControlId)
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.CALL_CONTROL_ID, "The call_control_id provided was not valid.", "/call_control_id"));
    }

    private static void checkState(String operation, CallLeg leg) {
        if (leg.isOver()) {
            throw new RefusedException(
                    ErrorCode.CALL_ENDED, "This call is no longer active and can't receive commands.");
        }
        if (!leg.isAnswered() && !BEFORE_ANSWER.contains(operation)) {
            throw new RefusedException(
                    ErrorCode.NOT_ANSWERED,
                    "This call can't receive this command because it has not been answered yet.");
        }
    }

    private ObjectNode describe(CallLeg leg, boolean alive) {
        LegIdentity identity = leg.identity();
        Instant end = leg.endTime().orElseGet(context.time()::now);
        ObjectNode data = Json.object()
                .put("record_type", "call")
                .put("call_control_id", identity.callControlId())
                .put("call_leg_id", identity.callLegId())
                .put("call_session_id", identity.callSessionId())
                .put("is_alive", alive)
                .put("call_duration", Duration.between(leg.startTime(), end).toSeconds())
                .put("start_time", EventPublisher.format(leg.startTime()));
        if (leg.clientState() != null) {
            data.put("client_state", leg.clientState());
        }
        leg.endTime().ifPresent(time -> data.put("end_time", EventPublisher.format(time)));
        return data;
    }
}
