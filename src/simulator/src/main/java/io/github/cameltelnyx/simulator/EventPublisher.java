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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Creates the events of a leg, keeps them and passes them to the sender. Simulator's thread only. */
final class EventPublisher {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final String RECORDING_SAVED = "call.recording.saved";
    private static final Set<String> WITHOUT_NUMBERS = Set.of(
            RECORDING_SAVED,
            "call.speak.started",
            "call.speak.ended",
            "call.playback.started",
            "call.playback.ended",
            "call.conversation_insights.generated");

    private final SimulatedTime time;
    private final WebhookSender sender;
    private final Duration webhookTimeout;
    private final List<WebhookDelivery> published = new ArrayList<>();
    private final Map<String, List<WebhookDelivery>> byLeg = new HashMap<>();
    private final ApplicationRegistry applications;

    EventPublisher(
            SimulatedTime time, ApplicationRegistry applications, WebhookSender sender, Duration webhookTimeout) {
        this.time = time;
        this.applications = applications;
        this.sender = sender;
        this.webhookTimeout = webhookTimeout;
    }

    static String format(Instant instant) {
        return MICROSECONDS.format(instant);
    }

    /** Publishes an event of a leg; {@code details} are the payload fields beyond the common ones. */
    void publish(CallLeg leg, String eventType, ObjectNode details) {
        LegIdentity identity = leg.identity();
        ObjectNode data = Json.object()
                .put("record_type", "event")
                .put("event_type", eventType)
                .put("id", Identifiers.uuid())
                .put("occurred_at", format(time.now()));
        if (eventType.equals("call.conversation.ended")) {
            data.put("created_at", format(time.now()));
        }
        ObjectNode payload = data.putObject("payload");
        if (!eventType.equals(RECORDING_SAVED)) {
            payload.put("call_control_id", identity.callControlId());
        }
        payload.put("connection_id", identity.connectionId())
                .put("call_leg_id", identity.callLegId())
                .put("call_session_id", identity.callSessionId())
                .put("client_state", leg.clientState());
        if (!WITHOUT_NUMBERS.contains(eventType)) {
            payload.put("from", identity.from()).put("to", identity.to());
        }
        payload.setAll(details.deepCopy());
        WebhookDelivery delivery = new WebhookDelivery(identity, data, route(leg, eventType));
        published.add(delivery);
        byLeg.computeIfAbsent(identity.callControlId(), id -> new ArrayList<>()).add(delivery);
        sender.send(delivery);
    }

    private WebhookRoute route(CallLeg leg, String eventType) {
        Optional<CallControlApplication> application =
                applications.ofConnection(leg.identity().connectionId());
        String url = leg.webhooks()
                .urlFor(
                        eventType,
                        application.map(CallControlApplication::webhookUrl).orElse(""));
        String failover = application.map(CallControlApplication::failoverUrl).orElse("");
        return new WebhookRoute(
                Stream.of(url, failover).filter(some -> !some.isEmpty()).toList(),
                application.flatMap(CallControlApplication::webhookTimeout).orElse(webhookTimeout),
                application.map(CallControlApplication::hasOldWebhooks).orElse(false),
                leg.webhooks().pausesFor(eventType));
    }

    /** In order of occurrence. */
    List<WebhookDelivery> deliveries() {
        return List.copyOf(published);
    }

    List<RecordedEvent> recorded() {
        return published.stream().map(WebhookDelivery::snapshot).toList();
    }

    List<RecordedEvent> recorded(LegIdentity leg) {
        return ofLeg(leg).stream().map(WebhookDelivery::snapshot).toList();
    }

    /** The first event of this type that the application has acknowledged. */
    Optional<RecordedEvent> delivered(LegIdentity leg, String eventType) {
        return ofLeg(leg).stream()
                .filter(delivery -> delivery.eventType().equals(eventType) && delivery.isDelivered())
                .findFirst()
                .map(WebhookDelivery::snapshot);
    }

    /** When the n-th event of this type occurred, if it has. */
    Optional<Instant> published(LegIdentity leg, String eventType, int count) {
        return ofLeg(leg).stream()
                .filter(delivery -> delivery.eventType().equals(eventType))
                .skip(count - 1L)
                .findFirst()
                .map(delivery ->
                        Instant.parse(delivery.data().path("occurred_at").asText()));
    }

    /** The events of a session whose first attempt has not come to an end. */
    List<RecordedEvent> underWay(String callSessionId) {
        return published.stream()
                .filter(delivery -> delivery.leg().callSessionId().equals(callSessionId)
                        && delivery.attempts().isEmpty())
                .map(WebhookDelivery::snapshot)
                .toList();
    }

    private List<WebhookDelivery> ofLeg(LegIdentity leg) {
        return byLeg.getOrDefault(leg.callControlId(), List.of());
    }
}
