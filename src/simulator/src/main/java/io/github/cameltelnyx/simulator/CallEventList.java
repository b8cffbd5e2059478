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
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The call events: all webhooks, delivered or not, and all commands that had an effect, in order of occurrence. */
final class CallEventList implements ResourceHandler {

    private static final Duration SHOWN = Duration.ofHours(24);

    private final Switchboard switchboard;
    private final SimulatorContext context;

    CallEventList(Switchboard switchboard, SimulatorContext context) {
        this.switchboard = switchboard;
        this.context = context;
    }

    private record CallEvent(
            LegIdentity leg, Instant time, String type, String name, boolean failed, String key, JsonNode raw) {

        boolean passes(Query query) {
            return query.allows("leg_id", leg.callLegId())
                    && query.allows("application_session_id", leg.callSessionId())
                    && query.allows("connection_id", leg.connectionId())
                    && query.allows("from", leg.from())
                    && query.allows("to", leg.to())
                    && query.allows("name", name)
                    && query.allows("type", type)
                    && query.allows("failed", String.valueOf(failed))
                    && query.allows("product", "call_control");
        }

        ObjectNode json() {
            ObjectNode json = Json.object()
                    .put("record_type", "call_event")
                    .put("call_leg_id", leg.callLegId())
                    .put("call_session_id", leg.callSessionId())
                    .put("event_timestamp", EventPublisher.format(time))
                    .put("name", name)
                    .put("type", type);
            json.putObject("metadata").set(key, raw);
            return json;
        }
    }

    @Override
    public ApiResponse respond(String id, Query query, ObjectNode body) {
        Predicate<Instant> occurred = occurred(query);
        boolean ofOneCall = query.filter("leg_id")
                .or(() -> query.filter("application_session_id"))
                .isPresent();
        Instant oldest = ofOneCall ? Instant.MIN : context.time().now().minus(SHOWN);
        return Page.of(query)
                .response(Stream.concat(commands(), webhooks())
                        .filter(event -> event.passes(query) && occurred.test(event.time))
                        .filter(event -> !event.time.isBefore(oldest))
                        .sorted(Comparator.comparing(CallEvent::time))
                        .map(CallEvent::json)
                        .toList());
    }

    private static Predicate<Instant> occurred(Query query) {
        Map<String, Predicate<Integer>> operators = Map.of(
                "eq", order -> order == 0,
                "gt", order -> order > 0,
                "gte", order -> order >= 0,
                "lt", order -> order < 0,
                "lte", order -> order <= 0);
        var given = operators.keySet().stream()
                .filter(operator -> query.filter("occurred_at", operator).isPresent())
                .toList();
        if (given.size() > 1) {
            throw Query.refused("filter[occurred_at]", "Only one filter[occurred_at] can be given.");
        }
        return given.stream()
                .findFirst()
                .<Predicate<Instant>>map(operator -> {
                    Instant than = query.time("occurred_at", operator).orElseThrow();
                    return time -> operators.get(operator).test(time.compareTo(than));
                })
                .orElse(time -> true);
    }

    private Stream<CallEvent> webhooks() {
        return context.events().deliveries().stream()
                .map(delivery -> new CallEvent(
                        delivery.leg(),
                        Instant.parse(delivery.data().path("occurred_at").asText()),
                        "webhook",
                        delivery.eventType(),
                        delivery.isFinished() && !delivery.isDelivered(),
                        "event",
                        delivery.data()));
    }

    private Stream<CallEvent> commands() {
        return context.transcript().from(0).stream()
                .filter(entry -> entry.who().equals("api"))
                .filter(entry -> entry.detail().path("executed").asBoolean())
                .filter(entry -> !entry.detail().path("method").asText().equals("GET"))
                .flatMap(entry -> leg(entry)
                        .map(leg -> new CallEvent(
                                leg,
                                entry.time(),
                                "command",
                                entry.detail().path("operation").asText(),
                                false,
                                "command",
                                entry.detail().path("request")))
                        .stream());
    }

    private Optional<LegIdentity> leg(TranscriptEntry entry) {
        return switchboard.find(entry.callControlId()).map(CallLeg::identity);
    }
}
