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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The events, commands and words of a recording, wherever they are in its JSON, with the faults of their delivery. An
 * event with two first attempts was duplicated; an event that arrived after a later one of its leg was overtaken.
 *
 * @param events in order of occurrence, each once
 * @param commands in order of arrival; events alone make no commands
 * @param words what people said to an AI; a recording of events alone has them as message history only
 */
record RecordedHistory(List<PastEvent> events, List<PastCommand> commands, List<Words> words) {

    /** What a person said to an AI. */
    record Words(String callControlId, Instant time, String text) {}

    static RecordedHistory of(Recording recording) {
        RecordedHistory found = new RecordedHistory(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<String, PastEvent> arrived = new LinkedHashMap<>();
        found.collect(recording.toJson(), recording.toJson(), arrived);
        found.events.addAll(arrived.values());
        found.markOvertaken();
        found.events.sort(Comparator.comparing(PastEvent::occurredAt));
        return found;
    }

    /** Collects events, commands and words below a node; {@code around} is the object that contains it. */
    private void collect(JsonNode node, JsonNode around, Map<String, PastEvent> arrived) {
        if (node.path("event_type").isTextual() && node.path("payload").isObject()) {
            PastEvent event = event(node, around);
            boolean first =
                    around.path("attempt").asInt(around.at("/meta/attempt").asInt(1)) == 1;
            arrived.merge(node.path("id").asText(), event, (before, again) -> first ? again(before) : before);
        } else if (node.path("operation").isTextual() && node.has("executed")) {
            commands.add(command(node, around));
        } else {
            if (node.path("who").asText().startsWith("calle")
                    && node.at("/detail/speech").isTextual()) {
                words.add(new Words(
                        node.path("call_control_id").asText(),
                        Instant.parse(node.path("time").asText()),
                        node.at("/detail/speech").asText()));
            }
            node.forEach(child -> collect(child, node.isObject() ? node : around, arrived));
        }
    }

    private static PastEvent event(JsonNode data, JsonNode around) {
        JsonNode payload = data.path("payload");
        WebhookFault fault =
                around.path("failure").asText().equals("dropped") ? WebhookFault.drop() : WebhookFault.none();
        return new PastEvent(
                payload.path("call_control_id").asText(),
                data.path("event_type").asText(),
                payload,
                Instant.parse(data.path("occurred_at").asText()),
                fault);
    }

    private static PastEvent again(PastEvent event) {
        return event.with(WebhookFault.duplicate());
    }

    private void markOvertaken() {
        Map<String, Instant> latest = new HashMap<>();
        events.replaceAll(event -> {
            Instant before = latest.getOrDefault(event.callControlId(), Instant.MIN);
            latest.put(event.callControlId(), before.isAfter(event.occurredAt()) ? before : event.occurredAt());
            return before.isAfter(event.occurredAt()) ? event.with(WebhookFault.swap()) : event;
        });
    }

    private static PastCommand command(JsonNode detail, JsonNode entry) {
        return new PastCommand(
                entry.path("call_control_id").asText(),
                detail.path("operation").asText(),
                detail.path("request"),
                Instant.parse(entry.path("time").asText()),
                detail.path("executed").asBoolean(),
                fault(detail));
    }

    private static ApiFault fault(JsonNode detail) {
        return switch (detail.path("fault").asText()) {
            case "status" -> ApiFault.status(detail.path("status").asInt());
            case "silence" -> ApiFault.silence();
            case "cut" -> ApiFault.cutConnection();
            case "lose_response" -> ApiFault.loseResponse();
            case "execute_in_silence" -> ApiFault.executeInSilence();
            // a slow response leaves no trace in the recording
            default -> ApiFault.none();
        };
    }

    /** The events of a leg. */
    List<PastEvent> of(String callControlId) {
        return events.stream()
                .filter(event -> event.callControlId().equals(callControlId))
                .toList();
    }

    /** The call.initiated events, one for each leg. */
    List<PastEvent> legs() {
        return events.stream().filter(event -> event.is("call.initiated")).toList();
    }

    boolean isOutgoing(String callControlId) {
        return first(callControlId, "call.initiated")
                .filter(event -> event.text("direction").equals("outgoing"))
                .isPresent();
    }

    boolean wasAnswered(String callControlId) {
        return first(callControlId, "call.answered").isPresent();
    }

    boolean isOver(String callControlId) {
        return isOver(callControlId, Instant.MAX);
    }

    boolean isOver(String callControlId, Instant until) {
        return first(callControlId, "call.hangup")
                .filter(hangup -> hangup.occurredAt().isBefore(until))
                .isPresent();
    }

    /** The behaviour of the person at the end of an outgoing leg. */
    Callee callee(String callControlId) {
        if (wasAnswered(callControlId)) {
            return Callee.ANSWERS;
        }
        return switch (first(callControlId, "call.hangup")
                .map(event -> event.text("hangup_cause"))
                .orElse("")) {
            case "user_busy" -> Callee.IS_BUSY;
            case "call_rejected" -> Callee.REJECTS;
            default -> Callee.DOES_NOT_ANSWER;
        };
    }

    /**
     * Whether a gather was running when this digit was pressed. Without commands the digits of the next gather show it:
     * they are the last ones before its end.
     */
    boolean isGathering(PastEvent digit) {
        List<PastEvent> leg = of(digit.callControlId());
        if (!commands.isEmpty()) {
            long begun = beginnings(RunningCommand.GATHER, digit.callControlId(), digit.occurredAt())
                    .count();
            long over = leg.stream()
                    .filter(event ->
                            event.is("call.gather.ended") && event.occurredAt().isBefore(digit.occurredAt()))
                    .count();
            return begun > over;
        }
        List<PastEvent> later = leg.subList(leg.indexOf(digit) + 1, leg.size());
        Optional<PastEvent> end =
                later.stream().filter(event -> event.is("call.gather.ended")).findFirst();
        long digitsBetween = later.stream()
                .takeWhile(event -> !event.is("call.gather.ended"))
                .filter(event -> event.is("call.dtmf.received"))
                .count();
        return end.map(event -> event.text("digits").length())
                .filter(length -> length == 0 || digitsBetween < length)
                .isPresent();
    }

    /** When the last command of this kind began on a leg before a time, if the recording has commands. */
    Optional<Instant> begun(RunningCommand kind, String callControlId, Instant before) {
        return beginnings(kind, callControlId, before).map(PastCommand::time).max(Comparator.naturalOrder());
    }

    private Stream<PastCommand> beginnings(RunningCommand kind, String callControlId, Instant before) {
        return commands.stream()
                .filter(command -> command.callControlId().equals(callControlId)
                        && kind.isStartedBy(command)
                        && command.time().isBefore(before));
    }

    boolean hasFaults() {
        return events.stream().anyMatch(event -> event.fault().kind() != WebhookFault.Kind.NONE)
                || commands.stream().anyMatch(command -> command.fault().kind() != ApiFault.Kind.NONE);
    }

    private Optional<PastEvent> first(String callControlId, String type) {
        return of(callControlId).stream().filter(event -> event.is(type)).findFirst();
    }
}
