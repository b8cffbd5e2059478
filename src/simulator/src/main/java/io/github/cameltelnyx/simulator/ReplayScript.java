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
 * Extracts the actions of people and of Telnyx's AI from a history, in order. The first event of an incoming leg makes no
 * step: it is the call itself.
 */
final class ReplayScript {

    /** How long before call.hangup the end of an AI gather may come that the hangup caused; its status does not show it. */
    private static final Duration HANGING_UP = Duration.ofSeconds(1);
    /** Telnyx may publish these before or after the events that they belong to. */
    private static final Set<String> ORDER_FREE =
            Set.of("call.conversation.ended", "call.conversation_insights.generated");

    private final RecordedHistory history;
    private final List<ReplayStep> steps = new ArrayList<>();

    private ReplayScript(RecordedHistory history) {
        this.history = history;
    }

    static List<ReplayStep> of(RecordedHistory history) {
        ReplayScript script = new ReplayScript(history);
        history.events().forEach(script::add);
        history.words().stream()
                .filter(words -> !script.hasMessageHistory(words.callControlId()))
                .forEach(words -> script.add(
                        words.callControlId(),
                        words.time(),
                        RunningCommand.CONVERSATION,
                        call -> call.says(words.text())));
        return script.steps.stream()
                .sorted(Comparator.comparing(ReplayStep::time))
                .toList();
    }

    private void add(PastEvent event) {
        switch (event.type()) {
            case "call.dtmf.received" ->
                add(
                        event,
                        history.isGathering(event) ? RunningCommand.GATHER : RunningCommand.NONE,
                        call -> call.presses(event.text("digit")));
            case "call.ai_gather.message_history_updated" -> add(event, RunningCommand.CONVERSATION, talk(event));
            case "call.ai_gather.partial_results" ->
                add(event, RunningCommand.CONVERSATION, talk(event).andThen(partial(event)));
            case "call.ai_gather.ended" ->
                result(event).ifPresent(action -> add(event, RunningCommand.CONVERSATION, action));
            case "call.hangup" -> hangup(event).ifPresent(action -> add(event, endedBy(event), action));
            default -> {
                // caused by the application or by time
            }
        }
    }

    private void add(PastEvent event, RunningCommand during, Consumer<SimulatedCall> action) {
        add(event.callControlId(), event.occurredAt(), during, action);
    }

    private void add(String callControlId, Instant time, RunningCommand during, Consumer<SimulatedCall> action) {
        List<PastEvent> before = history.of(callControlId).stream()
                .filter(event -> event.occurredAt().isBefore(time))
                .filter(event -> !ORDER_FREE.contains(event.type()) && !isEndedByHangup(event))
                .toList();
        if (before.isEmpty()) {
            throw new IllegalArgumentException("The recording has no call.initiated of " + callControlId);
        }
        PastEvent last = before.get(before.size() - 1);
        int count = (int) before.stream().filter(event -> event.is(last.type())).count();
        Instant since = last.occurredAt();
        if (during != RunningCommand.NONE && !during.includes(last)) {
            // without commands the begin is unknown: the action follows at once
            since = history.begun(during, callControlId, time).orElse(time);
        }
        Duration delay = Duration.between(since, time);
        steps.add(new ReplayStep(time, callControlId, last.type(), count, during, delay, action));
    }

    private static Consumer<SimulatedCall> talk(PastEvent event) {
        return upTo(messages(event));
    }

    /** The messages up to the last words of the caller: what the AI says after them, it says again by itself. */
    private static Consumer<SimulatedCall> talkBeforeEnd(PastEvent event) {
        ArrayNode messages = messages(event);
        while (!messages.isEmpty()
                && !messages.get(messages.size() - 1).path("role").asText().equals("user")) {
            messages.remove(messages.size() - 1);
        }
        return upTo(messages);
    }

    private static ArrayNode messages(PastEvent event) {
        return event.payload().path("message_history") instanceof ArrayNode messages
                ? messages.deepCopy()
                : Json.array();
    }

    private static Consumer<SimulatedCall> upTo(ArrayNode messages) {
        return messages.isEmpty() ? call -> {} : call -> call.talksUpTo(messages);
    }

    private static Consumer<SimulatedCall> partial(PastEvent event) {
        return event.payload().path("partial_results") instanceof ObjectNode values
                ? call -> call.aiGatherObtains(values)
                : call -> {};
    }

    private static Optional<Consumer<SimulatedCall>> result(PastEvent event) {
        JsonNode result = event.payload().path("result");
        return event.text("status").equals("valid") && result.isObject()
                ? Optional.of(talkBeforeEnd(event).andThen(call -> call.aiGatherResult(result)))
                : Optional.empty();
    }

    private Optional<Consumer<SimulatedCall>> hangup(PastEvent event) {
        boolean outgoing = history.isOutgoing(event.callControlId());
        boolean byPerson = event.text("hangup_source").equals(outgoing ? "callee" : "caller");
        boolean talked = !outgoing || history.wasAnswered(event.callControlId());
        if (event.text("hangup_cause").equals("unspecified")) {
            return Optional.of(SimulatedCall::drops);
        }
        return byPerson && talked ? Optional.of(SimulatedCall::hangsUp) : Optional.empty();
    }

    private RunningCommand endedBy(PastEvent hangup) {
        boolean gathering = history.of(hangup.callControlId()).stream()
                .anyMatch(event -> event.is("call.gather.ended") && isEndedByHangup(event));
        return gathering ? RunningCommand.GATHER : RunningCommand.NONE;
    }

    private boolean isEndedByHangup(PastEvent event) {
        return event.text("status").equals("call_hangup")
                || event.is("call.ai_gather.ended")
                        && !event.text("status").equals("valid")
                        && history.isOver(
                                event.callControlId(), event.occurredAt().plus(HANGING_UP));
    }

    private boolean hasMessageHistory(String callControlId) {
        return history.of(callControlId).stream()
                .anyMatch(event -> event.payload().has("message_history"));
    }
}
