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

/**
 * A conversation with an AI assistant, or an AI gather, is over.
 *
 * @param data what all events have
 * @param from calling number or SIP URI
 * @param to called number or SIP URI
 * @param assistantId id of the assistant
 * @param conversationId id of the conversation
 * @param callingPartyType {@code pstn} or {@code sip}
 * @param durationSec length of the conversation in seconds
 * @param llmModel language model
 * @param sttModel model that turned speech to text
 * @param ttsProvider provider of the voice
 * @param ttsModelId model of the voice
 * @param ttsVoiceId the voice
 * @param reason why it ended, for example {@code customer_disconnect}
 */
public record CallConversationEnded(
        EventData data,
        String from,
        String to,
        String assistantId,
        String conversationId,
        String callingPartyType,
        Integer durationSec,
        String llmModel,
        String sttModel,
        String ttsProvider,
        String ttsModelId,
        String ttsVoiceId,
        String reason)
        implements CallEvent {
    /** Event type of this record. */
    public static final String TYPE = "call.conversation.ended";

    static CallConversationEnded read(EventData data) {
        var payload = new Fields(data.payload());
        return new CallConversationEnded(
                data,
                payload.text("from"),
                payload.text("to"),
                payload.text("assistant_id"),
                payload.text("conversation_id"),
                payload.text("calling_party_type"),
                payload.integer("duration_sec"),
                payload.text("llm_model"),
                payload.text("stt_model"),
                payload.text("tts_provider"),
                payload.text("tts_model_id"),
                payload.text("tts_voice_id"),
                payload.text("reason"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
