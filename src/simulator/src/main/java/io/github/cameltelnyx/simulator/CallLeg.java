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
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One leg of a call: its state, and the commands, speech and audio on its line. Simulator's thread only. */
final class CallLeg {

    private final LegIdentity identity;
    private final SimulatorContext context;
    private final Instant startTime;
    private final MediaQueue media;
    private final MediaQueue overlays;
    private final WebhookTargets webhooks = new WebhookTargets();
    private final ObjectNode headers = Json.object();
    private final String recordingId = Identifiers.uuid();
    private final List<String> prompts = new ArrayList<>();
    private final List<String> transfers = new ArrayList<>();
    private int promptsConsumed;
    private CallState state = CallState.INITIATED;
    private Instant answerTime;
    private Instant endTime;
    private String clientState;
    private String hangupCause = "";
    private DigitGather gather;
    private Instant gatherSince;
    private Conversation conversation;
    private Instant conversationSince;
    private AudioRecording recording;
    private SimulatedClock.Timer timeLimit = SimulatedClock.Timer.NONE;
    private SimulatedClock.Timer firstCommand = SimulatedClock.Timer.NONE;

    CallLeg(LegIdentity identity, SimulatorContext context) {
        this.identity = identity;
        this.context = context;
        startTime = context.time().now();
        media = new MediaQueue(this, context);
        overlays = new MediaQueue(this, context);
    }

    LegIdentity identity() {
        return identity;
    }

    CallState state() {
        return state;
    }

    void state(CallState next) {
        state = next;
    }

    boolean isOver() {
        return state == CallState.ENDED;
    }

    boolean isAnswered() {
        return state == CallState.ANSWERED || state == CallState.BRIDGED;
    }

    /** Null until a command sets one, as in the events. */
    String clientState() {
        return clientState;
    }

    void clientState(String base64) {
        clientState = base64;
    }

    Instant startTime() {
        return startTime;
    }

    Optional<Instant> answerTime() {
        return Optional.ofNullable(answerTime);
    }

    Optional<Instant> endTime() {
        return Optional.ofNullable(endTime);
    }

    String hangupCause() {
        return hangupCause;
    }

    WebhookTargets webhooks() {
        return webhooks;
    }

    MediaQueue media() {
        return media;
    }

    MediaQueue overlays() {
        return overlays;
    }

    void publish(String eventType, ObjectNode details) {
        context.events().publish(this, eventType, details);
    }

    /** Adds the headers of a command to the call; later events carry them. */
    void headers(JsonNode command) {
        Stream.of("custom_headers", "sip_headers")
                .filter(command::hasNonNull)
                .forEach(field -> headers.set(field, command.get(field)));
    }

    void initiate(String displayName) {
        publish(
                "call.initiated",
                described()
                        .put("direction", identity.outgoing() ? "outgoing" : "incoming")
                        .put("state", identity.outgoing() ? "bridging" : "parked")
                        .put("start_time", EventPublisher.format(startTime))
                        .put("caller_id_name", displayName)
                        .put("offered_codecs", "PCMU,G729")
                        .put("connection_codecs", "G722,PCMU,PCMA"));
    }

    private ObjectNode described() {
        ObjectNode details = headers.deepCopy();
        details.putArray("tags");
        return details;
    }

    /** Runs a task unless a command comes first. */
    void awaitCommand(Duration atMost, Runnable whenNoneCame) {
        firstCommand = context.time().schedule(atMost, whenNoneCame);
    }

    void commandCame() {
        firstCommand.cancel();
    }

    /** The id of its recording, also if it is not recorded. */
    String recordingId() {
        return recordingId;
    }

    /** Starts the recording that a command requests, if none is running. */
    void record(JsonNode command) {
        if (command.hasNonNull("record") && recording == null) {
            recording = new AudioRecording(this, context, command);
        }
    }

    void answer(Duration limit, Runnable whenLimitReached) {
        state = CallState.ANSWERED;
        answerTime = context.time().now();
        timeLimit = context.time().schedule(limit, whenLimitReached);
        publish(
                "call.answered",
                described().put("start_time", EventPublisher.format(startTime)).put("state", "answered"));
    }

    /** Ends the commands on the line, then the leg. Telnyx does not define the order of these events. */
    void end(HangupCause cause, String source) {
        timeLimit.cancel();
        firstCommand.cancel();
        media.hangUp();
        overlays.hangUp();
        gather().ifPresent(running -> running.stop("call_hangup"));
        conversation().ifPresent(Conversation::hangUp);
        state = CallState.ENDED;
        endTime = context.time().now();
        hangupCause = cause.text();
        publish(
                "call.hangup",
                described()
                        .put("start_time", EventPublisher.format(startTime))
                        .put("state", "hangup")
                        .put("hangup_cause", cause.text())
                        .put("hangup_source", source)
                        .put("sip_hangup_cause", cause.sipCode())
                        .putNull("call_quality_stats"));
        if (recording != null) {
            recording.end();
        }
    }

    void key(char key) {
        publish("call.dtmf.received", Json.object().put("digit", String.valueOf(key)));
        gather().ifPresent(running -> running.key(key));
    }

    Optional<DigitGather> gather() {
        return Optional.ofNullable(gather);
    }

    void gather(DigitGather started) {
        gather = started;
        gatherSince = context.time().now();
        started.start();
    }

    /** When the running command of this kind began, if one is running. */
    Optional<Instant> since(RunningCommand command) {
        return switch (command) {
            case NONE -> Optional.of(startTime);
            case GATHER -> gather().map(running -> gatherSince);
            case CONVERSATION -> conversation().map(running -> conversationSince);
        };
    }

    void gatherEnded() {
        gather = null;
    }

    Optional<Conversation> conversation() {
        return Optional.ofNullable(conversation);
    }

    void conversation(Conversation started) {
        conversation = started;
        conversationSince = context.time().now();
        started.start();
    }

    void conversationEnded() {
        conversation = null;
    }

    void transferredTo(String number) {
        transfers.add(number);
    }

    /** Whether it was transferred to this number, also after that conversation has ended. */
    boolean wasTransferredTo(String number) {
        return transfers.contains(number);
    }

    void hearsPrompt(MediaSource source) {
        String verb = source.speech() ? "says \"" + source.text() + "\"" : "plays " + source.description();
        String key = source.speech() ? "speech" : "audio";
        context.transcript().note(identity, "ivr", verb, Json.object().put(key, source.description()));
        prompts.add(source.description());
    }

    /** Finds the next prompt with this text and skips the prompts before it. */
    boolean consumePrompt(String text) {
        for (int i = promptsConsumed; i < prompts.size(); i++) {
            if (prompts.get(i).contains(text)) {
                promptsConsumed = i + 1;
                return true;
            }
        }
        return false;
    }
}
