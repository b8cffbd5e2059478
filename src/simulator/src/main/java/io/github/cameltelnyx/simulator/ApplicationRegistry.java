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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The Call Control applications and their numbers. The default application always exists; until another one is created,
 * it stands for every connection_id, so that a test need not know the real one. Simulator's thread only.
 */
final class ApplicationRegistry {

    private final SimulatedTime time;
    private final CallControlApplication byDefault;
    private final Map<String, CallControlApplication> all = new LinkedHashMap<>();
    private final Map<String, CallControlApplication> numbers = new HashMap<>();
    private boolean strict;

    ApplicationRegistry(SimulatedTime time, String defaultId) {
        this.time = time;
        byDefault = new CallControlApplication(defaultId, time.now());
        byDefault.update(
                Json.object().put("application_name", "simulator").put("webhook_api_version", "2"), time.now());
        all.put(defaultId, byDefault);
    }

    CallControlApplication byDefault() {
        return byDefault;
    }

    /** Oldest first. */
    List<CallControlApplication> all() {
        return new ArrayList<>(all.values());
    }

    Optional<CallControlApplication> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    /** The application that a connection_id means. */
    Optional<CallControlApplication> ofConnection(String connectionId) {
        return find(connectionId).or(() -> strict ? Optional.empty() : Optional.of(byDefault));
    }

    /** The application that is called under a number. */
    CallControlApplication ofNumber(String number) {
        return numbers.getOrDefault(number, byDefault);
    }

    /**
     * Gives a number to an application.
     *
     * @throws IllegalArgumentException if the application does not exist
     */
    void number(String number, String connectionId) {
        CallControlApplication owner = find(connectionId)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Unknown application " + connectionId + "; known are " + String.join(", ", all.keySet())));
        numbers.put(number, owner);
    }

    CallControlApplication create(JsonNode settings) {
        strict = true;
        Instant now = time.now();
        CallControlApplication created = new CallControlApplication(Identifiers.connectionId(), now);
        created.update(settings, now);
        all.put(created.id(), created);
        return created;
    }

    void update(CallControlApplication application, JsonNode changes) {
        application.update(changes, time.now());
    }

    /** Its numbers go back to the default application. */
    void delete(CallControlApplication application) {
        all.remove(application.id());
        numbers.values().removeIf(owner -> owner == application);
    }
}
