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

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The options that are fields of Telnyx commands. Each option has the name of its field in camelCase. A field is not sent
 * when its option is not set (null). {@link TelnyxGatherOperation#options()} returns the fields that an operation uses.
 *
 * <p>The class is long because it is a plain list of options: every option is a field, its text, a getter and a setter.
 */
@UriParams
public class TelnyxGatherCommandConfiguration {

    @UriParam(
            label = "producer",
            description = "The minimum number of digits to collect (1-128). If not set, Telnyx uses 1. Used by "
                    + "gather, gatherUsingAudio and gatherUsingSpeak.")
    private Integer minimumDigits;

    @UriParam(
            label = "producer",
            description = "The maximum number of digits to collect (1-128). The gather ends when this number is "
                    + "reached. If not set, Telnyx uses 128. Used by gather, gatherUsingAudio and "
                    + "gatherUsingSpeak.")
    private Integer maximumDigits;

    @UriParam(
            label = "producer",
            description = "The maximum time in milliseconds to wait for digits. For gather, this is the time for "
                    + "the whole command. For gatherUsingAudio and gatherUsingSpeak, the time is counted from "
                    + "the end of the prompt, and the prompt is then played again. If not set, Telnyx uses "
                    + "60000. Used by gather, gatherUsingAudio and gatherUsingSpeak.")
    private Integer timeoutMillis;

    @UriParam(
            label = "producer",
            description = "The maximum time in milliseconds to wait between two digits (1-120000). If not set, "
                    + "Telnyx uses 5000. Used by gather, gatherUsingAudio and gatherUsingSpeak.")
    private Integer interDigitTimeoutMillis;

    @UriParam(
            label = "producer",
            description = "The maximum time in milliseconds to wait for the first digit (1-120000). If not set, "
                    + "Telnyx uses 5000. Used by gather.")
    private Integer initialTimeoutMillis;

    @UriParam(
            label = "producer",
            description = "The digit that ends the input before maximumDigits is reached (0-9, star or #). An "
                    + "empty value means that no digit ends the input, which Telnyx does not document for "
                    + "calls. If not set, Telnyx uses #. Used by gather, gatherUsingAudio and gatherUsingSpeak.")
    private String terminatingDigit;

    @UriParam(
            label = "producer",
            description = "The digits that are accepted as input (any of 0-9, star and #). For gatherUsingAudio "
                    + "and gatherUsingSpeak, any other digit is invalid input. If not set, Telnyx accepts all "
                    + "digits. Used by gather, gatherUsingAudio and gatherUsingSpeak.")
    private String validDigits;

    @UriParam(
            label = "producer",
            description = "The id of the gather (1-40 characters). Telnyx documents that call.gather.ended "
                    + "contains this id, but events without it have been observed. Use clientState to "
                    + "correlate events instead. If not set, Telnyx generates an id. Used by gather.")
    private String gatherId;

    @UriParam(
            label = "producer",
            description = "The maximum number of times to play the prompt when there is no input (1-128). If not "
                    + "set, Telnyx uses 3. Used by gatherUsingAudio and gatherUsingSpeak.")
    private Integer maximumTries;

    @UriParam(
            label = "producer",
            description = "The URL of the WAV or MP3 file to play. Cannot be used together with mediaName. Used by "
                    + "gatherUsingAudio and playbackStart.")
    private String audioUrl;

    @UriParam(
            label = "producer",
            description = "The name of the file in Telnyx media storage to play. Cannot be used together with "
                    + "audioUrl. Used by gatherUsingAudio and playbackStart.")
    private String mediaName;

    @UriParam(
            label = "producer",
            description = "The URL of the WAV or MP3 file to play after invalid input. Cannot be used together "
                    + "with invalidMediaName. Used by gatherUsingAudio.")
    private String invalidAudioUrl;

    @UriParam(
            label = "producer",
            description = "The name of the file in Telnyx media storage to play after invalid input. Cannot be "
                    + "used together with invalidAudioUrl. Used by gatherUsingAudio.")
    private String invalidMediaName;

    @UriParam(
            label = "producer",
            description = "The text or SSML to speak (1-3000 characters). A message body of plain text takes "
                    + "precedence over this option. Required by gatherUsingSpeak and speak.")
    private String payload;

    @UriParam(
            label = "producer",
            description =
                    "The text or SSML to speak after invalid input (at most 3000 characters). Used by gatherUsingSpeak.")
    private String invalidPayload;

    @UriParam(
            label = "producer",
            enums = "text,ssml",
            description = "The type of payload. If not set, Telnyx uses text. Used by gatherUsingSpeak and speak.")
    private String payloadType;

    @UriParam(
            label = "producer",
            enums = "basic,premium",
            description = "The quality of the speech. The level basic supports only plain text in the language "
                    + "en-US. If not set, Telnyx uses premium. Used by gatherUsingSpeak and speak.")
    private String serviceLevel;

    @UriParam(
            label = "producer",
            description = "The voice to use for speech, in the format Provider.Model.Voice. If not set, "
                    + "Telnyx.KokoroTTS.af is used. Used by gatherUsingAi, gatherUsingSpeak and speak.")
    private String voice;

    @UriParam(
            label = "producer",
            description = "The language of the speech, such as en-US. For gatherUsingAi, this is the language to "
                    + "recognize, and Telnyx uses en if not set. For gatherUsingSpeak and speak, it is ignored "
                    + "for Polly voices. Used by gatherUsingAi, gatherUsingSpeak and speak.")
    private String language;

    @UriParam(
            label = "producer",
            description = "The JSON Schema of the values to collect, as inline JSON or as a resource such as "
                    + "classpath:booking.json or file:booking.json. The gather ends when all required "
                    + "properties of the schema are collected, or at the first value if no property is "
                    + "required. Required by gatherUsingAi, unless resultClass is set.")
    private String parameters;

    @UriParam(
            label = "producer",
            description = "The text that the AI speaks first (at most 3000 characters). If not set, Telnyx plays "
                    + "no greeting. Used by aiAssistantStart and gatherUsingAi.")
    private String greeting;

    @UriParam(
            label = "producer",
            description = "The text that the AI speaks when the gather has ended (at most 3000 characters). Used "
                    + "by gatherUsingAi.")
    private String gatherEndedSpeech;

    @UriParam(
            label = "producer",
            description = "The maximum time in milliseconds to wait for the caller to reply. If not set, Telnyx "
                    + "uses 10000. Used by gatherUsingAi.")
    private Integer userResponseTimeoutMs;

    @UriParam(
            label = "producer",
            description = "Whether Telnyx sends the event call.ai_gather.partial_results each time a value is "
                    + "collected. If not set, Telnyx uses false. Used by gatherUsingAi.")
    private Boolean sendPartialResults;

    @UriParam(
            label = "producer",
            description = "Whether Telnyx sends the event call.ai_gather.message_history_updated each time the "
                    + "message history of the conversation changes. If not set, Telnyx uses false. Used by "
                    + "aiAssistantStart and gatherUsingAi.")
    private Boolean sendMessageHistoryUpdates;

    @UriParam(
            label = "producer",
            description = "Whether the assistant replies to the added messages immediately, which may interrupt "
                    + "the caller. If not set, Telnyx uses false. Used by aiAssistantAddMessages.")
    private Boolean triggerResponse;

    @UriParam(label = "producer", description = "The id of the AI conversation to join. Required by aiAssistantJoin.")
    private String conversationId;

    @UriParam(
            label = "producer",
            description = "The state that Telnyx returns with every later event of the call, until a command "
                    + "replaces it. The component encodes the text as base64, and decodes it on events. "
                    + "Required by clientStateUpdate, and used by all other commands except callStatus.")
    private String clientState;

    @UriParam(
            label = "producer",
            description = "The id of the command. Telnyx ignores a command with an id that it has received for the "
                    + "same call within the last 60 seconds. If not set, the component generates an id for "
                    + "each command, and keeps it for retries and redeliveries. Used by all commands except "
                    + "callStatus and clientStateUpdate.")
    private String commandId;

    @UriParam(
            label = "producer",
            description = "The phone number to call in E.164 format with a leading plus sign, or the SIP address. "
                    + "The value is part of the endpoint URI and may be logged, so use the header "
                    + "CamelTelnyxGatherTo for the number of a person. Required by dial and transfer.")
    private String to;

    @UriParam(
            label = "producer",
            description = "The phone number to call from in E.164 format with a leading plus sign, or the SIP "
                    + "address. If not set for transfer, Telnyx uses the number that was originally called. "
                    + "Required by dial, and used by transfer.")
    private String from;

    @UriParam(
            label = "producer",
            description = "The id of the Telnyx Call Control application that makes the call. Required by dial.")
    private String connectionId;

    @UriParam(
            label = "producer",
            description = "The maximum time in seconds to wait until the call is answered (5-600). If not set, "
                    + "Telnyx uses 30. Used by dial and transfer.")
    private Integer timeoutSecs;

    @UriParam(
            label = "producer",
            enums = "CALL_REJECTED,USER_BUSY",
            description = "The reason for rejecting the call. Required by reject.")
    private String cause;

    @UriParam(
            label = "producer",
            description = "The digits to send (0-9, A-D, star and #). Use w for a pause of half a second, and W "
                    + "for a pause of one second. Required by sendDtmf.")
    private String digits;

    @UriParam(
            label = "producer",
            description = "The duration of each digit in milliseconds (100-500). If not set, Telnyx uses 250. Used "
                    + "by sendDtmf.")
    private Integer durationMillis;

    @UriParam(label = "producer", description = "The SIP address to refer the call to. Required by refer.")
    private String sipAddress;

    @UriParam(
            label = "producer",
            description = "The id (callControlId) of the other call to bridge with. Cannot be used together with "
                    + "the fields queue and video_room_id. Used by bridge.")
    private String callControlIdToBridgeWith;

    @UriParam(
            label = "producer",
            description = "The number of times to play the audio or speech (1-100, or infinity). If not set, it is "
                    + "played once. Used by playbackStart and speak.")
    private String loop;

    @UriParam(
            label = "producer",
            enums = "current,all,overlay",
            description = "The audio to stop. The value current stops the audio that is being played, and all also "
                    + "removes the audio in the queue. The value overlay is only for playbackStop. For "
                    + "playbackStart and speak, the audio is stopped before the new audio is played, and "
                    + "nothing is stopped if not set. For playbackStop, Telnyx uses all if not set. Used by "
                    + "playbackStart, playbackStop and speak.")
    private String stop;

    @UriParam(
            label = "producer",
            enums = "self,opposite,both",
            description = "The legs of the call that hear the audio. If not set, Telnyx uses self. Used by "
                    + "playbackStart and speak.")
    private String targetLegs;

    @UriParam(
            label = "producer",
            description = "Whether to mix the audio with audio that is already being played. For playbackStop, "
                    + "whether to stop the audio that is played as an overlay. If not set, Telnyx uses false. "
                    + "Used by playbackStart and playbackStop.")
    private Boolean overlay;

    @UriParam(
            label = "producer",
            enums = "mp3,wav",
            description = "The format of the audio. If not set, Telnyx uses mp3. Used by playbackStart.")
    private String audioType;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description = "Whether Telnyx caches the audio file, which is useful for a file that is played several "
                    + "times during a call. If not set, Telnyx uses true. Used by playbackStart.")
    private Boolean cacheAudio;

    public Integer getMinimumDigits() {
        return minimumDigits;
    }

    public void setMinimumDigits(Integer minimumDigits) {
        this.minimumDigits = minimumDigits;
    }

    public Integer getMaximumDigits() {
        return maximumDigits;
    }

    public void setMaximumDigits(Integer maximumDigits) {
        this.maximumDigits = maximumDigits;
    }

    public Integer getTimeoutMillis() {
        return timeoutMillis;
    }

    public void setTimeoutMillis(Integer timeoutMillis) {
        this.timeoutMillis = timeoutMillis;
    }

    public Integer getInterDigitTimeoutMillis() {
        return interDigitTimeoutMillis;
    }

    public void setInterDigitTimeoutMillis(Integer interDigitTimeoutMillis) {
        this.interDigitTimeoutMillis = interDigitTimeoutMillis;
    }

    public Integer getInitialTimeoutMillis() {
        return initialTimeoutMillis;
    }

    public void setInitialTimeoutMillis(Integer initialTimeoutMillis) {
        this.initialTimeoutMillis = initialTimeoutMillis;
    }

    public String getTerminatingDigit() {
        return terminatingDigit;
    }

    public void setTerminatingDigit(String terminatingDigit) {
        this.terminatingDigit = terminatingDigit;
    }

    public String getValidDigits() {
        return validDigits;
    }

    public void setValidDigits(String validDigits) {
        this.validDigits = validDigits;
    }

    public String getGatherId() {
        return gatherId;
    }

    public void setGatherId(String gatherId) {
        this.gatherId = gatherId;
    }

    public Integer getMaximumTries() {
        return maximumTries;
    }

    public void setMaximumTries(Integer maximumTries) {
        this.maximumTries = maximumTries;
    }

    public String getAudioUrl() {
        return audioUrl;
    }

    public void setAudioUrl(String audioUrl) {
        this.audioUrl = audioUrl;
    }

    public String getMediaName() {
        return mediaName;
    }

    public void setMediaName(String mediaName) {
        this.mediaName = mediaName;
    }

    public String getInvalidAudioUrl() {
        return invalidAudioUrl;
    }

    public void setInvalidAudioUrl(String invalidAudioUrl) {
        this.invalidAudioUrl = invalidAudioUrl;
    }

    public String getInvalidMediaName() {
        return invalidMediaName;
    }

    public void setInvalidMediaName(String invalidMediaName) {
        this.invalidMediaName = invalidMediaName;
    }

    public String getPayload() {
        return payload;
    }

    public void setPayload(String payload) {
        this.payload = payload;
    }

    public String getInvalidPayload() {
        return invalidPayload;
    }

    public void setInvalidPayload(String invalidPayload) {
        this.invalidPayload = invalidPayload;
    }

    public String getPayloadType() {
        return payloadType;
    }

    public void setPayloadType(String payloadType) {
        this.payloadType = payloadType;
    }

    public String getServiceLevel() {
        return serviceLevel;
    }

    public void setServiceLevel(String serviceLevel) {
        this.serviceLevel = serviceLevel;
    }

    public String getVoice() {
        return voice;
    }

    public void setVoice(String voice) {
        this.voice = voice;
    }

    public String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }

    public String getParameters() {
        return parameters;
    }

    public void setParameters(String parameters) {
        this.parameters = parameters;
    }

    public String getGreeting() {
        return greeting;
    }

    public void setGreeting(String greeting) {
        this.greeting = greeting;
    }

    public String getGatherEndedSpeech() {
        return gatherEndedSpeech;
    }

    public void setGatherEndedSpeech(String gatherEndedSpeech) {
        this.gatherEndedSpeech = gatherEndedSpeech;
    }

    public Integer getUserResponseTimeoutMs() {
        return userResponseTimeoutMs;
    }

    public void setUserResponseTimeoutMs(Integer userResponseTimeoutMs) {
        this.userResponseTimeoutMs = userResponseTimeoutMs;
    }

    public Boolean getSendPartialResults() {
        return sendPartialResults;
    }

    public void setSendPartialResults(Boolean sendPartialResults) {
        this.sendPartialResults = sendPartialResults;
    }

    public Boolean getSendMessageHistoryUpdates() {
        return sendMessageHistoryUpdates;
    }

    public void setSendMessageHistoryUpdates(Boolean sendMessageHistoryUpdates) {
        this.sendMessageHistoryUpdates = sendMessageHistoryUpdates;
    }

    public Boolean getTriggerResponse() {
        return triggerResponse;
    }

    public void setTriggerResponse(Boolean triggerResponse) {
        this.triggerResponse = triggerResponse;
    }

    public String getConversationId() {
        return conversationId;
    }

    public void setConversationId(String conversationId) {
        this.conversationId = conversationId;
    }

    public String getClientState() {
        return clientState;
    }

    public void setClientState(String clientState) {
        this.clientState = clientState;
    }

    public String getCommandId() {
        return commandId;
    }

    public void setCommandId(String commandId) {
        this.commandId = commandId;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }

    public String getConnectionId() {
        return connectionId;
    }

    public void setConnectionId(String connectionId) {
        this.connectionId = connectionId;
    }

    public Integer getTimeoutSecs() {
        return timeoutSecs;
    }

    public void setTimeoutSecs(Integer timeoutSecs) {
        this.timeoutSecs = timeoutSecs;
    }

    public String getCause() {
        return cause;
    }

    public void setCause(String cause) {
        this.cause = cause;
    }

    public String getDigits() {
        return digits;
    }

    public void setDigits(String digits) {
        this.digits = digits;
    }

    public Integer getDurationMillis() {
        return durationMillis;
    }

    public void setDurationMillis(Integer durationMillis) {
        this.durationMillis = durationMillis;
    }

    public String getSipAddress() {
        return sipAddress;
    }

    public void setSipAddress(String sipAddress) {
        this.sipAddress = sipAddress;
    }

    public String getCallControlIdToBridgeWith() {
        return callControlIdToBridgeWith;
    }

    public void setCallControlIdToBridgeWith(String callControlIdToBridgeWith) {
        this.callControlIdToBridgeWith = callControlIdToBridgeWith;
    }

    public String getLoop() {
        return loop;
    }

    public void setLoop(String loop) {
        this.loop = loop;
    }

    public String getStop() {
        return stop;
    }

    public void setStop(String stop) {
        this.stop = stop;
    }

    public String getTargetLegs() {
        return targetLegs;
    }

    public void setTargetLegs(String targetLegs) {
        this.targetLegs = targetLegs;
    }

    public Boolean getOverlay() {
        return overlay;
    }

    public void setOverlay(Boolean overlay) {
        this.overlay = overlay;
    }

    public String getAudioType() {
        return audioType;
    }

    public void setAudioType(String audioType) {
        this.audioType = audioType;
    }

    public Boolean getCacheAudio() {
        return cacheAudio;
    }

    public void setCacheAudio(Boolean cacheAudio) {
        this.cacheAudio = cacheAudio;
    }
}
