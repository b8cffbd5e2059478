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
package io.github.cameltelnyx.gather;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.cameltelnyx.gather.CorrelationProgram.Kind;
import io.github.cameltelnyx.gather.CorrelationProgram.Step;
import io.github.cameltelnyx.gather.CorrelationProgram.Waits;
import io.github.cameltelnyx.simulator.CallState;
import io.github.cameltelnyx.simulator.Callee;
import io.github.cameltelnyx.simulator.RecordedCommand;
import io.github.cameltelnyx.simulator.RecordedEvent;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TranscriptEntry;
import io.github.cameltelnyx.simulator.WebhookFault;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;

/**
 * One run of a program. The simulator has one queue for speech and audio, one for overlays and one gather at a time, so the
 * order in which things began, and the order in which their ends occurred, tell which event is of which command.
 */
final class CorrelationRun {

    private static final Duration UNIT = Duration.ofMillis(600);
    private static final Duration ALL_DELIVERED = Duration.ofSeconds(12);

    private final CorrelationWorld world;
    private final SimulatedCall call;
    private final CorrelationProgram program;
    private final Map<Step, CompletableFuture<Exchange>> exchanges = new HashMap<>();

    CorrelationRun(CorrelationWorld world, SimulatedCall call, CorrelationProgram program) {
        this.world = world;
        this.call = call;
        this.program = program;
    }

    CorrelationProgram program() {
        return program;
    }

    /** Plays the program, lets what has begun come to its end, and hangs up. */
    void play() {
        world.telnyx.endFaults();
        send("direct:answer", Map.of());
        world.telnyx.advance(UNIT);
        program.steps().forEach(this::play);
        world.telnyx.advance(ALL_DELIVERED);
        call.hangsUp();
        world.telnyx.advance(ALL_DELIVERED);
    }

    private void play(Step step) {
        if (step.fault().kind() != WebhookFault.Kind.NONE) {
            world.telnyx.nextWebhooks(step.fault());
        }
        switch (step.kind()) {
            case PASS -> world.telnyx.advance(UNIT.multipliedBy(step.size()));
            case PRESS -> {
                if (call.state() != CallState.ENDED) {
                    call.presses("4711#9".substring(0, 1 + step.size() % 6));
                }
            }
            case HANGS_UP -> call.hangsUp();
            default -> command(step);
        }
    }

    private void command(Step step) {
        Map<String, Object> fields = new HashMap<>(fields(step));
        fields.put("command_id", commandId(step));
        if (step.variant() % 4 == 0) {
            fields.put("client_state", "state " + step.number());
        }
        String route = "direct:" + step.kind().operation;
        if (!step.isAwaited()) {
            exchanges.put(step, CompletableFuture.completedFuture(send(route, fields)));
            return;
        }
        CompletableFuture<Exchange> exchange = world.routes.asyncSend(
                route + (step.isShort() ? ".short" : ".awaited"), message -> fill(message, fields));
        exchanges.put(step, exchange);
        CorrelationWorld.isTrue(() -> exchange.isDone() || isRecorded(step));
        if (step.waits() == Waits.UNTIL_TIME_OUT) {
            CorrelationWorld.isTrue(exchange::isDone);
        }
    }

    private Exchange send(String route, Map<String, Object> fields) {
        return world.routes.send(route, exchange -> fill(exchange, fields));
    }

    private void fill(Exchange exchange, Map<String, Object> fields) {
        exchange.getMessage().setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, call.callControlId());
        exchange.getMessage().setBody(fields.isEmpty() ? null : fields);
    }

    private Map<String, Object> fields(Step step) {
        return switch (step.kind()) {
            case SPEAK -> stopping(step, Map.of("payload", text(step)));
            case PLAY -> stopping(step, Map.of("audio_url", text(step)));
            case OVERLAY -> Map.of("audio_url", text(step), "overlay", true);
            case GATHER -> Map.of("timeout_millis", 1_000 * step.size(), "initial_timeout_millis", 700 * step.size());
            case PROMPT ->
                Map.of(
                        "payload",
                        text(step),
                        "timeout_millis",
                        500 * step.size(),
                        "maximum_tries",
                        1 + step.variant() % 2);
            case TRANSFER -> {
                world.telnyx.callee(
                        number(step),
                        step.variant() < 6
                                ? Callee.ANSWERS
                                : step.variant() < 9 ? Callee.IS_BUSY : Callee.DOES_NOT_ANSWER);
                yield Map.of("to", number(step), "timeout_secs", 5);
            }
            case STOP -> step.variant() < 7 ? Map.of() : Map.of("stop", step.variant() < 10 ? "current" : "overlay");
            default -> Map.of();
        };
    }

    private static Map<String, Object> stopping(Step step, Map<String, Object> fields) {
        if (step.variant() < 10) {
            return fields;
        }
        Map<String, Object> stopping = new HashMap<>(fields);
        stopping.put("stop", step.variant() == 10 ? "all" : "current");
        return stopping;
    }

    /** What is heard: the speech, or the URL of the audio. */
    private String text(Step step) {
        return switch (step.kind()) {
            case SPEAK -> "Speech " + step.number() + " " + "la ".repeat(5 * step.size());
            case PROMPT -> "Prompt " + step.number() + " " + "la ".repeat(5 * step.size());
            // those that can be cleared are to be told apart
            case PLAY -> "http://a.example.test/" + (program.clears() ? step.number() : step.size() % 2) + ".mp3";
            case OVERLAY -> "http://a.example.test/overlay" + step.number() + ".mp3";
            default -> null;
        };
    }

    private String commandId(Step step) {
        return call.callControlId().hashCode() + "-" + step.number();
    }

    /** A number that only this step calls. */
    private String number(Step step) {
        return "+1555" + String.format("%07d", Math.floorMod(commandId(step).hashCode(), 10_000_000));
    }

    private boolean isRecorded(Step step) {
        return call.commands().stream().anyMatch(command -> isOf(command, step));
    }

    private boolean isOf(RecordedCommand command, Step step) {
        return command.body().path("command_id").asText().equals(commandId(step));
    }

    /** Says what is wrong, or null. */
    String failure() {
        Map<Step, Set<RecordedEvent>> own = ownEvents();
        Set<String> used = new HashSet<>();
        for (Step step : program.steps()) {
            CompletableFuture<Exchange> exchange = exchanges.get(step);
            if (exchange == null) {
                continue;
            }
            if (!CorrelationWorld.isTrue(exchange::isDone)) {
                return step + ": hangs";
            }
            String failure = failure(step, exchange.join(), own.getOrDefault(step, Set.of()), used);
            if (failure != null) {
                return step + ": " + failure;
            }
        }
        return null;
    }

    private String failure(Step step, Exchange exchange, Set<RecordedEvent> own, Set<String> used) {
        if (exchange.getException() instanceof ExchangeTimedOutException && step.isShort()) {
            return null;
        }
        if (!step.isAwaited()) {
            return null;
        }
        if (exchange.getException() != null) {
            return "ends with " + exchange.getException();
        }
        String id = exchange.getMessage().getHeader(TelnyxGatherConstants.EVENT_ID, String.class);
        String ownEnds = own.stream().map(this::describe).toList().toString();
        if (id == null || id.equals(hangup().id())) {
            boolean wasTold = own.stream().anyMatch(event -> isBefore(delivered(event), delivered(hangup())));
            return wasTold && !isAnyLate(own) ? "ends with the call, but its own end was delivered: " + ownEnds : null;
        }
        RecordedEvent event = events().filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No event " + id));
        String ended = "ends with " + describe(event) + ", but its own end is " + ownEnds;
        if (!used.add(id)) {
            return "ends with the event of another wait: " + describe(event);
        }
        if (program.isOrdered() && world.emitted.contains(id)) {
            return "ends with an event that a route got, too: " + describe(event);
        }
        if (own.isEmpty() && event.payload().path("status").asText().equals("call_hangup")) {
            // it was refused, or removed: it ends with the call
            return null;
        }
        if (mayBeAPrompt(event)) {
            return null;
        }
        boolean isOwn = program.isOrdered()
                ? own.stream().anyMatch(each -> each.id().equals(id))
                : own.stream().anyMatch(each -> !isBefore(delivered(event), occurred(each)) && isSame(each, event));
        return isOwn ? null : ended;
    }

    /**
     * Telnyx does not document whether the prompt of a gather has the events of a speech. If it has, they look like those of
     * a speech that is sent while the gather is running; if not, a stop command may have ended the prompt or the speech
     * behind it. Nobody can tell.
     */
    private boolean mayBeAPrompt(RecordedEvent event) {
        return (program.promptsHaveEvents() || program.clears())
                && event.eventType().equals("call.speak.ended")
                && program.steps().stream().anyMatch(other -> other.kind() == Kind.PROMPT);
    }

    /** Whether one event tells the route the same as another one. Of two cancellations, the first is taken for the older. */
    private static boolean isSame(RecordedEvent one, RecordedEvent other) {
        String status = one.payload().path("status").asText();
        boolean isGather = one.eventType().equals("call.gather.ended");
        return one.eventType().equals(other.eventType())
                && (!isGather
                        || status.equals(other.payload().path("status").asText())
                                && (status.equals("cancelled")
                                        || one.payload()
                                                .path("digits")
                                                .equals(other.payload().path("digits"))));
    }

    /** An event that came before may have been taken for one of those that came after the hangup. */
    private boolean isAnyLate(Set<RecordedEvent> own) {
        return events().filter(
                        event -> own.stream().anyMatch(each -> each.eventType().equals(event.eventType())))
                .anyMatch(event -> !isBefore(delivered(event), delivered(hangup())));
    }

    private static boolean isBefore(Instant one, Instant other) {
        return one.isBefore(other);
    }

    private RecordedEvent hangup() {
        return ofType("call.hangup").get(0);
    }

    private Map<Step, Set<RecordedEvent>> ownEvents() {
        Map<Step, Set<RecordedEvent>> own = new HashMap<>();
        boolean promptsHaveEvents = program.promptsHaveEvents();
        List<Step> sent = executed();
        List<String> heard = new ArrayList<>();
        for (TranscriptEntry entry : call.transcript().entries()) {
            String text = entry.detail().path("speech").asText("")
                    + entry.detail().path("audio").asText("");
            boolean isHere = entry.who().equals("ivr") && entry.callControlId().equals(call.callControlId());
            if (isHere && !text.isEmpty() && (promptsHaveEvents || !text.startsWith("Prompt"))) {
                heard.add(text);
            }
        }
        List<RecordedEvent> media = call.events().stream()
                .filter(event ->
                        Set.of("call.speak.ended", "call.playback.ended").contains(event.eventType()))
                .toList();
        pair(
                own,
                sent,
                heard.stream().filter(text -> !text.contains("/overlay")).toList(),
                media,
                false);
        pair(own, sent, heard.stream().filter(text -> text.contains("/overlay")).toList(), media, true);
        List<Step> gathers = sent.stream()
                .filter(step -> step.kind() == Kind.GATHER || step.kind() == Kind.PROMPT)
                .toList();
        List<RecordedEvent> gatherEnds = ofType("call.gather.ended");
        for (int i = 0; i < gathers.size(); i++) {
            own.put(gathers.get(i), Set.of(gatherEnds.get(i)));
        }
        for (Step step : sent) {
            if (step.kind() == Kind.TRANSFER) {
                own.put(step, ofTransfer(step));
            }
        }
        return own;
    }

    private List<Step> executed() {
        return call.commands().stream()
                .filter(RecordedCommand::executed)
                .flatMap(command -> program.steps().stream().filter(step -> isOf(command, step)))
                .toList();
    }

    /** The n-th that was heard ended with the n-th event of its queue. What was heard twice was sent twice. */
    private void pair(
            Map<Step, Set<RecordedEvent>> own,
            List<Step> sent,
            List<String> heard,
            List<RecordedEvent> media,
            boolean overlay) {
        List<RecordedEvent> ends = media.stream()
                .filter(event -> event.payload().path("overlay").asBoolean() == overlay)
                .toList();
        for (int i = 0; i < heard.size(); i++) {
            String text = heard.get(i);
            RecordedEvent end = ends.get(i);
            sent.stream()
                    .filter(step -> text.equals(text(step)) && step.kind() != Kind.PROMPT && !own.containsKey(step))
                    .findFirst()
                    .ifPresent(step -> own.put(step, Set.of(end)));
        }
    }

    /** The transferred leg has an event at the same time as the new leg; a callee who does not answer has hung up. */
    private Set<RecordedEvent> ofTransfer(Step step) {
        Set<RecordedEvent> own = new HashSet<>();
        world.telnyx.calls().stream()
                .filter(leg -> leg.to().equals(number(step)))
                .flatMap(leg -> leg.events().stream())
                .filter(event -> Set.of("call.bridged", "call.hangup").contains(event.eventType()))
                .forEach(own::add);
        ofType("call.bridged").stream()
                .filter(here -> own.stream().anyMatch(there -> occurred(there).equals(occurred(here))))
                .toList()
                .forEach(own::add);
        return own;
    }

    private List<RecordedEvent> ofType(String type) {
        return call.events().stream()
                .filter(event -> event.eventType().equals(type))
                .toList();
    }

    private Stream<RecordedEvent> events() {
        return world.telnyx.calls().stream()
                .filter(leg -> leg == call
                        || program.steps().stream().anyMatch(step -> leg.to().equals(number(step))))
                .flatMap(leg -> leg.events().stream());
    }

    private static Instant occurred(RecordedEvent event) {
        return Instant.parse(event.data().path("occurred_at").asText());
    }

    private static Instant delivered(RecordedEvent event) {
        return event.attempts().get(0).started();
    }

    private String describe(RecordedEvent event) {
        return event.eventType() + " " + event.payload().path("status").asText() + " "
                + event.payload().path("digits").asText() + " of "
                + Duration.between(occurred(call.events().get(0)), occurred(event))
                        .toMillis() + " ms, delivered at "
                + Duration.between(occurred(call.events().get(0)), delivered(event))
                        .toMillis() + " ms";
    }

    String transcript() {
        return call.transcript().toString();
    }
}
