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
 * The fields of Telnyx commands that are endpoint options, each with the name of the field in camelCase. Unset (null)
 * means that the field is not sent; {@link TelnyxGatherOperation#options()} tells which operation takes which option.
 *
 * <p>The class is long because it is a plain list of options: every option is a field, its text, a getter and a setter.
 */
@UriParams
public class TelnyxGatherCommandConfiguration {

    @UriParam(
            label = "producer",
            description = "Fewest keys that make an answer: 1 to 128. Telnyx takes 1 when it is not given.")
    private Integer minimumDigits;

    @UriParam(
            label = "producer",
            description = "Most keys to collect; the gather ends when they are "
                    + "there: 1 to 128. Telnyx takes 128 when it is not given.")
    private Integer maximumDigits;

    @UriParam(
            label = "producer",
            description = "Milliseconds to wait for keys. For gather: the whole command. For "
                    + "gatherUsingAudio and gatherUsingSpeak: from the end of the prompt "
                    + "until it is played again. Telnyx takes 60000 when it is not given.")
    private Integer timeoutMillis;

    @UriParam(
            label = "producer",
            description =
                    "Milliseconds to wait between two keys: 1 to " + "120000. Telnyx takes 5000 when it is not given.")
    private Integer interDigitTimeoutMillis;

    @UriParam(
            label = "producer",
            description = "Milliseconds to wait for the first key: 1 to 120000, of "
                    + "gather only. Telnyx takes 5000 when it is not given.")
    private Integer initialTimeoutMillis;

    @UriParam(
            label = "producer",
            description = "The key that ends the input early: 0-9, star or #, or "
                    + "empty for none. Telnyx takes # when it is not given.")
    private String terminatingDigit;

    @UriParam(
            label = "producer",
            description = "The keys that count, of 0-9, star and #. Telnyx takes all of them when it is not given.")
    private String validDigits;

    @UriParam(
            label = "producer",
            description = "Your own name of the gather, 1 to 40 characters. Telnyx documents that call.gather.ended "
                    + "repeats it, but live events were seen without it: use clientState to correlate.")
    private String gatherId;

    @UriParam(
            label = "producer",
            description = "How often the prompt is played at most: 1 to 128. Telnyx takes 3 when it is not given.")
    private Integer maximumTries;

    @UriParam(label = "producer", description = "Address of the WAV or MP3 file to play. Excludes mediaName.")
    private String audioUrl;

    @UriParam(label = "producer", description = "Name of a file in Telnyx media storage to play. Excludes audioUrl.")
    private String mediaName;

    @UriParam(
            label = "producer",
            description = "Address of the file to play after wrong keys. Excludes invalidMediaName.")
    private String invalidAudioUrl;

    @UriParam(
            label = "producer",
            description = "Name of the stored file to play after wrong keys. Excludes invalidAudioUrl.")
    private String invalidMediaName;

    @UriParam(
            label = "producer",
            description =
                    "What to say, text or SSML, 1 to 3000 characters. " + "A plain text body goes before this option.")
    private String payload;

    @UriParam(label = "producer", description = "What to say after wrong keys, at most 3000 characters.")
    private String invalidPayload;

    @UriParam(
            label = "producer",
            enums = "text,ssml",
            description = "Whether the speech is text or ssml. Telnyx takes text when it is not given.")
    private String payloadType;

    @UriParam(
            label = "producer",
            enums = "basic,premium",
            description = "Quality of the speech. Telnyx takes premium when it "
                    + "is not given; basic speaks plain en-US text only.")
    private String serviceLevel;

    @UriParam(
            label = "producer",
            description = "Voice that speaks, as Provider.Model.Voice. speak and gatherUsingSpeak take "
                    + "Telnyx.KokoroTTS.af when it is not given, the voice that Telnyx gives its AI commands.")
    private String voice;

    @UriParam(
            label = "producer",
            description = "Language of the speech, such as en-US. Polly voices ignore it; "
                    + "for gatherUsingAi it is the language that is recognised.")
    private String language;

    @UriParam(
            label = "producer",
            description = "JSON Schema of what the AI has to collect: inline JSON, or a "
                    + "resource such as classpath:booking.json or file:booking.json.")
    private String parameters;

    @UriParam(label = "producer", description = "What the AI says first, at most 3000 characters.")
    private String greeting;

    @UriParam(
            label = "producer",
            description = "What the AI says when it has all it asked for, at most 3000 characters.")
    private String gatherEndedSpeech;

    @UriParam(
            label = "producer",
            description = "Milliseconds that the AI waits for the caller to "
                    + "answer. Telnyx takes 10000 when it is not given.")
    private Integer userResponseTimeoutMs;

    @UriParam(
            label = "producer",
            description = "Whether call.ai_gather.partial_results is sent for each "
                    + "value obtained. Telnyx takes false when it is not given.")
    private Boolean sendPartialResults;

    @UriParam(
            label = "producer",
            description = "Whether call.ai_gather.message_history_updated is sent while the "
                    + "conversation goes on. Telnyx takes false when it is not given.")
    private Boolean sendMessageHistoryUpdates;

    @UriParam(
            label = "producer",
            description = "Whether the assistant acts on the added messages at once, which "
                    + "may cut the caller off. Telnyx takes false when it is not given.")
    private Boolean triggerResponse;

    @UriParam(label = "producer", description = "The AI conversation to join.")
    private String conversationId;

    @UriParam(
            label = "producer",
            description = "Text of yours that Telnyx sends back on every later event of the call "
                    + "until it is replaced. It travels as base64, which is done for you.")
    private String clientState;

    @UriParam(
            label = "producer",
            description = "Makes Telnyx ignore a repeated command. One is made for each command and kept "
                    + "for its resends and redeliveries, so leave it out unless you have a reason.")
    private String commandId;

    @UriParam(
            label = "producer",
            description = "Number to call in E.164 form with its plus sign, or a SIP address. It "
                    + "stays readable in the endpoint URI: give a caller's number by header.")
    private String to;

    @UriParam(
            label = "producer",
            description = "Number that calls, in E.164 form with its plus sign, or a SIP address. "
                    + "For transfer, the number that was called when it is not given.")
    private String from;

    @UriParam(label = "producer", description = "Id of the Telnyx Call Control application that places the call.")
    private String connectionId;

    @UriParam(
            label = "producer",
            description = "Seconds to wait for the other side to answer: 5 "
                    + "to 600. Telnyx takes 30 when it is not given.")
    private Integer timeoutSecs;

    @UriParam(label = "producer", enums = "CALL_REJECTED,USER_BUSY", description = "Why the call is rejected.")
    private String cause;

    @UriParam(
            label = "producer",
            description =
                    "Keys to send: 0-9, A-D, star and #, and w or W " + "for half a second or a whole one of silence.")
    private String digits;

    @UriParam(
            label = "producer",
            description = "Milliseconds that each key sounds: 100 to 500. Telnyx takes 250 when it is not given.")
    private Integer durationMillis;

    @UriParam(label = "producer", description = "SIP address that the caller is referred to.")
    private String sipAddress;

    @UriParam(label = "producer", description = "Id (callControlId) of the call to bridge with.")
    private String callControlIdToBridgeWith;

    @UriParam(label = "producer", description = "How often to say or play it: 1 to 100, or infinity.")
    private String loop;

    @UriParam(
            label = "producer",
            enums = "current,all,overlay",
            description = "What to stop: current or all, before this plays; for playbackStop also overlay.")
    private String stop;

    @UriParam(
            label = "producer",
            enums = "self,opposite,both",
            description = "Which side hears it. Telnyx takes self when it is not given.")
    private String targetLegs;

    @UriParam(
            label = "producer",
            description = "Whether the audio is mixed over what is already playing; for playbackStop, "
                    + "whether that overlay is what stops. Telnyx takes false when it is not given.")
    private Boolean overlay;

    @UriParam(
            label = "producer",
            enums = "mp3,wav",
            description = "Format of the audio. Telnyx takes mp3 when it is not given.")
    private String audioType;

    @UriParam(
            label = "producer",
            defaultValue = "true",
            description =
                    "Whether Telnyx may keep the audio file in its " + "cache. Telnyx takes true when it is not given.")
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
