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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One leg of a call, and the person at its end. The methods of that person ({@link #presses}, {@link #says},
 * {@link #hangsUp}) act; the expectations of the test ({@link #hears}, {@link #isTransferredTo}, {@link #hasEnded} ...)
 * wait until they are met, at most for the patience of the simulator (10 s of real time by default), and otherwise throw
 * an {@link AssertionError} that contains the transcript. Both return the call, for chaining. Thread-safe.
 */
public final class SimulatedCall {

    /** The pause of a person between two digits, in simulated time. */
    private static final Duration BETWEEN_DIGITS = Duration.ofMillis(200);

    private final TelnyxSimulator simulator;
    private final CallLeg leg;
    private final SimulatorEngine engine;
    private final SimulatorContext context;
    private final SimulatedTime time;
    private final Duration patience;

    SimulatedCall(TelnyxSimulator simulator, CallLeg leg, Duration patience) {
        this.simulator = simulator;
        this.leg = leg;
        this.patience = patience;
        engine = simulator.engine();
        context = engine.context();
        time = engine.time();
    }

    /** Returns this call with another patience, in real time, instead of the simulator's. */
    public SimulatedCall within(Duration otherPatience) {
        return new SimulatedCall(simulator, leg, otherPatience);
    }

    /** The {@code call_control_id} of this leg. */
    public String callControlId() {
        return leg.identity().callControlId();
    }

    /** The number that called. */
    public String from() {
        return leg.identity().from();
    }

    /** The number that was called. */
    public String to() {
        return leg.identity().to();
    }

    /** The current state of the call. */
    public CallState state() {
        return time.invoke(leg::state);
    }

    /** The current status of the call, in all details. */
    public CallStatus status() {
        return time.invoke(() -> CallStatus.of(leg));
    }

    /** The API requests about this leg so far, in order of arrival, including the refused ones. */
    public List<RecordedCommand> commands() {
        return simulator.commands().stream()
                .filter(command -> command.callControlId().equals(callControlId()))
                .toList();
    }

    /** The events of this leg so far, in order of occurrence. */
    public List<RecordedEvent> events() {
        return time.invoke(() -> context.events().recorded(leg.identity()));
    }

    /** The transcript of this leg and of the legs that it is connected with, so far. */
    public Transcript transcript() {
        return time.invoke(this::happened);
    }

    /** A recording of this leg and of the legs that it is connected with, so far, to be saved and replayed. */
    public Recording recording() {
        return time.invoke(() -> Recording.of(
                happened(), context.events().underWay(leg.identity().callSessionId())));
    }

    /**
     * Waits until the person hears a prompt that contains this text: words, or the URL or name of audio. Prompts are
     * consumed in order: the next expectation starts after this prompt, and prompts before it are skipped. Fails at once
     * if the call ends without the prompt.
     */
    public SimulatedCall hears(String text) {
        return await("to hear \"" + text + "\"", () -> leg.consumePrompt(text), CallLeg::isOver);
    }

    /**
     * Presses digits one after the other, 200 ms of simulated time apart, and returns after the last one. Waits until the
     * call is answered first. Virtual time is advanced between two digits.
     *
     * @param digits one or more of {@code 0-9 A-D * #}
     * @throws IllegalArgumentException for other characters
     */
    public SimulatedCall presses(String digits) {
        if (!digits.matches("[0-9A-D*#]+")) {
            throw new IllegalArgumentException("digits must be one or more of 0-9 A-D * #");
        }
        await("to be answered before digits are pressed", leg::isAnswered, CallLeg::isOver);
        if (time.virtual().isPresent()) {
            for (int i = 0; i < digits.length(); i++) {
                char key = digits.charAt(i);
                simulator.advance(i == 0 ? Duration.ZERO : BETWEEN_DIGITS);
                time.invoke(() -> press(key));
            }
            return this;
        }
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        time.execute(() -> pressAll(digits, done));
        Duration pressing = time.inReality(BETWEEN_DIGITS.multipliedBy(digits.length()));
        return await(
                "to have pressed all digits",
                patience.plus(pressing),
                () -> done.isDone() ? Optional.of(this) : Optional.empty());
    }

    private void pressAll(String digits, CompletableFuture<Boolean> done) {
        if (digits.isEmpty() || !press(digits.charAt(0))) {
            done.complete(true);
            return;
        }
        Duration gap = digits.length() > 1 ? BETWEEN_DIGITS : Duration.ZERO;
        time.schedule(gap, () -> pressAll(digits.substring(1), done));
    }

    private boolean press(char key) {
        if (leg.isOver()) {
            return false;
        }
        String digits = String.valueOf(key);
        note("presses " + digits, Json.object().put("digits", digits));
        leg.key(key);
        return true;
    }

    /**
     * Says something to Telnyx's AI. Waits until an AI gather or an AI assistant is running; an AI gather takes the text
     * as its next required value.
     */
    public SimulatedCall says(String text) {
        return talk("to talk to an AI", conversation -> {
            note("says \"" + text + "\"", Json.object().put("speech", text));
            conversation.hear(text);
            return true;
        });
    }

    /** Lets the AI assistant on this call say something. Waits until one is running. */
    public SimulatedCall assistantSays(String text) {
        return talk("to have an AI assistant", conversation -> {
            if (conversation instanceof AiAssistant) {
                conversation.say(text, () -> {});
                return true;
            }
            return false;
        });
    }

    /**
     * Ends the AI gather on this call as valid, with this result. Waits until one is running.
     *
     * @throws IllegalArgumentException if the result is not a JSON object
     */
    public SimulatedCall aiGatherResult(JsonNode result) {
        if (!result.isObject()) {
            throw new IllegalArgumentException("The result of an AI gather must be a JSON object");
        }
        ObjectNode chosen = result.deepCopy();
        return talk("to have an AI gather", conversation -> {
            if (conversation instanceof AiGather gather && !gather.isDecided()) {
                gather.decide(chosen);
                return true;
            }
            return false;
        });
    }

    /** Ends the AI gather on this call as valid, with this result: a map of values that Jackson can convert. */
    public SimulatedCall aiGatherResult(Map<String, ?> result) {
        return aiGatherResult(Json.MAPPER.<JsonNode>valueToTree(result));
    }

    /** The person hangs up. Does nothing if the call is over. */
    public SimulatedCall hangsUp() {
        time.invoke(() -> {
            if (!leg.isOver()) {
                note("hangs up", NullNode.getInstance());
                engine.switchboard().end(leg, causeOfHangup(), person());
            }
            return true;
        });
        return this;
    }

    private HangupCause causeOfHangup() {
        if (leg.isAnswered()) {
            return HangupCause.NORMAL_CLEARING;
        }
        return leg.identity().outgoing() ? HangupCause.CALL_REJECTED : HangupCause.ORIGINATOR_CANCEL;
    }

    /** The network loses the call, which ends with cause {@code unspecified}. Does nothing if the call is over. */
    public SimulatedCall drops() {
        time.invoke(() -> {
            if (!leg.isOver()) {
                note("is cut off", NullNode.getInstance());
                engine.switchboard().end(leg, HangupCause.UNSPECIFIED, "unknown");
            }
            return true;
        });
        return this;
    }

    /** Waits until the call is answered or bridged. */
    public SimulatedCall isAnswered() {
        return await("to be answered", leg::isAnswered, CallLeg::isOver);
    }

    /** Waits until a gather of digits is running. Its prompt may still be playing. */
    public SimulatedCall isGathering() {
        return await("to gather digits", () -> leg.gather().isPresent(), CallLeg::isOver);
    }

    /** Waits until speech is playing. */
    public SimulatedCall isSpeaking() {
        return await("to play speech", () -> leg.media().isSpeaking(), CallLeg::isOver);
    }

    /** Waits until audio or speech is playing. */
    public SimulatedCall isPlaying() {
        return await("to play something", () -> leg.media().isPlaying(), CallLeg::isOver);
    }

    /** Waits until the call is bridged with another one. */
    public SimulatedCall isBridged() {
        return await("to be bridged", () -> leg.state() == CallState.BRIDGED, CallLeg::isOver);
    }

    /** Waits until the call has been transferred to this number and the callee has answered. */
    public SimulatedCall isTransferredTo(String number) {
        return await("to be transferred to " + number, () -> leg.wasTransferredTo(number), CallLeg::isOver);
    }

    /** Waits until the call has ended, for any reason. */
    public SimulatedCall hasEnded() {
        return await("to end", leg::isOver, leg -> false);
    }

    /** Waits until the call has ended with this {@code hangup_cause}, for instance {@code normal_clearing}. */
    public SimulatedCall hasEnded(String hangupCause) {
        return await("to end with " + hangupCause, () -> leg.hangupCause().equals(hangupCause), CallLeg::isOver);
    }

    /**
     * Waits until this leg has published an event of this type and the application has acknowledged it.
     *
     * @param eventType for instance {@code call.gather.ended}
     * @return the first such event
     */
    public RecordedEvent delivers(String eventType) {
        return await("to deliver " + eventType, patience, () -> context.events().delivered(leg.identity(), eventType));
    }

    /** Waits until the n-th event of a type is published, delivered or not, and returns when it occurred. */
    Instant awaitPublished(String eventType, int count) {
        return awaitWhileItLasts("to have " + count + " x " + eventType, () -> context.events()
                .published(leg.identity(), eventType, count));
    }

    /** Waits until a command is running and returns when it began. */
    Instant awaitRunning(RunningCommand command) {
        return awaitWhileItLasts(command.expectation(), () -> leg.since(command));
    }

    /** Brings the conversation to the point where all of these messages have been said. */
    SimulatedCall talksUpTo(ArrayNode messages) {
        return talk("to talk to an AI", conversation -> {
            conversation.catchUp(messages);
            return true;
        });
    }

    /** Sets the values that the AI gather has collected so far. */
    SimulatedCall aiGatherObtains(ObjectNode values) {
        return talk("to have an AI gather", conversation -> {
            if (conversation instanceof AiGather gather) {
                gather.obtain(values);
                return true;
            }
            return false;
        });
    }

    /** The leg that this one is bridged with, or is being connected with, if any. */
    public Optional<SimulatedCall> partner() {
        return time.invoke(() -> engine.switchboard().partnerOf(leg)).map(simulator::of);
    }

    private String person() {
        return leg.identity().person();
    }

    private SimulatedCall talk(String what, Predicate<Conversation> said) {
        return await(what, () -> leg.conversation().filter(said).isPresent(), CallLeg::isOver);
    }

    private SimulatedCall await(String what, Supplier<Boolean> condition, Predicate<CallLeg> hopeless) {
        return await(what, () -> condition.get() ? Optional.of(this) : Optional.empty(), () -> hopeless.test(leg));
    }

    private <T> T awaitWhileItLasts(String what, Supplier<Optional<T>> condition) {
        return await(what, condition, leg::isOver);
    }

    private <T> T await(String what, Supplier<Optional<T>> condition, Supplier<Boolean> hopeless) {
        return await(what, patience, () -> {
            Optional<T> found = condition.get();
            if (found.isEmpty() && hopeless.get()) {
                throw new AssertionError(failure(what));
            }
            return found;
        });
    }

    private <T> T await(String what, Duration atMost, Supplier<Optional<T>> condition) {
        return engine.await(atMost, condition, () -> failure(what));
    }

    /** Called on the simulator's thread. */
    private Transcript happened() {
        return context.transcript().ofSession(leg.identity().callSessionId());
    }

    /** Called on the simulator's thread. */
    private void note(String text, JsonNode detail) {
        context.transcript().note(leg.identity(), person(), text, detail);
    }

    /** Called on the simulator's thread. */
    private String failure(String what) {
        String state = leg.isOver() ? "has ended with " + leg.hangupCause() : "is " + leg.state();
        String random = engine.faults()
                .random()
                .map(faults -> " Faults come at random: " + faults + ".")
                .orElse("");
        return "Expected the call " + what + ", but it " + state + "." + random + " What happened:\n" + happened();
    }
}
