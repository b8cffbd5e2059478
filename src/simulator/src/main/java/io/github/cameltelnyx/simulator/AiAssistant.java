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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A running ai_assistant_start: says its greeting, and then the replies of the script and of the test. */
final class AiAssistant extends Conversation {

    private final String assistantId;

    AiAssistant(CallLeg leg, SimulatorContext context, JsonNode command) {
        super(leg, context, command);
        assistantId = command.path("assistant").path("id").asText("assistant-" + Identifiers.uuid());
    }

    @Override
    void listen() {
        // an assistant waits for the caller without a limit
    }

    @Override
    void understand(String text) {
        reply();
    }

    @Override
    void reply() {
        context().script().next().ifPresent(reply -> say(reply, () -> {}));
    }

    @Override
    void stop() {
        end();
    }

    @Override
    void hangUp() {
        end();
    }

    private void end() {
        leg().conversationEnded();
        silence();
        publishEnd(assistantId, command().path("assistant").path("model").asText(DEFAULT_MODEL));
        ObjectNode details =
                Json.object().put("calling_party_type", callingPartyType()).put("insight_group_id", Identifiers.uuid());
        details.putArray("results")
                .addObject()
                .put("insight_id", Identifiers.uuid())
                .put(
                        "result",
                        "The caller and the assistant exchanged " + history().size() + " messages.");
        leg().publish("call.conversation_insights.generated", details);
    }
}
