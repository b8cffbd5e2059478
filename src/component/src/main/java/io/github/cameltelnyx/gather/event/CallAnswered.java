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
 * A call has been answered. From now on commands can play media on it and collect digits.
 *
 * @param data the fields that all events have
 * @param from the calling number or SIP URI
 * @param to the called number or SIP URI
 * @param state {@code answered}; not always sent
 * @param startTime when the call started
 * @param customHeaders the custom SIP headers; empty if there are none
 * @param sipHeaders the standard SIP headers; empty if there are none
 * @param tags the tags of the call; empty if there are none
 */
public record CallAnswered(
        EventData data,
        String from,
        String to,
        String state,
        Instant startTime,
        List<SipHeader> customHeaders,
        List<SipHeader> sipHeaders,
        List<String> tags)
        implements CallEvent {
    /** The event type of this record. */
    public static final String TYPE = "call.answered";

    /** Copies the lists, so that the event is immutable. */
    public CallAnswered {
        customHeaders = List.copyOf(customHeaders);
        sipHeaders = List.copyOf(sipHeaders);
        tags = List.copyOf(tags);
    }

    static CallAnswered read(EventData data) {
        var payload = new Fields(data.payload());
        return new CallAnswered(
                data,
                payload.text("from"),
                payload.text("to"),
                payload.text("state"),
                payload.instant("start_time"),
                payload.headers("custom_headers"),
                payload.headers("sip_headers"),
                payload.texts("tags"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
