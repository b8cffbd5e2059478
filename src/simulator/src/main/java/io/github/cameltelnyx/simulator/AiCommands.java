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

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.simulator.rules.ErrorCode;
import io.github.cameltelnyx.simulator.rules.RefusedException;

/** The commands for AI assistants. {@code ai_assistant_stop} ends an AI gather as well. */
final class AiCommands {

    private final Switchboard switchboard;
    private final SimulatorContext context;

    AiCommands(Switchboard switchboard, SimulatorContext context) {
        this.switchboard = switchboard;
        this.context = context;
    }

    Map<String, CommandHandler> handlers() {
        return Map.of(
                "ai_assistant_start", this::start,
                "ai_assistant_stop", this::stop,
                "ai_assistant_add_messages", this::addMessages,
                "ai_assistant_join", this::join);
    }

    private ObjectNode start(CallLeg leg, ObjectNode command) {
        if (leg.conversation().isPresent()) {
            throw new RefusedException(ErrorCode.ASSISTANT_RUNNING, "AI Assistant cannot be started more than once.");
        }
        Conversation conversation = new AiAssistant(leg, context, command);
        leg.conversation(conversation);
        return Json.object().put("conversation_id", conversation.id());
    }

    private ObjectNode stop(CallLeg leg, ObjectNode command) {
        leg.conversation().ifPresent(Conversation::stop);
        return Json.object();
    }

    private ObjectNode addMessages(CallLeg leg, ObjectNode command) {
        Conversation conversation = leg.conversation()
                .orElseThrow(
                        () -> new RefusedException(ErrorCode.UNPROCESSABLE, "There is no AI assistant on this call."));
        for (JsonNode message : command.path("messages")) {
            conversation.add(
                    message.path("role").asText(), message.path("content").asText());
        }
        if (command.path("trigger_response").asBoolean()) {
            conversation.reply();
        }
        return Json.object();
    }

    /** Lets another leg take part in a conversation; the simulator does not mix their voices. */
    private ObjectNode join(CallLeg leg, ObjectNode command) {
        Conversation conversation = switchboard
                .findConversation(command.path("conversation_id").asText())
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.INVALID_VALUE, "There is no such conversation.", "/conversation_id"));
        return Json.object().put("conversation_id", conversation.id());
    }
}
