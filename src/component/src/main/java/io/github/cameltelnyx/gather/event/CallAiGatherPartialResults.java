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
 * An AI gather has collected a further value. Telnyx sends it only if the command requests it.
 *
 * @param data the fields that all events have
 * @param from the calling number or SIP URI
 * @param to the called number or SIP URI
 * @param messageHistory the messages of assistant and caller so far, oldest first; empty if absent
 * @param partialResults the values collected so far
 */
public record CallAiGatherPartialResults(
        EventData data, String from, String to, List<ChatMessage> messageHistory, JsonNode partialResults)
        implements CallEvent {
    /** The event type of this record. */
    public static final String TYPE = "call.ai_gather.partial_results";

    /** Copies the lists, so that the event is immutable. */
    public CallAiGatherPartialResults {
        messageHistory = List.copyOf(messageHistory);
    }

    static CallAiGatherPartialResults read(EventData data) {
        var payload = new Fields(data.payload());
        return new CallAiGatherPartialResults(
                data,
                payload.text("from"),
                payload.text("to"),
                payload.messages("message_history"),
                payload.json("partial_results"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
