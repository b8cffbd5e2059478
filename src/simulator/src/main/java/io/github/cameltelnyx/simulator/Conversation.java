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
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A conversation of the caller with Telnyx's AI: an AI gather or an assistant. Simulator's thread only. */
abstract class Conversation {

    static final String DEFAULT_MODEL = "Qwen/Qwen3-235B-A22B";

    private final CallLeg leg;
    private final SimulatorContext context;
    private final JsonNode command;
    private final String id = Identifiers.uuid();
    private final Instant started;
    private final ArrayNode history = Json.array();
    private MediaItem speaking;

    Conversation(CallLeg leg, SimulatorContext context, JsonNode command) {
        this.leg = leg;
        this.context = context;
        this.command = command;
        started = context.time().now();
        command.path("message_history").forEach(this::remember);
    }

    final String id() {
        return id;
    }

    final CallLeg leg() {
        return leg;
    }

    final SimulatedTime time() {
        return context.time();
    }

    final SimulatorContext context() {
        return context;
    }

    final JsonNode command() {
        return command;
    }

    final ArrayNode history() {
        return history.deepCopy();
    }

    final void start() {
        String greeting = command.path("greeting").asText("");
        if (greeting.isEmpty()) {
            listen();
        } else {
            say(greeting, this::listen);
        }
    }

    /** Called when the AI has finished talking and waits for the caller. */
    abstract void listen();

    /** Processes what the caller has said; the history already contains it. */
    abstract void understand(String text);

    /** Lets the AI say something now, on request of the application; only an assistant does. */
    void reply() {}

    /** Called when the application stops the conversation. */
    abstract void stop();

    /** Called when the call ends. */
    abstract void hangUp();

    final void hear(String text) {
        if (speaking != null
                && command.path("interruption_settings").path("enable").asBoolean(true)) {
            silence();
        }
        add("user", text);
        understand(text);
    }

    /** Adds the messages that the history does not have yet, without speaking, and waits for the caller. */
    final void catchUp(ArrayNode messages) {
        silence();
        for (int i = history.size(); i < messages.size(); i++) {
            add(
                    messages.get(i).path("role").asText(),
                    messages.get(i).path("content").asText());
        }
        listen();
    }

    /** Whether the last message already has this text, as in a replay. */
    final boolean hasJustSaid(String text) {
        JsonNode last = history.path(history.size() - 1);
        return last.path("role").asText().equals("assistant")
                && last.path("content").asText().equals(text);
    }

    final void say(String text, Runnable afterwards) {
        add("assistant", text);
        speak(text, afterwards);
    }

    /** Speaks a text without adding it to the history. */
    final void speak(String text, Runnable afterwards) {
        MediaSource source = MediaSource.spoken(text);
        Optional<Duration> length = Optional.of(source.duration(context.settings()));
        MediaItem[] self = new MediaItem[1];
        self[0] = new MediaItem(source, length, false, false, status -> {
            if (speaking == self[0]) {
                speaking = null;
                afterwards.run();
            }
        });
        speaking = self[0];
        leg.media().add(self[0]);
    }

    final boolean isSpeaking() {
        return speaking != null;
    }

    final void silence() {
        MediaItem interrupted = speaking;
        speaking = null;
        if (interrupted != null) {
            leg.media().stop(interrupted);
        }
    }

    /** Adds a message; messages with a role that events do not have are left out of the history. */
    final void add(String role, String content) {
        boolean remembered = remember(Json.object().put("role", role).put("content", content));
        if (remembered && command.path("send_message_history_updates").asBoolean()) {
            ObjectNode details = Json.object();
            details.set("message_history", history());
            leg.publish("call.ai_gather.message_history_updated", details);
        }
    }

    private boolean remember(JsonNode message) {
        String role = message.path("role").asText();
        // message_history in events has these two roles only
        boolean inEvents = role.equals("user") || role.equals("assistant");
        if (inEvents) {
            history.addObject()
                    .put("role", role)
                    .put("content", message.path("content").asText());
        }
        return inEvents;
    }

    final String callingPartyType() {
        return leg.identity().from().startsWith("sip") ? "sip" : "pstn";
    }

    final void publishEnd(String assistantId, String model) {
        String[] voice = command.path("voice").asText("Telnyx.KokoroTTS.af").split("\\.", 3);
        ObjectNode details = Json.object()
                .put("assistant_id", assistantId)
                .put("conversation_id", id)
                .put("calling_party_type", callingPartyType())
                .put(
                        "duration_sec",
                        Duration.between(started, context.time().now()).toSeconds())
                .put("llm_model", model)
                .put("stt_model", command.path("transcription").path("model").asText("distil-whisper/distil-large-v2"))
                .put("tts_provider", voice[0].toLowerCase(Locale.ROOT))
                .put("tts_model_id", voice.length > 1 ? voice[1] : "default")
                .put("tts_voice_id", voice.length > 2 ? voice[2] : "default")
                .putNull("reason");
        leg.publish("call.conversation.ended", details);
    }
}
