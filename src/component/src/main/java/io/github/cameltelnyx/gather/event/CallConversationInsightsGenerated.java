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
 * The insights that Telnyx has generated from a conversation with an AI assistant.
 *
 * @param data the fields that all events have
 * @param callingPartyType {@code pstn} or {@code sip}
 * @param insightGroupId the id of the group of insights
 * @param results the insights; empty if absent
 */
public record CallConversationInsightsGenerated(
        EventData data, String callingPartyType, String insightGroupId, List<Insight> results) implements CallEvent {
    /** The event type of this record. */
    public static final String TYPE = "call.conversation_insights.generated";

    /** Copies the lists, so that the event is immutable. */
    public CallConversationInsightsGenerated {
        results = List.copyOf(results);
    }

    static CallConversationInsightsGenerated read(EventData data) {
        var payload = new Fields(data.payload());
        return new CallConversationInsightsGenerated(
                data,
                payload.text("calling_party_type"),
                payload.text("insight_group_id"),
                payload.insights("results"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
