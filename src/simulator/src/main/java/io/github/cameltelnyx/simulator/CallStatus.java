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
package io.github.cameltelnyx.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * Where one leg of a call stands at a moment.
 *
 * @param callControlId Telnyx's id of the leg
 * @param callSessionId the session, which the legs of a transfer share
 * @param callLegId Telnyx's other id of the leg
 * @param connectionId the application that it belongs to
 * @param from the number that called
 * @param to the number that was called
 * @param outgoing whether the application called
 * @param state where the call stands
 * @param gathering whether a gather for keys is running
 * @param conversation {@code gather} or {@code assistant} while one of Telnyx's AIs listens, else empty
 * @param playing whether the person hears something
 * @param startTime when it was initiated, in simulated time
 * @param answerTime when it was answered, if it was
 * @param endTime when it ended, if it has
 * @param hangupCause why it ended, such as {@code normal_clearing}; empty until then
 */
public record CallStatus(
        String callControlId,
        String callSessionId,
        String callLegId,
        String connectionId,
        String from,
        String to,
        boolean outgoing,
        CallState state,
        boolean gathering,
        String conversation,
        boolean playing,
        Instant startTime,
        Optional<Instant> answerTime,
        Optional<Instant> endTime,
        String hangupCause) {

    static CallStatus of(CallLeg leg) {
        LegIdentity identity = leg.identity();
        return new CallStatus(
                identity.callControlId(),
                identity.callSessionId(),
                identity.callLegId(),
                identity.connectionId(),
                identity.from(),
                identity.to(),
                identity.outgoing(),
                leg.state(),
                leg.gather().isPresent(),
                leg.conversation()
                        .map(talk -> talk instanceof AiAssistant ? "assistant" : "gather")
                        .orElse(""),
                leg.media().isPlaying(),
                leg.startTime(),
                leg.answerTime(),
                leg.endTime(),
                leg.hangupCause());
    }
}
