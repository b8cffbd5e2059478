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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads out of a history what the people and Telnyx's AI did, in the order in which they did it. The first event of an
 * incoming leg makes no step: that is the call itself.
 */
final class ReplayScript {

    /** How long before call.hangup what it ends may be told to end. */
    private static final Duration HANGING_UP = Duration.ofMillis(100);
    /** Telnyx may tell these before or after what they belong to. */
    private static final Set<String> ORDER_FREE =
            Set.of("call.conversation.ended", "call.conversation_insights.generated");

    private final RecordedHistory history;
    private final List<Timed> steps = new ArrayList<>();

    private record Timed(Instant time, ReplayStep step) {}

    private ReplayScript(RecordedHistory history) {
        this.history = history;
    }

    static List<ReplayStep> of(RecordedHistory history) {
        ReplayScript script = new ReplayScript(history);
        history.events().forEach(script::add);
        history.words().stream()
                .filter(words -> !script.hasMessageHistory(words.callControlId()))
                .forEach(words -> script.add(
                        words.callControlId(), words.time(), Duration.ZERO, call -> call.says(words.text())));
        return script.steps.stream()
                .sorted(Comparator.comparing(Timed::time))
                .map(Timed::step)
                .toList();
    }

    private void add(PastEvent event) {
        Optional<Consumer<SimulatedCall>> action =
                switch (event.type()) {
                    case "call.dtmf.received" -> Optional.of(key(event));
                    case "call.ai_gather.message_history_updated" -> Optional.of(talk(event));
                    case "call.ai_gather.partial_results" ->
                        Optional.of(talk(event)
                                .andThen(call -> call.aiGatherObtains(
                                        (ObjectNode) event.payload().path("partial_results"))));
                    case "call.ai_gather.ended" -> result(event);
                    case "call.hangup" -> hangup(event);
                    default -> Optional.empty();
                };
        Duration goingOn = event.is("call.hangup") ? HANGING_UP : Duration.ZERO;
        action.ifPresent(does -> add(event.callControlId(), event.occurredAt(), goingOn, does));
    }

    /** {@code goingOn}: events of that long before are part of it, and not what it came after. */
    private void add(String callControlId, Instant time, Duration goingOn, Consumer<SimulatedCall> action) {
        List<PastEvent> before = history.of(callControlId).stream()
                .filter(event -> event.is("call.initiated")
                        || event.occurredAt().isBefore(time.minus(goingOn)) && !ORDER_FREE.contains(event.type()))
                .toList();
        PastEvent last = before.get(before.size() - 1);
        int count = (int) before.stream().filter(event -> event.is(last.type())).count();
        Duration delay = Duration.between(last.occurredAt(), time);
        steps.add(new Timed(time, new ReplayStep(callControlId, last.type(), count, delay, action)));
    }

    private Consumer<SimulatedCall> key(PastEvent event) {
        boolean gathering = history.isGathering(event);
        return call -> {
            if (gathering) {
                call.isGathering();
            }
            call.presses(event.text("digit"));
        };
    }

    /** What the AI says after the last words of the caller it will say again. */
    private static Consumer<SimulatedCall> talk(PastEvent event) {
        ArrayNode messages = event.payload().path("message_history").deepCopy();
        while (!messages.isEmpty()
                && !messages.get(messages.size() - 1).path("role").asText().equals("user")) {
            messages.remove(messages.size() - 1);
        }
        return messages.isEmpty() ? call -> {} : call -> call.talksUpTo(messages);
    }

    private static Optional<Consumer<SimulatedCall>> result(PastEvent event) {
        JsonNode result = event.payload().path("result");
        return event.text("status").equals("valid") && result.isObject()
                ? Optional.of(talk(event).andThen(call -> call.aiGatherResult(result)))
                : Optional.empty();
    }

    private Optional<Consumer<SimulatedCall>> hangup(PastEvent event) {
        boolean outgoing = history.isOutgoing(event.callControlId());
        boolean byPerson = event.text("hangup_source").equals(outgoing ? "callee" : "caller");
        boolean talked = !outgoing || history.wasAnswered(event.callControlId());
        if (event.text("hangup_cause").equals("unspecified")) {
            return Optional.of(duringWhat(event).andThen(SimulatedCall::drops));
        }
        return byPerson && talked ? Optional.of(duringWhat(event).andThen(SimulatedCall::hangsUp)) : Optional.empty();
    }

    /** Waits for what the hangup ended. */
    private Consumer<SimulatedCall> duringWhat(PastEvent hangup) {
        List<String> ended = history.of(hangup.callControlId()).stream()
                .filter(event -> event.text("status").equals("call_hangup"))
                .map(PastEvent::type)
                .toList();
        return call -> {
            if (ended.contains("call.gather.ended")) {
                call.isGathering();
            }
            if (ended.contains("call.speak.ended") || ended.contains("call.playback.ended")) {
                call.isPlaying();
            }
        };
    }

    private boolean hasMessageHistory(String callControlId) {
        return history.of(callControlId).stream()
                .anyMatch(event -> event.payload().has("message_history"));
    }
}
