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
 * The status of one leg of a call at a moment.
 *
 * @param callControlId the id of the leg for commands
 * @param callSessionId the session, which the legs of a transfer share
 * @param callLegId the id of the leg in events
 * @param connectionId the id of its application
 * @param from the number that called
 * @param to the number that was called
 * @param outgoing whether the application placed the call
 * @param state the state of the call
 * @param gathering whether a gather of digits is running
 * @param conversation {@code gather} or {@code assistant} while an AI gather or an AI assistant is running, otherwise empty
 * @param playing whether the person hears something
 * @param startTime when it was initiated, in simulated time
 * @param answerTime when it was answered, if it was
 * @param endTime when it ended, if it has
 * @param hangupCause the cause of its end, such as {@code normal_clearing}; empty before
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
