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
package io.github.cameltelnyx.simulator.control;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cameltelnyx.simulator.Recording;
import io.github.cameltelnyx.simulator.Replay;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;

/** The requests that concern calls: place one, act as the person at its end, wait for an expectation. */
final class CallRequests {

    private final TelnyxSimulator telnyx;
    private final Map<String, BiFunction<SimulatedCall, JsonNode, SimulatedCall>> verbs = new TreeMap<>();

    CallRequests(TelnyxSimulator telnyx) {
        this.telnyx = telnyx;
        verbs.put("press", (call, body) -> call.presses(Body.text(body, "digits")));
        verbs.put("say", (call, body) -> call.says(Body.text(body, "text")));
        verbs.put("hang_up", (call, body) -> call.hangsUp());
        verbs.put("drop", (call, body) -> call.drops());
        verbs.put("assistant_say", (call, body) -> call.assistantSays(Body.text(body, "text")));
        verbs.put("ai_gather_result", (call, body) -> call.aiGatherResult(body.path("result")));
        verbs.put("hear", (call, body) -> call.hears(Body.text(body, "text")));
        verbs.put("be_answered", (call, body) -> call.isAnswered());
        verbs.put("gather", (call, body) -> call.isGathering());
        verbs.put("speak", (call, body) -> call.isSpeaking());
        verbs.put("play", (call, body) -> call.isPlaying());
        verbs.put("be_bridged", (call, body) -> call.isBridged());
        verbs.put("be_transferred", (call, body) -> call.isTransferredTo(Body.text(body, "number")));
        verbs.put(
                "end",
                (call, body) ->
                        body.has("hangup_cause") ? call.hasEnded(Body.text(body, "hangup_cause")) : call.hasEnded());
    }

    JsonNode dialIn(JsonNode body) {
        return View.call(
                telnyx.call(Body.text(body, "from"), Body.text(body, "to")).status());
    }

    JsonNode status(String callControlId) {
        return View.call(find(callControlId).status());
    }

    JsonNode transcript(String callControlId) {
        return TextNode.valueOf(find(callControlId).transcript().toString());
    }

    JsonNode recording(String callControlId) {
        return find(callControlId).recording().toJson();
    }

    /** Replays a recording; the differences of the application are an error. */
    JsonNode replay(JsonNode recording) {
        Replay replay = telnyx.replay(Recording.of(recording));
        if (!replay.differences().isEmpty()) {
            throw new IllegalStateException(String.join("\n", replay.differences()));
        }
        return View.call(replay.call().status());
    }

    JsonNode act(String callControlId, String verb, JsonNode body) {
        SimulatedCall found = find(callControlId);
        SimulatedCall call =
                body.has("timeout_ms") ? found.within(Duration.ofMillis(Body.number(body, "timeout_ms"))) : found;
        if (verb.equals("deliver")) {
            return call.delivers(Body.text(body, "event_type")).data();
        }
        if (!verbs.containsKey(verb)) {
            throw new IllegalArgumentException(
                    "Unknown action \"" + verb + "\"; known are deliver, " + String.join(", ", verbs.keySet()));
        }
        return View.call(verbs.get(verb).apply(call, body).status());
    }

    private SimulatedCall find(String callControlId) {
        return telnyx.find(callControlId).orElseThrow(() -> new UnknownCallException(callControlId));
    }
}
