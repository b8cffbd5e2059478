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
import java.util.Objects;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The fields that all call events have. All but id, type and JSON may be null.
 *
 * @param eventId the id of the event, the same for every delivery of it
 * @param eventType the event type, for example {@code call.gather.ended}
 * @param occurredAt when the event occurred
 * @param callControlId the call control id, which commands to this call need
 * @param connectionId the id of the Voice API application
 * @param callLegId the id of this call leg
 * @param callSessionId the id that related calls share, for example after a transfer
 * @param clientState the decoded client state of the call; see {@link ClientState#decode}
 * @param waitTag the tag that an awaited command put in front of that text; for internal use
 * @param attempt which delivery of the event this is, from 1; 0 if Telnyx does not say
 * @param json the {@code data} object as Telnyx sent it, with an object {@code payload}; do not change it
 */
public record EventData(
        String eventId,
        String eventType,
        Instant occurredAt,
        String callControlId,
        String connectionId,
        String callLegId,
        String callSessionId,
        String clientState,
        WaitTag waitTag,
        int attempt,
        ObjectNode json) {

    /** @throws IllegalArgumentException if the JSON has no object {@code payload} */
    public EventData {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(eventType, "eventType");
        if (!(json.get("payload") instanceof ObjectNode)) {
            throw new IllegalArgumentException("The JSON of an event must have a payload that is an object");
        }
    }

    static EventData read(ObjectNode json, int attempt) {
        var envelope = new Fields(json);
        var payload = new Fields((ObjectNode) json.get("payload"));
        var state = ClientState.read(payload.text("client_state"));
        return new EventData(
                envelope.text("id"),
                envelope.text("event_type"),
                envelope.instant("occurred_at"),
                payload.text("call_control_id"),
                payload.text("connection_id"),
                payload.text("call_leg_id"),
                payload.text("call_session_id"),
                state.text(),
                state.tag(),
                attempt,
                json);
    }

    /** The {@code data.payload} object as Telnyx sent it; do not change it. */
    public ObjectNode payload() {
        return (ObjectNode) json.get("payload");
    }

    @Override
    public String toString() {
        return eventType + "[" + eventId + "]";
    }
}
