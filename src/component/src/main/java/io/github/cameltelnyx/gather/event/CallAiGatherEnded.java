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
package io.github.cameltelnyx.gather.event;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The result of an AI gather (operation gatherUsingAi).
 *
 * @param data the fields that all events have
 * @param from the calling number or SIP URI
 * @param to the called number or SIP URI
 * @param messageHistory the messages of assistant and caller so far, oldest first; empty if absent
 * @param result the collected values, an object of the JSON schema {@code parameters} of the command
 * @param status {@code valid} or {@code invalid}; Telnyx may add values
 */
public record CallAiGatherEnded(
        EventData data, String from, String to, List<ChatMessage> messageHistory, JsonNode result, String status)
        implements CallEvent {
    /** The event type of this record. */
    public static final String TYPE = "call.ai_gather.ended";

    /** Copies the lists, so that the event is immutable. */
    public CallAiGatherEnded {
        messageHistory = List.copyOf(messageHistory);
    }

    static CallAiGatherEnded read(EventData data) {
        var payload = new Fields(data.payload());
        return new CallAiGatherEnded(
                data,
                payload.text("from"),
                payload.text("to"),
                payload.messages("message_history"),
                payload.json("result"),
                payload.text("status"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
