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

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The audio of a leg that is recorded; it ends with the leg, or before that at {@code record_max_length}. There is no
 * audio behind its URL. Simulator's thread only.
 */
final class AudioRecording {

    private static final String FOLDER = "https://recordings.example.test/";

    private final CallLeg leg;
    private final SimulatorContext context;
    private final JsonNode command;
    private final Instant started;
    private SimulatedClock.Timer limit = SimulatedClock.Timer.NONE;
    private Instant ended;

    AudioRecording(CallLeg leg, SimulatorContext context, JsonNode command) {
        this.leg = leg;
        this.context = context;
        this.command = command;
        started = context.time().now();
        Duration longest = Duration.ofSeconds(command.path("record_max_length").asLong(0));
        if (!longest.isZero()) {
            limit = context.time().schedule(longest, this::end);
        }
    }

    void end() {
        if (ended == null) {
            limit.cancel();
            ended = context.time().now();
            save();
        }
    }

    private void save() {
        String format = command.path("record_format").asText("mp3");
        var details = Json.object()
                .put("channels", command.path("record_channels").asText("dual"))
                .put("recording_started_at", EventPublisher.format(started))
                .put("recording_ended_at", EventPublisher.format(ended));
        details.putObject("recording_urls").put(format, FOLDER + leg.recordingId() + "." + format);
        details.putObject("public_recording_urls");
        leg.publish("call.recording.saved", details);
    }
}
