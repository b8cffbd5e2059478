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

/**
 * The conversation of an AI gather or assistant has a new message. Telnyx sends it only if the command requests it.
 *
 * @param data the fields that all events have
 * @param from the calling number or SIP URI
 * @param to the called number or SIP URI
 * @param messageHistory the messages of assistant and caller so far, oldest first; empty if absent
 */
public record CallAiGatherMessageHistoryUpdated(
        EventData data, String from, String to, List<ChatMessage> messageHistory) implements CallEvent {
    /** The event type of this record. */
    public static final String TYPE = "call.ai_gather.message_history_updated";

    /** Copies the lists, so that the event is immutable. */
    public CallAiGatherMessageHistoryUpdated {
        messageHistory = List.copyOf(messageHistory);
    }

    static CallAiGatherMessageHistoryUpdated read(EventData data) {
        var payload = new Fields(data.payload());
        return new CallAiGatherMessageHistoryUpdated(
                data, payload.text("from"), payload.text("to"), payload.messages("message_history"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
