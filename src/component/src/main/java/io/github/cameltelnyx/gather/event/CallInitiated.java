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

import java.time.Instant;
import java.util.List;

/**
 * A call has started: an incoming call, or one that this application dials.
 *
 * @param data the fields that all events have
 * @param from the calling number or SIP URI
 * @param to the called number or SIP URI
 * @param direction {@code incoming} or {@code outgoing}
 * @param state {@code parked} or {@code bridging}
 * @param startTime when the call started
 * @param callerIdName the caller ID name
 * @param callScreeningResult the result of Telnyx's call screening
 * @param connectionCodecs the codecs of the connection, separated by commas
 * @param offeredCodecs the codecs that the caller offers, separated by commas
 * @param shakenStirAttestation the attestation level of the calling number: {@code A}, {@code B} or {@code C}
 * @param shakenStirValidated whether that attestation was validated
 * @param customHeaders the custom SIP headers; empty if there are none
 * @param sipHeaders the standard SIP headers; empty if there are none
 * @param tags the tags of the call; empty if there are none
 */
public record CallInitiated(
        EventData data,
        String from,
        String to,
        String direction,
        String state,
        Instant startTime,
        String callerIdName,
        String callScreeningResult,
        String connectionCodecs,
        String offeredCodecs,
        String shakenStirAttestation,
        Boolean shakenStirValidated,
        List<SipHeader> customHeaders,
        List<SipHeader> sipHeaders,
        List<String> tags)
        implements CallEvent {
    /** The event type of this record. */
    public static final String TYPE = "call.initiated";

    /** Copies the lists, so that the event is immutable. */
    public CallInitiated {
        customHeaders = List.copyOf(customHeaders);
        sipHeaders = List.copyOf(sipHeaders);
        tags = List.copyOf(tags);
    }

    static CallInitiated read(EventData data) {
        var payload = new Fields(data.payload());
        return new CallInitiated(
                data,
                payload.text("from"),
                payload.text("to"),
                payload.text("direction"),
                payload.text("state"),
                payload.instant("start_time"),
                payload.text("caller_id_name"),
                payload.text("call_screening_result"),
                payload.text("connection_codecs"),
                payload.text("offered_codecs"),
                payload.text("shaken_stir_attestation"),
                payload.bool("shaken_stir_validated"),
                payload.headers("custom_headers"),
                payload.headers("sip_headers"),
                payload.texts("tags"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
