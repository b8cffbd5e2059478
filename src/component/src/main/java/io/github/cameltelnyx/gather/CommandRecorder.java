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

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltelnyx.gather.CommandBinding.CommandRequest;
import io.github.cameltelnyx.gather.client.CallEndedException;
import io.github.cameltelnyx.gather.client.TelnyxApiException;
import io.github.cameltelnyx.gather.client.TelnyxConnectionException;
import io.github.cameltelnyx.gather.correlation.EventProfile;
import io.github.cameltelnyx.gather.correlation.WaitRegistry;
import io.github.cameltelnyx.gather.event.WaitTag;

/** What the waits have to know of the commands of an operation, awaited or not. */
final class CommandRecorder {

    /** What the way to Telnyx, the synthesis of speech and the way back of the event can take. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final int TOO_MANY_REQUESTS = 429;

    private final TelnyxGatherOperation operation;
    private final WaitRegistry waits;

    CommandRecorder(TelnyxGatherOperation operation, WaitRegistry waits) {
        this.operation = operation;
        this.waits = waits;
    }

    EventProfile profile(CommandRequest request) {
        JsonNode fields = request.fields();
        Duration longest = operation.spec().activeDuration(fields).plus(MARGIN);
        if (operation.spec().hasOtherLeg()) {
            return EventProfile.ofLeg(operation.resultEvents(), longest);
        }
        if (operation != TelnyxGatherOperation.playbackStart) {
            return EventProfile.of(operation.resultEvents(), longest);
        }
        String media =
                fields.path("audio_url").asText("") + fields.path("media_name").asText("");
        return new EventProfile(
                operation.resultEvents(),
                longest,
                media.isEmpty() ? null : media,
                fields.path("overlay").asBoolean(),
                false);
    }

    /** Records what a command stops. Call it before the command is recorded or awaited itself. */
    void recordStop(CommandRequest request) {
        boolean stops = operation == TelnyxGatherOperation.playbackStop;
        String what = request.fields().path("stop").asText(stops ? "all" : "");
        if (stops && request.fields().path("overlay").asBoolean()) {
            what = "overlay";
        }
        if (!what.isEmpty() && request.callControlId() != null) {
            waits.recordStop(request.callControlId(), what);
        }
    }

    /**
     * Records a command that is not awaited.
     *
     * @param again what an earlier call returned for the same command, or null
     * @return null if its events cannot be taken for those of another command
     */
    WaitTag recordUnawaited(CommandRequest request, WaitTag again) {
        recordStop(request);
        EventProfile profile = profile(request);
        return request.callControlId() == null || !profile.isConfusable()
                ? null
                : waits.recordUnawaited(profile, request.callControlId(), again);
    }

    /** Forgets a command that failed, unless Telnyx may have executed it. */
    void failed(WaitTag recorded, Throwable failure) {
        if (recorded != null && !isMaybeExecuted(failure)) {
            waits.forgetUnawaited(recorded);
        }
    }

    /** Whether the event of a failed command may come. */
    static boolean isMaybeExecuted(Throwable failure) {
        if (failure instanceof TelnyxApiException refused) {
            return !(refused instanceof CallEndedException)
                    && refused.isRetryable()
                    && refused.getStatus() != TOO_MANY_REQUESTS;
        }
        return failure instanceof TelnyxConnectionException lost && lost.isMaybeProcessed();
    }
}
