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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The URLs and retries that commands set for the events of one leg; {@code webhook_urls} goes before
 * {@code webhook_url}.
 */
final class WebhookTargets {

    private final Map<String, String> byEventType = new HashMap<>();
    private final Map<String, List<Duration>> pauses = new HashMap<>();
    private String forAll = "";

    void override(JsonNode command) {
        forAll = command.path("webhook_url").asText(forAll);
        command.path("webhook_urls").properties().stream()
                .filter(entry -> !entry.getValue().isNull())
                .forEach(entry ->
                        byEventType.put(entry.getKey(), entry.getValue().asText()));
        command.path("webhook_retries_policies")
                .properties()
                .forEach(entry ->
                        pauses.put(entry.getKey(), durations(entry.getValue().path("retries_ms"))));
    }

    private static List<Duration> durations(JsonNode millis) {
        return StreamSupport.stream(millis.spliterator(), false)
                .map(pause -> Duration.ofMillis(pause.asLong()))
                .toList();
    }

    /** Starts with the settings of the leg that this one comes from. */
    void inherit(WebhookTargets other) {
        forAll = other.forAll;
        byEventType.putAll(other.byEventType);
        pauses.putAll(other.pauses);
    }

    String urlFor(String eventType, String applicationUrl) {
        return byEventType.getOrDefault(eventType, forAll.isEmpty() ? applicationUrl : forAll);
    }

    List<Duration> pausesFor(String eventType) {
        return pauses.getOrDefault(eventType, WebhookRoute.STANDARD_PAUSES);
    }
}
