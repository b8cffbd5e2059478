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
 * A call event of Telnyx's Voice API: a record for each known type, {@link OtherCallEvent} for any other. Source: Voice API
 * Webhooks.
 *
 * <p>Fields have Telnyx's names in camelCase. A field that is missing, null or of an unexpected JSON type is null, or
 * an empty list; values that Telnyx enumerates are text, so that a new value needs no new release. Fields that the
 * record does not have are in {@link #payload()}.
 *
 * <p>{@code toString} returns type and id only, so that numbers, digits, speech and client state do not reach a log by
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

    /** The fields that all events have. */
    EventData data();

    /** The id of the event, the same for every delivery of it. */
    default String eventId() {
        return data().eventId();
    }

    /** The event type, for example {@code call.gather.ended}. */
    default String eventType() {
        return data().eventType();
    }

    /** When the event occurred, or null. */
    default Instant occurredAt() {
        return data().occurredAt();
    }

    /** The call control id, which commands to this call need, or null. */
    default String callControlId() {
        return data().callControlId();
    }

    /** The id of the Voice API application, or null. */
    default String connectionId() {
        return data().connectionId();
    }

    /** The id of this call leg, or null. */
    default String callLegId() {
        return data().callLegId();
    }

    /** The id that related calls share, for example after a transfer, or null. */
    default String callSessionId() {
        return data().callSessionId();
    }

    /** The decoded client state of the call, or null; see {@link ClientState#decode}. */
    default String clientState() {
        return data().clientState();
    }

    /** The {@code data} object as Telnyx sent it. Do not change it, because it is shared, not copied. */
    default ObjectNode json() {
        return data().json();
    }

    /** The {@code data.payload} object as Telnyx sent it. Do not change it, because it is shared, not copied. */
    default ObjectNode payload() {
        return data().payload();
    }

    /** Returns event type and id, which may be logged. */
    default String describe() {
        return data().toString();
    }
}
