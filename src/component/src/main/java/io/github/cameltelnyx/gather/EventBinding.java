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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltelnyx.gather.command.CommandField;
import io.github.cameltelnyx.gather.event.CallEvent;
import org.apache.camel.Exchange;

/**
 * Puts an event into an exchange: the event as body, its known scalars as headers. Nothing else of the event or of the HTTP
 * request becomes a header, so that no name from outside can steer Camel.
 */
final class EventBinding {

    private static final Map<String, String> HEADERS = List.of(
                    "call_control_id",
                    "connection_id",
                    "call_leg_id",
                    "call_session_id",
                    "from",
                    "to",
                    "direction",
                    "state",
                    "start_time",
                    "caller_id_name",
                    "hangup_cause",
                    "hangup_source",
                    "sip_hangup_cause",
                    "digit",
                    "digits",
                    "status",
                    "status_detail",
                    "media_url",
                    "media_name",
                    "overlay",
                    "assistant_id",
                    "conversation_id",
                    "calling_party_type",
                    "duration_sec",
                    "llm_model",
                    "stt_model",
                    "tts_provider",
                    "tts_model_id",
                    "tts_voice_id",
                    "reason",
                    "insight_group_id",
                    "call_screening_result",
                    "connection_codecs",
                    "offered_codecs",
                    "shaken_stir_attestation",
                    "shaken_stir_validated",
                    "sip_notify_response")
            .stream()
            .collect(Collectors.toUnmodifiableMap(field -> field, CommandBinding::header));

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
                headers.put(TelnyxGatherConstants.RESULT, CommandField.JSON.convertValue(field.getValue(), Map.class));
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
        if (value.isIntegralNumber()) {
            return value.canConvertToInt() ? (Object) value.asInt() : value.asLong();
        }
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }
}
