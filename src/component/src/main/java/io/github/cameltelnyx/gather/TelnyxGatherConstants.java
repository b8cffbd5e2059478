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
package io.github.cameltelnyx.gather;

import org.apache.camel.spi.Metadata;

/**
 * The names of the message headers. Events and responses set headers with their values. A header that a route sets
 * overrides the option of the same name. The value of a header that an event or a response has set does not override an
 * option, except for {@link #CALL_CONTROL_ID}.
 */
public final class TelnyxGatherConstants {

    public static final String SCHEME = "telnyx-gather";

    @Metadata(
            label = "common",
            description = "The id of the call. Set by events and by dial, and used by all commands that act on a call",
            javaType = "String")
    public static final String CALL_CONTROL_ID = "CamelTelnyxGatherCallControlId";

    @Metadata(
            label = "consumer",
            description = "The id of the event, which is the same for all deliveries of the event",
            javaType = "String")
    public static final String EVENT_ID = "CamelTelnyxGatherEventId";

    @Metadata(label = "consumer", description = "The type of the event, such as call.gather.ended", javaType = "String")
    public static final String EVENT_TYPE = "CamelTelnyxGatherEventType";

    @Metadata(label = "consumer", description = "The id of the call leg", javaType = "String")
    public static final String CALL_LEG_ID = "CamelTelnyxGatherCallLegId";

    @Metadata(
            label = "consumer",
            description = "The id of the call session, which is the same for all related call legs",
            javaType = "String")
    public static final String CALL_SESSION_ID = "CamelTelnyxGatherCallSessionId";

    @Metadata(label = "consumer", description = "The direction of the call: incoming or outgoing", javaType = "String")
    public static final String DIRECTION = "CamelTelnyxGatherDirection";

    @Metadata(
            label = "consumer",
            description = "The state of the call, such as parked, bridging, answered or hangup",
            javaType = "String")
    public static final String STATE = "CamelTelnyxGatherState";

    @Metadata(
            label = "consumer",
            description = "The time when the call started, in ISO 8601 format",
            javaType = "String")
    public static final String START_TIME = "CamelTelnyxGatherStartTime";

    @Metadata(label = "consumer", description = "The caller ID name", javaType = "String")
    public static final String CALLER_ID_NAME = "CamelTelnyxGatherCallerIdName";

    @Metadata(
            label = "consumer",
            description = "The reason why the call ended, such as normal_clearing or user_busy",
            javaType = "String")
    public static final String HANGUP_CAUSE = "CamelTelnyxGatherHangupCause";

    @Metadata(
            label = "consumer",
            description = "The party that ended the call: caller, callee or unknown",
            javaType = "String")
    public static final String HANGUP_SOURCE = "CamelTelnyxGatherHangupSource";

    @Metadata(
            label = "consumer",
            description = "The SIP response code with which the call ended, or unspecified",
            javaType = "String")
    public static final String SIP_HANGUP_CAUSE = "CamelTelnyxGatherSipHangupCause";

    @Metadata(
            label = "consumer",
            description = "The digit that was pressed, as reported by call.dtmf.received",
            javaType = "String")
    public static final String DIGIT = "CamelTelnyxGatherDigit";

    @Metadata(
            label = "consumer",
            description = "The status with which the gather, playback or speech ended, such as valid, invalid, "
                    + "timeout, call_hangup or cancelled",
            javaType = "String")
    public static final String STATUS = "CamelTelnyxGatherStatus";

    @Metadata(label = "consumer", description = "The reason why the playback failed", javaType = "String")
    public static final String STATUS_DETAIL = "CamelTelnyxGatherStatusDetail";

    @Metadata(label = "consumer", description = "The URL of the audio that is played", javaType = "String")
    public static final String MEDIA_URL = "CamelTelnyxGatherMediaUrl";

    @Metadata(label = "consumer", description = "The id of the AI assistant", javaType = "String")
    public static final String ASSISTANT_ID = "CamelTelnyxGatherAssistantId";

    @Metadata(label = "consumer", description = "The type of the calling party: pstn or sip", javaType = "String")
    public static final String CALLING_PARTY_TYPE = "CamelTelnyxGatherCallingPartyType";

    @Metadata(label = "consumer", description = "The duration of the AI conversation in seconds", javaType = "Integer")
    public static final String DURATION_SEC = "CamelTelnyxGatherDurationSec";

    @Metadata(label = "consumer", description = "The language model of the AI conversation", javaType = "String")
    public static final String LLM_MODEL = "CamelTelnyxGatherLlmModel";

    @Metadata(label = "consumer", description = "The speech-to-text model of the AI conversation", javaType = "String")
    public static final String STT_MODEL = "CamelTelnyxGatherSttModel";

    @Metadata(
            label = "consumer",
            description = "The text-to-speech provider of the AI conversation",
            javaType = "String")
    public static final String TTS_PROVIDER = "CamelTelnyxGatherTtsProvider";

    @Metadata(
            label = "consumer",
            description = "The id of the text-to-speech model of the AI conversation",
            javaType = "String")
    public static final String TTS_MODEL_ID = "CamelTelnyxGatherTtsModelId";

    @Metadata(
            label = "consumer",
            description = "The id of the text-to-speech voice of the AI conversation",
            javaType = "String")
    public static final String TTS_VOICE_ID = "CamelTelnyxGatherTtsVoiceId";

    @Metadata(label = "consumer", description = "The reason why the AI conversation ended", javaType = "String")
    public static final String REASON = "CamelTelnyxGatherReason";

    @Metadata(label = "consumer", description = "The id of the insight group", javaType = "String")
    public static final String INSIGHT_GROUP_ID = "CamelTelnyxGatherInsightGroupId";

    @Metadata(label = "consumer", description = "The result of the call screening", javaType = "String")
    public static final String CALL_SCREENING_RESULT = "CamelTelnyxGatherCallScreeningResult";

    @Metadata(label = "consumer", description = "The codecs of the connection, separated by comma", javaType = "String")
    public static final String CONNECTION_CODECS = "CamelTelnyxGatherConnectionCodecs";

    @Metadata(
            label = "consumer",
            description = "The codecs that the caller offers, separated by comma",
            javaType = "String")
    public static final String OFFERED_CODECS = "CamelTelnyxGatherOfferedCodecs";

    @Metadata(
            label = "consumer",
            description = "The STIR/SHAKEN attestation level of the number of the caller",
            javaType = "String")
    public static final String SHAKEN_STIR_ATTESTATION = "CamelTelnyxGatherShakenStirAttestation";

    @Metadata(
            label = "consumer",
            description = "Whether the STIR/SHAKEN attestation was validated",
            javaType = "Boolean")
    public static final String SHAKEN_STIR_VALIDATED = "CamelTelnyxGatherShakenStirValidated";

    @Metadata(label = "consumer", description = "The SIP response code of the refer", javaType = "Integer")
    public static final String SIP_NOTIFY_RESPONSE = "CamelTelnyxGatherSipNotifyResponse";

    @Metadata(label = "common", description = "The values that the AI gather collected, as a Map", javaType = "Object")
    public static final String RESULT = "CamelTelnyxGatherResult";

    @Metadata(
            label = "producer",
            description = "The id that Telnyx assigned to the request, for reference when contacting Telnyx support",
            javaType = "String")
    public static final String REQUEST_ID = "CamelTelnyxGatherRequestId";

    @Metadata(label = "producer", description = "Overrides the option minimumDigits", javaType = "Integer")
    public static final String MINIMUM_DIGITS = "CamelTelnyxGatherMinimumDigits";

    @Metadata(label = "producer", description = "Overrides the option maximumDigits", javaType = "Integer")
    public static final String MAXIMUM_DIGITS = "CamelTelnyxGatherMaximumDigits";

    @Metadata(label = "producer", description = "Overrides the option timeoutMillis", javaType = "Integer")
    public static final String TIMEOUT_MILLIS = "CamelTelnyxGatherTimeoutMillis";

    @Metadata(label = "producer", description = "Overrides the option interDigitTimeoutMillis", javaType = "Integer")
    public static final String INTER_DIGIT_TIMEOUT_MILLIS = "CamelTelnyxGatherInterDigitTimeoutMillis";

    @Metadata(label = "producer", description = "Overrides the option initialTimeoutMillis", javaType = "Integer")
    public static final String INITIAL_TIMEOUT_MILLIS = "CamelTelnyxGatherInitialTimeoutMillis";

    @Metadata(label = "producer", description = "Overrides the option terminatingDigit", javaType = "String")
    public static final String TERMINATING_DIGIT = "CamelTelnyxGatherTerminatingDigit";

    @Metadata(label = "producer", description = "Overrides the option validDigits", javaType = "String")
    public static final String VALID_DIGITS = "CamelTelnyxGatherValidDigits";

    @Metadata(label = "producer", description = "Overrides the option gatherId", javaType = "String")
    public static final String GATHER_ID = "CamelTelnyxGatherGatherId";

    @Metadata(label = "producer", description = "Overrides the option maximumTries", javaType = "Integer")
    public static final String MAXIMUM_TRIES = "CamelTelnyxGatherMaximumTries";

    @Metadata(label = "producer", description = "Overrides the option audioUrl", javaType = "String")
    public static final String AUDIO_URL = "CamelTelnyxGatherAudioUrl";

    @Metadata(
            label = "common",
            description = "Event: The name of the media file that is played. Command: Overrides the option mediaName",
            javaType = "String")
    public static final String MEDIA_NAME = "CamelTelnyxGatherMediaName";

    @Metadata(label = "producer", description = "Overrides the option invalidAudioUrl", javaType = "String")
    public static final String INVALID_AUDIO_URL = "CamelTelnyxGatherInvalidAudioUrl";

    @Metadata(label = "producer", description = "Overrides the option invalidMediaName", javaType = "String")
    public static final String INVALID_MEDIA_NAME = "CamelTelnyxGatherInvalidMediaName";

    @Metadata(label = "producer", description = "Overrides the option payload", javaType = "String")
    public static final String PAYLOAD = "CamelTelnyxGatherPayload";

    @Metadata(label = "producer", description = "Overrides the option invalidPayload", javaType = "String")
    public static final String INVALID_PAYLOAD = "CamelTelnyxGatherInvalidPayload";

    @Metadata(label = "producer", description = "Overrides the option payloadType", javaType = "String")
    public static final String PAYLOAD_TYPE = "CamelTelnyxGatherPayloadType";

    @Metadata(label = "producer", description = "Overrides the option serviceLevel", javaType = "String")
    public static final String SERVICE_LEVEL = "CamelTelnyxGatherServiceLevel";

    @Metadata(label = "producer", description = "Overrides the option voice", javaType = "String")
    public static final String VOICE = "CamelTelnyxGatherVoice";

    @Metadata(label = "producer", description = "Overrides the option language", javaType = "String")
    public static final String LANGUAGE = "CamelTelnyxGatherLanguage";

    @Metadata(label = "producer", description = "Overrides the option parameters", javaType = "String")
    public static final String PARAMETERS = "CamelTelnyxGatherParameters";

    @Metadata(label = "producer", description = "Overrides the option greeting", javaType = "String")
    public static final String GREETING = "CamelTelnyxGatherGreeting";

    @Metadata(label = "producer", description = "Overrides the option gatherEndedSpeech", javaType = "String")
    public static final String GATHER_ENDED_SPEECH = "CamelTelnyxGatherGatherEndedSpeech";

    @Metadata(label = "producer", description = "Overrides the option userResponseTimeoutMs", javaType = "Integer")
    public static final String USER_RESPONSE_TIMEOUT_MS = "CamelTelnyxGatherUserResponseTimeoutMs";

    @Metadata(label = "producer", description = "Overrides the option sendPartialResults", javaType = "Boolean")
    public static final String SEND_PARTIAL_RESULTS = "CamelTelnyxGatherSendPartialResults";

    @Metadata(label = "producer", description = "Overrides the option sendMessageHistoryUpdates", javaType = "Boolean")
    public static final String SEND_MESSAGE_HISTORY_UPDATES = "CamelTelnyxGatherSendMessageHistoryUpdates";

    @Metadata(label = "producer", description = "Overrides the option triggerResponse", javaType = "Boolean")
    public static final String TRIGGER_RESPONSE = "CamelTelnyxGatherTriggerResponse";

    @Metadata(
            label = "common",
            description =
                    "Event and response: The id of the AI conversation. Command: Overrides the option conversationId",
            javaType = "String")
    public static final String CONVERSATION_ID = "CamelTelnyxGatherConversationId";

    @Metadata(
            label = "common",
            description = "Event: The decoded client state of the call. Command: Overrides the option clientState",
            javaType = "String")
    public static final String CLIENT_STATE = "CamelTelnyxGatherClientState";

    @Metadata(
            label = "common",
            description = "Response and result: The id of the command. Command: Overrides the option commandId",
            javaType = "String")
    public static final String COMMAND_ID = "CamelTelnyxGatherCommandId";

    @Metadata(
            label = "common",
            description = "Event: The phone number or SIP address that was called. Command: Overrides the option to",
            javaType = "String")
    public static final String TO = "CamelTelnyxGatherTo";

    @Metadata(
            label = "common",
            description = "Event: The phone number or SIP address of the caller. Command: Overrides the option from",
            javaType = "String")
    public static final String FROM = "CamelTelnyxGatherFrom";

    @Metadata(
            label = "common",
            description =
                    "Event: The id of the Telnyx application of the call. Command: Overrides the option connectionId",
            javaType = "String")
    public static final String CONNECTION_ID = "CamelTelnyxGatherConnectionId";

    @Metadata(label = "producer", description = "Overrides the option timeoutSecs", javaType = "Integer")
    public static final String TIMEOUT_SECS = "CamelTelnyxGatherTimeoutSecs";

    @Metadata(label = "producer", description = "Overrides the option cause", javaType = "String")
    public static final String CAUSE = "CamelTelnyxGatherCause";

    @Metadata(
            label = "common",
            description = "Event: The digits that the caller pressed. Command: Overrides the option digits",
            javaType = "String")
    public static final String DIGITS = "CamelTelnyxGatherDigits";

    @Metadata(label = "producer", description = "Overrides the option durationMillis", javaType = "Integer")
    public static final String DURATION_MILLIS = "CamelTelnyxGatherDurationMillis";

    @Metadata(label = "producer", description = "Overrides the option sipAddress", javaType = "String")
    public static final String SIP_ADDRESS = "CamelTelnyxGatherSipAddress";

    @Metadata(label = "producer", description = "Overrides the option callControlIdToBridgeWith", javaType = "String")
    public static final String CALL_CONTROL_ID_TO_BRIDGE_WITH = "CamelTelnyxGatherCallControlIdToBridgeWith";

    @Metadata(label = "producer", description = "Overrides the option loop", javaType = "String")
    public static final String LOOP = "CamelTelnyxGatherLoop";

    @Metadata(label = "producer", description = "Overrides the option stop", javaType = "String")
    public static final String STOP = "CamelTelnyxGatherStop";

    @Metadata(label = "producer", description = "Overrides the option targetLegs", javaType = "String")
    public static final String TARGET_LEGS = "CamelTelnyxGatherTargetLegs";

    @Metadata(
            label = "common",
            description = "Event: Whether the playback is an overlay. Command: Overrides the option overlay",
            javaType = "Boolean")
    public static final String OVERLAY = "CamelTelnyxGatherOverlay";

    @Metadata(label = "producer", description = "Overrides the option audioType", javaType = "String")
    public static final String AUDIO_TYPE = "CamelTelnyxGatherAudioType";

    @Metadata(label = "producer", description = "Overrides the option cacheAudio", javaType = "Boolean")
    public static final String CACHE_AUDIO = "CamelTelnyxGatherCacheAudio";

    private TelnyxGatherConstants() {}
}
