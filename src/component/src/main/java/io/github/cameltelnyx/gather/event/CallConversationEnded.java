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
 * A conversation with an AI assistant, or an AI gather, has ended.
 *
 * @param data the fields that all events have
 * @param from the calling number or SIP URI
 * @param to the called number or SIP URI
 * @param assistantId the id of the assistant
 * @param conversationId the id of the conversation
 * @param callingPartyType {@code pstn} or {@code sip}
 * @param durationSec the length of the conversation in seconds
 * @param llmModel the language model
 * @param sttModel the speech-to-text model
 * @param ttsProvider the text-to-speech provider
 * @param ttsModelId the id of the text-to-speech model
 * @param ttsVoiceId the id of the voice
 * @param reason why the conversation ended, for example {@code customer_disconnect}
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
    /** The event type of this record. */
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
