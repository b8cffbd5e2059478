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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An event on its way to the application. Used on the simulator's thread only. */
final class WebhookDelivery {

    private final String id = Identifiers.uuid();
    private final LegIdentity leg;
    private final ObjectNode data;
    private final WebhookRoute route;
    private final List<DeliveryAttempt> attempts = new ArrayList<>();
    private WebhookFault fault = WebhookFault.none();
    private int urlIndex;
    private int started;
    private int startedAtUrl;
    private boolean finished;

    WebhookDelivery(LegIdentity leg, ObjectNode data, WebhookRoute route) {
        this.leg = leg;
        this.data = data;
        this.route = route;
    }

    /** The id of the delivery record; the event has another one. */
    String id() {
        return id;
    }

    LegIdentity leg() {
        return leg;
    }

    ObjectNode data() {
        return data;
    }

    String eventType() {
        return data.path("event_type").asText();
    }

    WebhookFault fault() {
        return fault;
    }

    void fault(WebhookFault next) {
        fault = next;
    }

    boolean hasOldForm() {
        return route.oldForm();
    }

    /** The event in the form in which the application gets it; in API v1 it is flat and has underscores for dots. */
    ObjectNode original() {
        if (!route.oldForm()) {
            return data.deepCopy();
        }
        ObjectNode old = Json.object()
                .put("record_type", "event")
                .put("id", data.path("id").asText())
                .put("event_type", eventType().replace('.', '_'))
                .put("created_at", data.path("occurred_at").asText());
        old.set("payload", data.path("payload").deepCopy());
        return old;
    }

    boolean hasNoUrl() {
        return route.urls().isEmpty();
    }

    String url() {
        return route.urls().get(urlIndex);
    }

    Duration timeout() {
        return route.timeout();
    }

    /** Begins an attempt and returns its number. */
    int begin() {
        startedAtUrl++;
        return ++started;
    }

    /** The pause before the next attempt at this URL; empty if none is left. */
    Optional<Duration> pause() {
        return startedAtUrl <= route.pauses().size()
                ? Optional.of(route.pauses().get(startedAtUrl - 1))
                : Optional.empty();
    }

    /** Changes to the failover URL; returns false if none is left. */
    boolean failOver() {
        startedAtUrl = 0;
        return ++urlIndex < route.urls().size();
    }

    void add(DeliveryAttempt attempt) {
        attempts.add(attempt);
    }

    DeliveryAttempt lastAttempt() {
        return attempts.get(attempts.size() - 1);
    }

    List<DeliveryAttempt> attempts() {
        return List.copyOf(attempts);
    }

    /** Marks the event as acknowledged or given up. */
    void finish() {
        finished = true;
    }

    boolean isFinished() {
        return finished;
    }

    boolean isDelivered() {
        return attempts.stream().anyMatch(DeliveryAttempt::isAcknowledged);
    }

    RecordedEvent snapshot() {
        return new RecordedEvent(
                eventType(),
                data.path("id").asText(),
                leg.callControlId(),
                data.deepCopy(),
                List.copyOf(attempts),
                fault.kind());
    }
}
