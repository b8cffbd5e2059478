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

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * A running gather_using_ai. What the caller says becomes the value of the next required property of {@code parameters},
 * and the AI prompts for the property after it; without required properties the first property ends the gather. A test
 * can set another result. Silence of {@code user_response_timeout_ms} and ai_assistant_stop end the gather as invalid:
 * Telnyx documents neither.
 */
final class AiGather extends Conversation {

    private final Deque<String> missing = new ArrayDeque<>();
    private ObjectNode result = Json.object();
    private SimulatedClock.Timer silenceTimer = SimulatedClock.Timer.NONE;
    private boolean decided;

    AiGather(CallLeg leg, SimulatorContext context, JsonNode command) {
        super(leg, context, command);
        JsonNode parameters = command.path("parameters");
        parameters.path("required").forEach(name -> missing.add(name.asText()));
        if (missing.isEmpty()) {
            Optional.of(parameters.path("properties").fieldNames())
                    .filter(names -> names.hasNext())
                    .ifPresent(names -> missing.add(names.next()));
        }
    }

    @Override
    void listen() {
        silenceTimer.cancel();
        long millis = command().path("user_response_timeout_ms").asLong(10_000);
        silenceTimer = time().schedule(Duration.ofMillis(millis), () -> end("invalid"));
    }

    @Override
    void understand(String text) {
        if (decided) {
            // an interrupted farewell ends the gather now, a farewell that is still playing at its end
            if (!isSpeaking()) {
                end("valid");
            }
            return;
        }
        silenceTimer.cancel();
        if (!missing.isEmpty()) {
            obtain(missing.peek(), text);
        }
        if (missing.isEmpty()) {
            finish();
        } else {
            say("And the " + missing.peek().replace('_', ' ') + "?", this::listen);
        }
    }

    /** Ends the gather with a result that the test has chosen. */
    void decide(ObjectNode chosen) {
        result = chosen.deepCopy();
        finish();
    }

    boolean isDecided() {
        return decided;
    }

    @Override
    void stop() {
        end(decided ? "valid" : "invalid");
    }

    @Override
    void hangUp() {
        end(decided ? "valid" : "invalid");
    }

    private void obtain(String name, String text) {
        JsonNode schema = command().path("parameters").path("properties").path(name);
        valueOf(schema.path("type").asText(), text.strip()).ifPresent(value -> {
            missing.remove();
            obtain(result.deepCopy().set(name, value));
        });
    }

    /** Replaces the values collected so far. */
    void obtain(ObjectNode values) {
        result = values.deepCopy();
        if (command().path("send_partial_results").asBoolean()) {
            ObjectNode details = Json.object();
            details.set("message_history", history());
            details.set("partial_results", result.deepCopy());
            leg().publish("call.ai_gather.partial_results", details);
        }
    }

    private static Optional<JsonNode> valueOf(String type, String text) {
        if (type.equals("integer")) {
            return text.matches("-?\\d{1,18}") ? Optional.of(LongNode.valueOf(Long.parseLong(text))) : Optional.empty();
        }
        if (type.equals("number")) {
            return text.matches("-?\\d+(\\.\\d+)?")
                    ? Optional.of(DecimalNode.valueOf(new BigDecimal(text)))
                    : Optional.empty();
        }
        if (type.equals("boolean")) {
            return Optional.of(BooleanNode.valueOf(text.toLowerCase(Locale.ROOT).matches("(yes|true)\\b.*")));
        }
        return Optional.of(TextNode.valueOf(text));
    }

    private void finish() {
        decided = true;
        silenceTimer.cancel();
        silence();
        String farewell = command().path("gather_ended_speech").asText("");
        if (farewell.isEmpty()) {
            end("valid");
        } else if (hasJustSaid(farewell)) {
            speak(farewell, () -> end("valid"));
        } else {
            say(farewell, () -> end("valid"));
        }
    }

    private void end(String status) {
        silenceTimer.cancel();
        leg().conversationEnded();
        silence();
        ObjectNode details = Json.object();
        details.set("message_history", history());
        details.set("result", result);
        leg().publish("call.ai_gather.ended", details.put("status", status));
        publishEnd(
                "assistant-" + id(), command().path("assistant").path("model").asText(DEFAULT_MODEL));
    }
}
