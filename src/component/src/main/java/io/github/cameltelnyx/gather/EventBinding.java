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

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltelnyx.gather.command.FieldNames;
import io.github.cameltelnyx.gather.event.CallEvent;
import org.apache.camel.Exchange;

/**
 * Sets an event on an exchange: the event as body and its known scalar fields as headers. No other field of the event
 * and no header of the HTTP request becomes a header, so that a webhook cannot control Camel by header names.
 */
final class EventBinding {

    /** The fields of events that become headers. */
    private static final Map<String, String> HEADERS = Stream.of(
                    TelnyxGatherConstants.CALL_CONTROL_ID,
                    TelnyxGatherConstants.CONNECTION_ID,
                    TelnyxGatherConstants.CALL_LEG_ID,
                    TelnyxGatherConstants.CALL_SESSION_ID,
                    TelnyxGatherConstants.FROM,
                    TelnyxGatherConstants.TO,
                    TelnyxGatherConstants.DIRECTION,
                    TelnyxGatherConstants.STATE,
                    TelnyxGatherConstants.START_TIME,
                    TelnyxGatherConstants.CALLER_ID_NAME,
                    TelnyxGatherConstants.HANGUP_CAUSE,
                    TelnyxGatherConstants.HANGUP_SOURCE,
                    TelnyxGatherConstants.SIP_HANGUP_CAUSE,
                    TelnyxGatherConstants.DIGIT,
                    TelnyxGatherConstants.DIGITS,
                    TelnyxGatherConstants.STATUS,
                    TelnyxGatherConstants.STATUS_DETAIL,
                    TelnyxGatherConstants.MEDIA_URL,
                    TelnyxGatherConstants.MEDIA_NAME,
                    TelnyxGatherConstants.OVERLAY,
                    TelnyxGatherConstants.ASSISTANT_ID,
                    TelnyxGatherConstants.CONVERSATION_ID,
                    TelnyxGatherConstants.CALLING_PARTY_TYPE,
                    TelnyxGatherConstants.DURATION_SEC,
                    TelnyxGatherConstants.LLM_MODEL,
                    TelnyxGatherConstants.STT_MODEL,
                    TelnyxGatherConstants.TTS_PROVIDER,
                    TelnyxGatherConstants.TTS_MODEL_ID,
                    TelnyxGatherConstants.TTS_VOICE_ID,
                    TelnyxGatherConstants.REASON,
                    TelnyxGatherConstants.INSIGHT_GROUP_ID,
                    TelnyxGatherConstants.CALL_SCREENING_RESULT,
                    TelnyxGatherConstants.CONNECTION_CODECS,
                    TelnyxGatherConstants.OFFERED_CODECS,
                    TelnyxGatherConstants.SHAKEN_STIR_ATTESTATION,
                    TelnyxGatherConstants.SHAKEN_STIR_VALIDATED,
                    TelnyxGatherConstants.SIP_NOTIFY_RESPONSE)
            .collect(Collectors.toUnmodifiableMap(FieldNames::fieldOf, header -> header));

    private EventBinding() {}

    static void apply(Exchange exchange, CallEvent event) {
        exchange.getMessage().setBody(event);
        InboundHeaders.put(exchange, headers(event));
    }

    static Map<String, Object> headers(CallEvent event) {
        Map<String, Object> headers = new HashMap<>();
        headers.put(TelnyxGatherConstants.EVENT_ID, event.eventId());
        headers.put(TelnyxGatherConstants.EVENT_TYPE, event.eventType());
        if (event.clientState() != null) {
            headers.put(TelnyxGatherConstants.CLIENT_STATE, event.clientState());
        }
        if (event.occurredAt() != null) {
            headers.put(Exchange.MESSAGE_TIMESTAMP, event.occurredAt().toEpochMilli());
        }
        event.payload().properties().forEach(field -> {
            String header = HEADERS.get(field.getKey());
            Object value = scalar(field.getValue());
            if (field.getKey().equals("result") && field.getValue().isObject()) {
                headers.put(TelnyxGatherConstants.RESULT, Json.toMap(field.getValue()));
            }
            if (header != null && value != null) {
                headers.put(header, value);
            }
        });
        return headers;
    }

    private static Object scalar(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.canConvertToInt() ? (Object) value.asInt() : value.asLong();
        }
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }
}
