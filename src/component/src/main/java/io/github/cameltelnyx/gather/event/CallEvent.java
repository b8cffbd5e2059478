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

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One call event of Telnyx's Voice API: a record for each known type, {@link OtherCallEvent} for any other.
 *
 * <p>Fields have Telnyx's names in camelCase. A field that is missing, null or of an unexpected JSON type is null, or
 * an empty list; values that Telnyx enumerates stay text, so that a new value needs no new release. Fields that the
 * record does not have are in {@link #payload()}.
 *
 * <p>{@code toString} gives type and id only: numbers, digits, speech and client state must not reach a log by
 * accident.
 */
public sealed interface CallEvent
        permits CallInitiated,
                CallAnswered,
                CallBridged,
                CallHangup,
                CallDtmfReceived,
                CallGatherEnded,
                CallAiGatherEnded,
                CallAiGatherMessageHistoryUpdated,
                CallAiGatherPartialResults,
                CallPlaybackStarted,
                CallPlaybackEnded,
                CallSpeakStarted,
                CallSpeakEnded,
                CallConversationEnded,
                CallConversationInsightsGenerated,
                OtherCallEvent {

    /** What all events have. */
    EventData data();

    /** The same for every delivery of this event; see {@link EventData#eventId()}. */
    default String eventId() {
        return data().eventId();
    }

    /** Telnyx's name of the event, for example {@code call.gather.ended}. */
    default String eventType() {
        return data().eventType();
    }

    /** When it happened, or null. */
    default Instant occurredAt() {
        return data().occurredAt();
    }

    /** The call that commands are sent to, or null. */
    default String callControlId() {
        return data().callControlId();
    }

    /** The Voice API application, or null. */
    default String connectionId() {
        return data().connectionId();
    }

    /** This call, or null. */
    default String callLegId() {
        return data().callLegId();
    }

    /** Shared by calls that belong together, for example after a transfer, or null. */
    default String callSessionId() {
        return data().callSessionId();
    }

    /** Text that a command gave to the call, decoded, or null; see {@link ClientState#decode}. */
    default String clientState() {
        return data().clientState();
    }

    /** The {@code data} object as Telnyx sent it. To be read only: it is shared, not copied. */
    default ObjectNode json() {
        return data().json();
    }

    /** The {@code data.payload} object as Telnyx sent it. To be read only: it is shared, not copied. */
    default ObjectNode payload() {
        return data().payload();
    }

    /** Event type and id: all that a log may know of an event. */
    default String describe() {
        return data().toString();
    }
}
