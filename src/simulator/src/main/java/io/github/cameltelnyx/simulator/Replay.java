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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The calls of a replay and their differences from the recording. Immutable; the calls may continue. */
public final class Replay {

    private final RecordedHistory history;
    /** By the ids of the recording. */
    private final Map<String, SimulatedCall> legs;

    Replay(RecordedHistory history, Map<String, SimulatedCall> legs) {
        this.history = history;
        this.legs = legs;
    }

    /** The incoming call, or the first outgoing one if none came in. */
    public SimulatedCall call() {
        return legs.values().iterator().next();
    }

    /** All legs, in the order of the recording. */
    public List<SimulatedCall> calls() {
        return List.copyOf(legs.values());
    }

    /**
     * The commands in which the application differed from the recording, one line for each. Empty if there is no
     * difference or the recording has no commands. Ids and client_state are not compared.
     */
    public List<String> differences() {
        List<String> differences = new ArrayList<>();
        if (history.commands().isEmpty()) {
            return differences;
        }
        legs.forEach((recorded, call) -> {
            List<String> before = history.commands().stream()
                    .filter(command ->
                            command.executed() && command.callControlId().equals(recorded))
                    .map(PastCommand::comparable)
                    .toList();
            List<String> now = call.commands().stream()
                    .filter(RecordedCommand::executed)
                    .map(command -> PastCommand.comparable(command.operation(), command.body()))
                    .toList();
            for (int i = 0; i < Math.max(before.size(), now.size()); i++) {
                String then = i < before.size() ? before.get(i) : "nothing";
                String again = i < now.size() ? now.get(i) : "nothing";
                if (!then.equals(again)) {
                    differences.add("Command " + (i + 1) + " of the call to " + call.to() + " was " + then + ", and is "
                            + again);
                }
            }
        });
        return differences;
    }
}
