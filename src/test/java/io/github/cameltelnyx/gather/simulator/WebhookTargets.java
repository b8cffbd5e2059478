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
package io.github.cameltelnyx.gather.simulator;

import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

/** Where the events of one leg go if a command said so: {@code webhook_urls} before {@code webhook_url}. */
final class WebhookTargets {

    private final Map<String, String> byEventType = new HashMap<>();
    private String forAll = "";

    void override(JsonNode command) {
        forAll = command.path("webhook_url").asText(forAll);
        command.path("webhook_urls")
                .properties()
                .forEach(entry ->
                        byEventType.put(entry.getKey(), entry.getValue().asText()));
    }

    /** A leg that comes from another one starts with the overrides of that one. */
    void inherit(WebhookTargets other) {
        forAll = other.forAll;
        byEventType.putAll(other.byEventType);
    }

    String urlFor(String eventType, String applicationUrl) {
        return byEventType.getOrDefault(eventType, forAll.isEmpty() ? applicationUrl : forAll);
    }
}
