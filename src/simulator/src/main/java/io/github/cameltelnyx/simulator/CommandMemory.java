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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers accepted commands by their command_id: within 60 s of simulated time the same id on the same call, or on
 * any dial, gets the first response again and has no effect. A refused command is not remembered.
 */
final class CommandMemory {

    private static final Duration WINDOW = Duration.ofSeconds(60);

    private record Entry(Instant accepted, ApiResponse response) {}

    private final SimulatedTime time;
    private final Map<String, Entry> entries = new HashMap<>();

    CommandMemory(SimulatedTime time) {
        this.time = time;
    }

    Optional<ApiResponse> recall(String scope, String commandId) {
        Instant since = time.now().minus(WINDOW);
        entries.values().removeIf(entry -> entry.accepted.isBefore(since));
        return Optional.ofNullable(entries.get(scope + " " + commandId)).map(Entry::response);
    }

    void keep(String scope, String commandId, ApiResponse response) {
        if (!commandId.isEmpty()) {
            entries.put(scope + " " + commandId, new Entry(time.now(), response));
        }
    }
}
