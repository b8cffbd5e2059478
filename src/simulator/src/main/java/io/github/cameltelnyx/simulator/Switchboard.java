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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/** All legs and how they are connected. Simulator's thread only. */
final class Switchboard {

    private static final int DEFAULT_TIMEOUT_SECS = 30;
    private static final int DEFAULT_TIME_LIMIT_SECS = 14_400;

    private final SimulatorContext context;
    private final Map<String, CallLeg> legs = new LinkedHashMap<>();
    private final Map<String, Callee> callees = new HashMap<>();
    private final List<Connection> connections = new ArrayList<>();

    Switchboard(SimulatorContext context) {
        this.context = context;
    }

    List<CallLeg> legs() {
        return List.copyOf(legs.values());
    }

    Optional<CallLeg> find(String callControlId) {
        return Optional.ofNullable(legs.get(callControlId));
    }

    Optional<Conversation> findConversation(String conversationId) {
        return legs.values().stream()
                .flatMap(leg -> leg.conversation().stream())
                .filter(conversation -> conversation.id().equals(conversationId))
                .findFirst();
    }

    void callee(String number, Callee behaviour) {
        callees.put(number, behaviour);
    }

    /** A person calls an application. Telnyx does not document the cause of the hangup when no command comes. */
    CallLeg incoming(String from, String to) {
        CallControlApplication application = context.applications().ofNumber(to);
        if (application.webhookUrl().isEmpty()) {
            throw new IllegalStateException("The application has no webhook URL: set one before the first call");
        }
        if (!application.isActive()) {
            throw new IllegalStateException(
                    "Application " + application.id() + " is not active: it cannot receive calls");
        }
        CallLeg leg = add(from, to, application.id(), newSessionId(), false);
        context.transcript().note(leg.identity(), "caller", "calls " + to + " from " + from);
        leg.initiate(from);
        application
                .firstCommandTimeout()
                .ifPresent(limit -> leg.awaitCommand(limit, () -> end(leg, HangupCause.TIMEOUT, "unknown")));
        return leg;
    }

    /** Creates a leg that the application calls; {@link #ring} lets it ring. */
    CallLeg outgoing(String from, String to, String connectionId, String callSessionId) {
        return add(from, to, connectionId, callSessionId, true);
    }

    String newSessionId() {
        return Identifiers.timeBasedUuid(context.time().now());
    }

    private CallLeg add(String from, String to, String connectionId, String callSessionId, boolean outgoing) {
        Instant now = context.time().now();
        LegIdentity identity = new LegIdentity(
                Identifiers.callControlId(),
                Identifiers.timeBasedUuid(now),
                callSessionId,
                connectionId,
                from,
                to,
                outgoing);
        CallLeg leg = new CallLeg(identity, context);
        legs.put(identity.callControlId(), leg);
        return leg;
    }

    /** Lets a leg ring; {@code digits} are sent when the callee answers. */
    void ring(CallLeg leg, String digits, JsonNode command, Runnable whenAnswered) {
        Duration timeout = Duration.ofSeconds(command.path("timeout_secs").asInt(DEFAULT_TIMEOUT_SECS));
        leg.headers(command);
        leg.initiate(command.path("from_display_name").asText(leg.identity().from()));
        context.transcript().note(leg.identity(), "callee", "rings");
        Callee behaviour = callees.getOrDefault(leg.identity().to(), Callee.ANSWERS);
        boolean silent = behaviour == Callee.DOES_NOT_ANSWER
                || context.settings().ringing().compareTo(timeout) > 0;
        context.time().schedule(silent ? timeout : context.settings().ringing(), () -> {
            if (leg.state() != CallState.INITIATED) {
                return;
            }
            if (silent) {
                boolean retries = command.path("retry_on_timeout").asBoolean(true);
                end(leg, retries ? HangupCause.TIMEOUT : HangupCause.NO_ANSWER, "unknown");
            } else if (behaviour == Callee.IS_BUSY) {
                end(leg, HangupCause.USER_BUSY, "callee");
            } else if (behaviour == Callee.REJECTS) {
                end(leg, HangupCause.CALL_REJECTED, "callee");
            } else {
                boolean machine = behaviour == Callee.IS_A_MACHINE;
                context.transcript().note(leg.identity(), "callee", machine ? "answers, a machine" : "answers");
                answer(leg, command);
                MachineDetection.start(leg, context.time(), command, machine);
                if (!digits.isEmpty()) {
                    context.transcript().note(leg.identity(), "ivr", "sends digits " + digits);
                }
                whenAnswered.run();
            }
        });
    }

    void answer(CallLeg leg, JsonNode command) {
        Duration limit = Duration.ofSeconds(command.path("time_limit_secs").asInt(DEFAULT_TIME_LIMIT_SECS));
        leg.answer(limit, () -> end(leg, HangupCause.TIME_LIMIT, "unknown"));
        leg.record(command);
    }

    /** Records that two legs belong together; {@link #bridge} makes them talk. */
    Connection connect(CallLeg first, CallLeg second, JsonNode command, boolean byTransfer) {
        boolean parks = command.path("park_after_unbridge").asText().equals("self");
        Connection connection = new Connection(first, second, parks, byTransfer);
        connections.add(connection);
        return connection;
    }

    /**
     * Makes two legs talk, unless one of them is not answered or is over.
     */
    void bridge(Connection connection) {
        if (!connection.first().isAnswered() || !connection.second().isAnswered()) {
            connections.remove(connection);
            return;
        }
        leaveOthers(connection);
        List.of(connection.first(), connection.second()).forEach(leg -> {
            leg.gather().ifPresent(running -> running.stop("cancelled"));
            leg.conversation().ifPresent(Conversation::stop);
            leg.media().stopAll();
            leg.state(CallState.BRIDGED);
            boolean transferred = connection.byTransfer() && leg == connection.first();
            if (!transferred || context.settings().bridgedEventOfTransferredLeg()) {
                leg.publish("call.bridged", Json.object());
            }
        });
        String number = connection.second().identity().to();
        context.transcript().note(connection.first().identity(), "ivr", "connects with " + number);
        if (connection.byTransfer()) {
            connection.first().transferredTo(number);
        }
    }

    Optional<CallLeg> partnerOf(CallLeg leg) {
        return connections.stream()
                .flatMap(connection -> connection.partnerOf(leg).stream())
                .findFirst();
    }

    /** Separates the two from their partners before, as if the two had hung up there. */
    private void leaveOthers(Connection connection) {
        for (CallLeg leg : List.of(connection.first(), connection.second())) {
            List<Connection> left = connections.stream()
                    .filter(other -> other != connection)
                    .filter(other -> other.partnerOf(leg).isPresent())
                    .filter(Connection::talks)
                    .toList();
            // by identity: an earlier connection of the same two is equal to the present one
            connections.removeIf(each -> left.stream().anyMatch(other -> other == each));
            left.stream()
                    .filter(other -> !other.partnerOf(leg).equals(connection.partnerOf(leg)))
                    .forEach(other -> endPartner(other, leg, "unknown"));
        }
    }

    /** Ends a leg and, unless it parks, the leg it talks to; a leg that still rings for it is given up. */
    void end(CallLeg leg, HangupCause cause, String source) {
        if (leg.isOver()) {
            return;
        }
        leg.end(cause, source);
        List<Connection> broken = connections.stream()
                .filter(connection -> connection.partnerOf(leg).isPresent())
                .toList();
        connections.removeAll(broken);
        broken.forEach(connection -> endPartner(connection, leg, source));
    }

    private void endPartner(Connection connection, CallLeg leg, String source) {
        CallLeg partner = connection.partnerOf(leg).orElseThrow();
        if (partner.state() == CallState.INITIATED && partner.identity().outgoing()) {
            end(partner, HangupCause.ORIGINATOR_CANCEL, "caller");
        } else if (partner.state() == CallState.BRIDGED && connection.parks(partner)) {
            partner.state(CallState.ANSWERED);
        } else if (partner.state() == CallState.BRIDGED) {
            end(partner, HangupCause.NORMAL_CLEARING, source);
        }
    }
}
