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

import java.io.IOException;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Parses the body of a webhook to a {@link CallEvent}. It does not verify the signature: do that first. */
public final class CallEventParser {
    // numbers stay exact, for the converters to String and Map
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private CallEventParser() {}

    /**
     * Parses a body: an envelope with {@code data} and {@code meta}.
     *
     * @throws CallEventParseException if the body is not JSON, is an API v1 webhook, or lacks event_type, id or payload
     */
    public static CallEvent parse(byte[] json) throws CallEventParseException {
        JsonNode root = readTree(json);
        if (!root.has("data") && root.has("event_type")) {
            throw new CallEventParseException(CallEventParseException.Reason.API_V1);
        }
        if (root.get("data") instanceof ObjectNode data && isEvent(data)) {
            return read(EventData.read(data, root.path("meta").path("attempt").asInt(0)));
        }
        throw new CallEventParseException(CallEventParseException.Reason.NOT_AN_EVENT);
    }

    private static JsonNode readTree(byte[] json) throws CallEventParseException {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (IOException | NumberFormatException e) {
            // the latter for an exponent beyond that of BigDecimal; without e as the cause, because its message quotes
            // the body
            throw new CallEventParseException(CallEventParseException.Reason.NOT_JSON);
        }
        if (root.isMissingNode()) {
            throw new CallEventParseException(CallEventParseException.Reason.NOT_JSON);
        }
        return root;
    }

    private static boolean isEvent(ObjectNode data) {
        String recordType = new Fields(data).text("record_type");
        return (recordType == null || recordType.equals("event"))
                && textOf(data, "event_type").contains(".")
                && !textOf(data, "id").isBlank()
                && data.path("payload").isObject();
    }

    private static String textOf(ObjectNode data, String name) {
        return data.path(name).isTextual() ? data.get(name).textValue() : "";
    }

    private static CallEvent read(EventData data) {
        return switch (data.eventType()) {
            case CallInitiated.TYPE -> CallInitiated.read(data);
            case CallAnswered.TYPE -> CallAnswered.read(data);
            case CallBridged.TYPE -> CallBridged.read(data);
            case CallHangup.TYPE -> CallHangup.read(data);
            case CallDtmfReceived.TYPE -> CallDtmfReceived.read(data);
            case CallGatherEnded.TYPE -> CallGatherEnded.read(data);
            case CallAiGatherEnded.TYPE -> CallAiGatherEnded.read(data);
            case CallAiGatherMessageHistoryUpdated.TYPE -> CallAiGatherMessageHistoryUpdated.read(data);
            case CallAiGatherPartialResults.TYPE -> CallAiGatherPartialResults.read(data);
            case CallPlaybackStarted.TYPE -> CallPlaybackStarted.read(data);
            case CallPlaybackEnded.TYPE -> CallPlaybackEnded.read(data);
            case CallSpeakStarted.TYPE -> CallSpeakStarted.read(data);
            case CallSpeakEnded.TYPE -> CallSpeakEnded.read(data);
            case CallConversationEnded.TYPE -> CallConversationEnded.read(data);
            case CallConversationInsightsGenerated.TYPE -> CallConversationInsightsGenerated.read(data);
            default -> new OtherCallEvent(data);
        };
    }
}
