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
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A Call Control application: its settings, as the API shows them. Simulator's thread only. */
final class CallControlApplication {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final Set<String> MAY_BE_NULL = Set.of("webhook_event_failover_url", "webhook_timeout_secs");
    private static final Set<String> READ_ONLY = Set.of("id", "record_type", "created_at", "updated_at");

    private final ObjectNode settings;

    CallControlApplication(String id, Instant created) {
        settings = Json.object()
                .put("record_type", "call_control_application")
                .put("id", id)
                .put("application_name", "")
                .put("active", true)
                .put("anchorsite_override", "Latency")
                .put("call_cost_in_webhooks", false)
                .put("dtmf_type", "RFC 2833")
                .put("first_command_timeout", false)
                .put("first_command_timeout_secs", 30)
                .put("redact_dtmf_debug_logging", false)
                .put("webhook_api_version", "1")
                .put("webhook_event_url", "")
                .put("webhook_event_failover_url", "")
                .putNull("webhook_timeout_secs");
        settings.putObject("inbound")
                .putNull("channel_limit")
                .put("shaken_stir_enabled", false)
                .putNull("sip_subdomain")
                .put("sip_subdomain_receive_settings", "from_anyone");
        settings.putObject("outbound").putNull("channel_limit");
        settings.putArray("tags");
        settings.put("created_at", MILLISECONDS.format(created)).put("updated_at", MILLISECONDS.format(created));
    }

    /** Applies the given settings; other fields of the request have no effect. */
    void update(JsonNode changes, Instant now) {
        changes.properties().stream()
                .filter(change -> settings.has(change.getKey()) && !READ_ONLY.contains(change.getKey()))
                .filter(change -> !change.getValue().isNull() || MAY_BE_NULL.contains(change.getKey()))
                .forEach(change -> update(change.getKey(), change.getValue()));
        settings.put("updated_at", MILLISECONDS.format(now));
    }

    private void update(String field, JsonNode value) {
        if (settings.get(field) instanceof ObjectNode group && value instanceof ObjectNode given) {
            group.setAll(given.deepCopy());
        } else {
            settings.set(field, value.deepCopy());
        }
    }

    ObjectNode json() {
        return settings.deepCopy();
    }

    /** The connection_id of commands and events. */
    String id() {
        return settings.path("id").asText();
    }

    String name() {
        return settings.path("application_name").asText();
    }

    boolean isActive() {
        return settings.path("active").asBoolean();
    }

    /** Empty until one is set, as for the default application at first. */
    String webhookUrl() {
        return settings.path("webhook_event_url").asText();
    }

    /** Empty if none is set. */
    String failoverUrl() {
        return Optional.ofNullable(settings.get("webhook_event_failover_url").textValue())
                .orElse("");
    }

    /** The time to wait for the response to a webhook, in real time; 0 counts as not set, because no receiver could meet it. */
    Optional<Duration> webhookTimeout() {
        return Optional.of(settings.path("webhook_timeout_secs").asLong(0))
                .filter(seconds -> seconds > 0)
                .map(Duration::ofSeconds);
    }

    /** Whether its webhooks have the form of API v1, the default of Telnyx. */
    boolean hasOldWebhooks() {
        return settings.path("webhook_api_version").asText().equals("1");
    }

    /** How long an incoming call waits for its first command before it is ended. */
    Optional<Duration> firstCommandTimeout() {
        return settings.path("first_command_timeout").asBoolean()
                ? Optional.of(Duration.ofSeconds(
                        settings.path("first_command_timeout_secs").asLong()))
                : Optional.empty();
    }
}
