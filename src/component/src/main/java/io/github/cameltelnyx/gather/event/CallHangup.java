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

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call has ended.
 *
 * @param data the fields that all events have
 * @param from the calling number or SIP URI
 * @param to the called number or SIP URI
 * @param state {@code hangup}
 * @param startTime when the call started
 * @param hangupCause why the call ended, for example {@code normal_clearing}, {@code user_busy} or {@code timeout}
 * @param hangupSource {@code caller}, {@code callee} or {@code unknown}
 * @param sipHangupCause the SIP status such as {@code 603}, or {@code unspecified}
 * @param callQualityStats the packet counts and MOS of both directions
 * @param customHeaders the custom SIP headers; empty if there are none
 * @param sipHeaders the standard SIP headers; empty if there are none
 * @param tags the tags of the call; empty if there are none
 */
public record CallHangup(
        EventData data,
        String from,
        String to,
        String state,
        Instant startTime,
        String hangupCause,
        String hangupSource,
        String sipHangupCause,
        JsonNode callQualityStats,
        List<SipHeader> customHeaders,
        List<SipHeader> sipHeaders,
        List<String> tags)
        implements CallEvent {
    /** The event type of this record. */
    public static final String TYPE = "call.hangup";

    /** Copies the lists, so that the event is immutable. */
    public CallHangup {
        customHeaders = List.copyOf(customHeaders);
        sipHeaders = List.copyOf(sipHeaders);
        tags = List.copyOf(tags);
    }

    static CallHangup read(EventData data) {
        var payload = new Fields(data.payload());
        return new CallHangup(
                data,
                payload.text("from"),
                payload.text("to"),
                payload.text("state"),
                payload.instant("start_time"),
                payload.text("hangup_cause"),
                payload.text("hangup_source"),
                payload.text("sip_hangup_cause"),
                payload.json("call_quality_stats"),
                payload.headers("custom_headers"),
                payload.headers("sip_headers"),
                payload.texts("tags"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
