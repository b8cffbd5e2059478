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
 * Names of the headers. Those of the consumer and of answers tell what happened; those of the producer override the
 * option of the same name. What an event or an answer brought is never taken as an override, but for
 * {@link #CALL_CONTROL_ID}: a route must set the header itself.
 */
public final class TelnyxGatherConstants {

    public static final String SCHEME = "telnyx-gather";

    @Metadata(
            label = "common",
            description = "Id of the call: set by the consumer, used by every command on a call",
            javaType = "String")
    public static final String CALL_CONTROL_ID = "CamelTelnyxGatherCallControlId";

    @Metadata(
            label = "consumer",
            description = "Id of the event, the same on every delivery of it",
            javaType = "String")
    public static final String EVENT_ID = "CamelTelnyxGatherEventId";

    @Metadata(label = "consumer", description = "Type of the event, such as call.gather.ended", javaType = "String")
    public static final String EVENT_TYPE = "CamelTelnyxGatherEventType";

    @Metadata(label = "consumer", description = "Id of this leg of the call", javaType = "String")
    public static final String CALL_LEG_ID = "CamelTelnyxGatherCallLegId";

    @Metadata(label = "consumer", description = "Id that all legs of one session share", javaType = "String")
    public static final String CALL_SESSION_ID = "CamelTelnyxGatherCallSessionId";

    @Metadata(label = "consumer", description = "Direction of the call: incoming or outgoing", javaType = "String")
    public static final String DIRECTION = "CamelTelnyxGatherDirection";

    @Metadata(
            label = "consumer",
            description = "State of the call, such as parked, bridging, answered or hangup",
            javaType = "String")
    public static final String STATE = "CamelTelnyxGatherState";

    @Metadata(label = "consumer", description = "When the call began, ISO 8601", javaType = "String")
    public static final String START_TIME = "CamelTelnyxGatherStartTime";

    @Metadata(label = "consumer", description = "Name that the caller shows", javaType = "String")
    public static final String CALLER_ID_NAME = "CamelTelnyxGatherCallerIdName";

    @Metadata(
            label = "consumer",
            description = "Why the call ended, such as normal_clearing or user_busy",
            javaType = "String")
    public static final String HANGUP_CAUSE = "CamelTelnyxGatherHangupCause";

    @Metadata(label = "consumer", description = "Who hung up: caller, callee or unknown", javaType = "String")
    public static final String HANGUP_SOURCE = "CamelTelnyxGatherHangupSource";

    @Metadata(
            label = "consumer",
            description = "SIP status with which the call ended, or unspecified",
            javaType = "String")
    public static final String SIP_HANGUP_CAUSE = "CamelTelnyxGatherSipHangupCause";

    @Metadata(label = "consumer", description = "The one key of call.dtmf.received", javaType = "String")
    public static final String DIGIT = "CamelTelnyxGatherDigit";

    @Metadata(
            label = "consumer",
            description = "How the gather, playback or speech ended, such as "
                    + "valid, invalid, timeout, call_hangup or cancelled",
            javaType = "String")
    public static final String STATUS = "CamelTelnyxGatherStatus";

    @Metadata(label = "consumer", description = "Why a playback failed", javaType = "String")
    public static final String STATUS_DETAIL = "CamelTelnyxGatherStatusDetail";

    @Metadata(label = "consumer", description = "Address of what was played", javaType = "String")
    public static final String MEDIA_URL = "CamelTelnyxGatherMediaUrl";

    @Metadata(label = "consumer", description = "Id of the AI assistant", javaType = "String")
    public static final String ASSISTANT_ID = "CamelTelnyxGatherAssistantId";

    @Metadata(label = "consumer", description = "Kind of the caller: pstn or sip", javaType = "String")
    public static final String CALLING_PARTY_TYPE = "CamelTelnyxGatherCallingPartyType";

    @Metadata(label = "consumer", description = "Length of the AI conversation in seconds", javaType = "Integer")
    public static final String DURATION_SEC = "CamelTelnyxGatherDurationSec";

    @Metadata(label = "consumer", description = "Language model of the AI conversation", javaType = "String")
    public static final String LLM_MODEL = "CamelTelnyxGatherLlmModel";

    @Metadata(label = "consumer", description = "Speech recognition model of the AI conversation", javaType = "String")
    public static final String STT_MODEL = "CamelTelnyxGatherSttModel";

    @Metadata(label = "consumer", description = "Provider of the AI's voice", javaType = "String")
    public static final String TTS_PROVIDER = "CamelTelnyxGatherTtsProvider";

    @Metadata(label = "consumer", description = "Model of the AI's voice", javaType = "String")
    public static final String TTS_MODEL_ID = "CamelTelnyxGatherTtsModelId";

    @Metadata(label = "consumer", description = "The AI's voice", javaType = "String")
    public static final String TTS_VOICE_ID = "CamelTelnyxGatherTtsVoiceId";

    @Metadata(label = "consumer", description = "Why the AI conversation ended", javaType = "String")
    public static final String REASON = "CamelTelnyxGatherReason";

    @Metadata(label = "consumer", description = "Id of the group of insights", javaType = "String")
    public static final String INSIGHT_GROUP_ID = "CamelTelnyxGatherInsightGroupId";

    @Metadata(label = "consumer", description = "Result of call screening", javaType = "String")
    public static final String CALL_SCREENING_RESULT = "CamelTelnyxGatherCallScreeningResult";

    @Metadata(label = "consumer", description = "Codecs of the connection", javaType = "String")
    public static final String CONNECTION_CODECS = "CamelTelnyxGatherConnectionCodecs";

    @Metadata(label = "consumer", description = "Codecs that the caller offers", javaType = "String")
    public static final String OFFERED_CODECS = "CamelTelnyxGatherOfferedCodecs";

    @Metadata(label = "consumer", description = "STIR/SHAKEN attestation of the caller's number", javaType = "String")
    public static final String SHAKEN_STIR_ATTESTATION = "CamelTelnyxGatherShakenStirAttestation";

    @Metadata(
            label = "consumer",
            description = "Whether the STIR/SHAKEN attestation was validated",
            javaType = "Boolean")
    public static final String SHAKEN_STIR_VALIDATED = "CamelTelnyxGatherShakenStirValidated";

    @Metadata(label = "consumer", description = "SIP status that a refer came to", javaType = "Integer")
    public static final String SIP_NOTIFY_RESPONSE = "CamelTelnyxGatherSipNotifyResponse";

    @Metadata(
            label = "common",
            description = "ok when Telnyx took the command; of an AI gather, what it collected, as a Map",
            javaType = "Object")
    public static final String RESULT = "CamelTelnyxGatherResult";

    @Metadata(label = "producer", description = "Id that Telnyx gave the request, for its support", javaType = "String")
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
            description = "Name of the stored file that was played; set by you, the one to play",
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
            description = "Id of the AI conversation, of an event or of the answer "
                    + "to a command; set by you, the conversation to join",
            javaType = "String")
    public static final String CONVERSATION_ID = "CamelTelnyxGatherConversationId";

    @Metadata(
            label = "common",
            description =
                    "State of the call as you gave it, decoded; set " + "by you, the state that the command carries",
            javaType = "String")
    public static final String CLIENT_STATE = "CamelTelnyxGatherClientState";

    @Metadata(
            label = "common",
            description = "command_id that the command went out with; set by you, the one it goes out with",
            javaType = "String")
    public static final String COMMAND_ID = "CamelTelnyxGatherCommandId";

    @Metadata(
            label = "common",
            description = "Number that is called; set by you, the number that the command calls",
            javaType = "String")
    public static final String TO = "CamelTelnyxGatherTo";

    @Metadata(
            label = "common",
            description = "Number that calls; set by you, the number that the command calls from",
            javaType = "String")
    public static final String FROM = "CamelTelnyxGatherFrom";

    @Metadata(
            label = "common",
            description = "Id of the Telnyx application of the call; set by you, the application that dial uses",
            javaType = "String")
    public static final String CONNECTION_ID = "CamelTelnyxGatherConnectionId";

    @Metadata(label = "producer", description = "Overrides the option timeoutSecs", javaType = "Integer")
    public static final String TIMEOUT_SECS = "CamelTelnyxGatherTimeoutSecs";

    @Metadata(label = "producer", description = "Overrides the option cause", javaType = "String")
    public static final String CAUSE = "CamelTelnyxGatherCause";

    @Metadata(
            label = "common",
            description = "Keys that the caller pressed; set by you, the keys that sendDtmf sends",
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
            description = "Whether the playback was an overlay; set by you, whether the audio of the command is one",
            javaType = "Boolean")
    public static final String OVERLAY = "CamelTelnyxGatherOverlay";

    @Metadata(label = "producer", description = "Overrides the option audioType", javaType = "String")
    public static final String AUDIO_TYPE = "CamelTelnyxGatherAudioType";

    @Metadata(label = "producer", description = "Overrides the option cacheAudio", javaType = "Boolean")
    public static final String CACHE_AUDIO = "CamelTelnyxGatherCacheAudio";

    private TelnyxGatherConstants() {}
}
