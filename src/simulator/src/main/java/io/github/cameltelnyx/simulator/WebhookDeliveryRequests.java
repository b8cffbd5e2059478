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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.simulator.rules.ErrorCode;
import io.github.cameltelnyx.simulator.rules.RefusedException;

/** The records of finished deliveries, the newest first; each with its attempts, the newest first. */
final class WebhookDeliveryRequests {

    /** The statuses that have an error code of their own; others share the code of their class. */
    private static final Set<Integer> WITH_OWN_CODE = Set.of(400, 404, 500);

    private final EventPublisher events;

    WebhookDeliveryRequests(EventPublisher events) {
        this.events = events;
    }

    Map<String, ResourceHandler> handlers() {
        return Map.of(
                "webhook_delivery_list", (id, query, body) -> list(query),
                "webhook_delivery_get", (id, query, body) -> ApiResponse.ok(find(id)));
    }

    private List<WebhookDelivery> finished() {
        List<WebhookDelivery> finished = new ArrayList<>(events.deliveries());
        finished.removeIf(delivery -> !delivery.isFinished());
        Collections.reverse(finished);
        return finished;
    }

    private ObjectNode find(String id) {
        return finished().stream()
                .filter(delivery -> delivery.id().equals(id))
                .findFirst()
                .map(WebhookDeliveryRequests::describe)
                .orElseThrow(() ->
                        new RefusedException(ErrorCode.NOT_FOUND, "The requested resource or URL could not be found."));
    }

    private ApiResponse list(Query query) {
        return Page.of(query)
                .response(finished().stream()
                        .map(WebhookDeliveryRequests::describe)
                        .filter(delivery -> passes(delivery, query))
                        .toList());
    }

    private static boolean passes(ObjectNode delivery, Query query) {
        Instant started = Instant.parse(delivery.path("started_at").asText());
        Instant finished = Instant.parse(delivery.path("finished_at").asText());
        return query.filter("status", "eq")
                        .map(delivery.path("status").asText()::equals)
                        .orElse(true)
                && query.filter("event_type")
                        .map(types -> List.of(types.split(",")))
                        .map(types -> types.contains(
                                delivery.at("/webhook/event_type").asText()))
                        .orElse(true)
                && contains(delivery, query, "webhook")
                && contains(delivery, query, "attempts")
                && within(started, query, "started_at")
                && within(finished, query, "finished_at");
    }

    private static boolean contains(ObjectNode delivery, Query query, String component) {
        return query.filter(component, "contains")
                .map(delivery.path(component).toString()::contains)
                .orElse(true);
    }

    private static boolean within(Instant time, Query query, String field) {
        return query.time(field, "gte")
                        .map(earliest -> !time.isBefore(earliest))
                        .orElse(true)
                && query.time(field, "lte").map(latest -> !time.isAfter(latest)).orElse(true);
    }

    private static ObjectNode describe(WebhookDelivery delivery) {
        List<DeliveryAttempt> attempts = new ArrayList<>(delivery.attempts());
        ObjectNode json = Json.object()
                .put("record_type", "webhook_delivery")
                .put("id", delivery.id())
                .put("status", delivery.isDelivered() ? "delivered" : "failed")
                .put("started_at", EventPublisher.format(attempts.get(0).started()))
                .put("finished_at", EventPublisher.format(delivery.lastAttempt().time()));
        json.set("webhook", delivery.original());
        ArrayNode list = json.putArray("attempts");
        Collections.reverse(attempts);
        attempts.forEach(attempt -> list.add(describe(attempt)));
        return json;
    }

    private static ObjectNode describe(DeliveryAttempt attempt) {
        ObjectNode json = Json.object()
                .put("status", attempt.isAcknowledged() ? "delivered" : "failed")
                .put("started_at", EventPublisher.format(attempt.started()))
                .put("finished_at", EventPublisher.format(attempt.time()));
        ObjectNode http = json.putObject("http");
        http.putObject("request").put("url", attempt.url());
        if (attempt.status() != 0) {
            http.putObject("response").put("status", attempt.status());
        }
        ArrayNode errors = json.putArray("errors");
        if (!attempt.isAcknowledged()) {
            errors.add(errorCode(attempt.status()));
        }
        return json;
    }

    /** No response counts as a failed connection; Telnyx has no code for a late one. */
    private static int errorCode(int status) {
        return switch (status / 100) {
            case 0 -> 75_002;
            case 2 -> 75_299;
            case 3 -> 75_300;
            case 4 -> WITH_OWN_CODE.contains(status) ? 75_000 + status : 75_499;
            default -> WITH_OWN_CODE.contains(status) ? 75_000 + status : 75_599;
        };
    }
}
