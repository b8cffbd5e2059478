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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.simulator.rules.ErrorCode;
import io.github.cameltelnyx.simulator.rules.RefusedException;

/** The commands that make, connect and end calls. Simulator's thread only. */
final class CallCommands {

    private static final Duration REFER_TAKES = Duration.ofSeconds(1);

    private final Switchboard switchboard;
    private final SimulatorContext context;

    CallCommands(Switchboard switchboard, SimulatorContext context) {
        this.switchboard = switchboard;
        this.context = context;
    }

    Map<String, CommandHandler> handlers() {
        return Map.of(
                "answer", this::answer,
                "hangup", this::hangup,
                "reject", this::reject,
                "bridge", this::bridge,
                "transfer", this::transfer,
                "send_dtmf", this::sendDtmf,
                "refer", this::refer,
                "client_state_update", (leg, command) -> Json.object());
    }

    /**
     * Dials. Several numbers ring at once, each on a leg of its own; when the first one answers, the others are given up.
     * Returns the leg of the first number, which still rings.
     */
    CallLeg dial(ObjectNode command) {
        if (!mayDial(command)) {
            throw new RefusedException(
                    ErrorCode.INVALID_VALUE,
                    "The requested connection_id (Call Control App ID) is either invalid or does not exist."
                            + " Only Call Control Apps with valid webhook URL are accepted.",
                    "/connection_id");
        }
        CallLeg linked = command.hasNonNull("link_to") ? existing(command, "link_to") : null;
        String session =
                linked == null ? switchboard.newSessionId() : linked.identity().callSessionId();
        Map<CallLeg, Destination> legs = new LinkedHashMap<>();
        Destination.allOf(command).forEach(to -> legs.put(outgoing(command, to, session), to));
        legs.forEach((leg, to) -> {
            boolean bridges = linked != null && command.path("bridge_on_answer").asBoolean();
            Runnable bridge = bridges ? bridging(switchboard.connect(leg, linked, command, false)) : () -> {};
            switchboard.ring(leg, to.digits(), command, () -> {
                giveUpRinging(legs.keySet());
                bridge.run();
            });
        });
        return legs.keySet().iterator().next();
    }

    /** Whether the application may dial: it exists, is active and has a webhook URL. */
    private boolean mayDial(ObjectNode command) {
        return context.applications()
                .ofConnection(command.path("connection_id").asText())
                .filter(CallControlApplication::isActive)
                .filter(application -> !application.webhookUrl().isEmpty() || command.hasNonNull("webhook_url"))
                .isPresent();
    }

    private CallLeg outgoing(ObjectNode command, Destination to, String session) {
        CallLeg leg = switchboard.outgoing(
                command.path("from").asText(),
                to.number(),
                command.path("connection_id").asText(),
                session);
        leg.clientState(command.path("client_state").textValue());
        leg.webhooks().override(command);
        return leg;
    }

    private Runnable bridging(Connection connection) {
        return () -> switchboard.bridge(connection);
    }

    private void giveUpRinging(Collection<CallLeg> legs) {
        legs.stream()
                .filter(leg -> leg.state() == CallState.INITIATED)
                .forEach(leg -> switchboard.end(leg, HangupCause.ORIGINATOR_CANCEL, "caller"));
    }

    private ObjectNode answer(CallLeg leg, ObjectNode command) {
        if (leg.identity().outgoing()) {
            throw new RefusedException(ErrorCode.OUTBOUND_ANSWER, "This call is outbound: it cannot be answered.");
        }
        refuseIfAnswered(leg);
        leg.webhooks().override(command);
        leg.headers(command);
        switchboard.answer(leg, command);
        return recordingId(leg, command);
    }

    static ObjectNode recordingId(CallLeg leg, JsonNode command) {
        ObjectNode extra = Json.object();
        return command.hasNonNull("record") ? extra.put("recording_id", leg.recordingId()) : extra;
    }

    private ObjectNode hangup(CallLeg leg, ObjectNode command) {
        context.transcript().note(leg.identity(), "ivr", "hangs up");
        boolean givesUp = leg.identity().outgoing() && !leg.isAnswered();
        HangupCause cause = givesUp ? HangupCause.ORIGINATOR_CANCEL : HangupCause.NORMAL_CLEARING;
        switchboard.end(leg, cause, leg.identity().applicationSide());
        return Json.object();
    }

    private ObjectNode reject(CallLeg leg, ObjectNode command) {
        refuseIfAnswered(leg);
        context.transcript().note(leg.identity(), "ivr", "rejects the call");
        boolean busy = command.path("cause").asText().equals("USER_BUSY");
        HangupCause cause = busy ? HangupCause.USER_BUSY : HangupCause.CALL_REJECTED;
        switchboard.end(leg, cause, leg.identity().applicationSide());
        return Json.object();
    }

    private ObjectNode bridge(CallLeg leg, ObjectNode command) {
        if (!command.hasNonNull("call_control_id")) {
            throw new RefusedException(ErrorCode.UNPROCESSABLE, "The simulator has no queues and no video rooms.");
        }
        CallLeg other = existing(command, "call_control_id");
        if (other == leg) {
            throw new RefusedException(
                    ErrorCode.INVALID_VALUE, "A call cannot be bridged with itself.", "/call_control_id");
        }
        if (!other.isAnswered()) {
            throw new RefusedException(ErrorCode.NOT_ANSWERED, "The other call has not been answered yet.");
        }
        leg.record(command);
        switchboard.bridge(switchboard.connect(leg, other, command, false));
        return Json.object();
    }

    private ObjectNode transfer(CallLeg leg, ObjectNode command) {
        LegIdentity identity = leg.identity();
        Destination to = Destination.allOf(command).get(0);
        CallLeg target = switchboard.outgoing(
                command.path("from").asText(identity.to()),
                to.number(),
                identity.connectionId(),
                identity.callSessionId());
        target.clientState(command.path("target_leg_client_state").textValue());
        target.webhooks().inherit(leg.webhooks());
        leg.webhooks().override(command);
        target.webhooks().override(command);
        Connection connection = switchboard.connect(leg, target, command, true);
        switchboard.ring(target, to.digits(), command, bridging(connection));
        return Json.object();
    }

    private ObjectNode sendDtmf(CallLeg leg, ObjectNode command) {
        context.transcript()
                .note(
                        leg.identity(),
                        "ivr",
                        "sends digits " + command.path("digits").asText());
        return Json.object();
    }

    /** The referred phone places a call of its own; the leg stays until it is ended. */
    private ObjectNode refer(CallLeg leg, ObjectNode command) {
        leg.publish("call.refer.started", Json.object().put("sip_notify_response", 100));
        context.time().schedule(REFER_TAKES, () -> {
            if (!leg.isOver()) {
                leg.publish("call.refer.completed", Json.object().put("sip_notify_response", 200));
            }
        });
        return Json.object();
    }

    /** Telnyx does not document the response to a second answer command, or to a reject after it. */
    private static void refuseIfAnswered(CallLeg leg) {
        if (leg.isAnswered()) {
            throw new RefusedException(ErrorCode.UNPROCESSABLE, "This call has already been answered.");
        }
    }

    private CallLeg existing(ObjectNode command, String field) {
        CallLeg leg = switchboard
                .find(command.path(field).asText())
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.CALL_CONTROL_ID, "The " + field + " provided was not valid.", "/" + field));
        if (leg.isOver()) {
            throw new RefusedException(ErrorCode.CALL_ENDED, "The other call is no longer active.");
        }
        return leg;
    }
}
