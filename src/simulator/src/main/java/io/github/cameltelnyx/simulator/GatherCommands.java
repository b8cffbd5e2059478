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
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The commands that gather digits and speech. A new gather replaces the running one, also a gather of digits an AI gather
 * and the reverse; {@code gather_stop} ends gathers of digits only and has no effect if none is running.
 */
final class GatherCommands {

    private final SimulatorContext context;

    GatherCommands(SimulatorContext context) {
        this.context = context;
    }

    Map<String, CommandHandler> handlers() {
        return Map.of(
                "gather", gather(GatherSettings::plain),
                "gather_using_audio", gather(GatherSettings::usingAudio),
                "gather_using_speak", gather(GatherSettings::usingSpeak),
                "gather_using_ai", this::gatherUsingAi,
                "gather_stop", this::stop);
    }

    /** Ends the gather that the new one replaces. */
    static void replace(CallLeg leg) {
        leg.gather().ifPresent(running -> running.stop("cancelled"));
        leg.conversation().ifPresent(Conversation::stop);
    }

    private CommandHandler gather(Function<JsonNode, GatherSettings> settings) {
        return (leg, command) -> {
            replace(leg);
            leg.gather(new DigitGather(leg, context, settings.apply(command)));
            return Json.object();
        };
    }

    private ObjectNode gatherUsingAi(CallLeg leg, ObjectNode command) {
        replace(leg);
        Conversation conversation = new AiGather(leg, context, command);
        leg.conversation(conversation);
        return Json.object().put("conversation_id", conversation.id());
    }

    private ObjectNode stop(CallLeg leg, ObjectNode command) {
        leg.gather().ifPresent(running -> running.stop("cancelled"));
        return Json.object();
    }
}
