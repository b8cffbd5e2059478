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
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The commands that speak and play. {@code target_legs} is checked, but only the leg itself hears the media. */
final class MediaCommands {

    private final SimulatorSettings settings;

    MediaCommands(SimulatorSettings settings) {
        this.settings = settings;
    }

    Map<String, CommandHandler> handlers() {
        return Map.of("speak", this::speak, "playback_start", this::play, "playback_stop", this::stop);
    }

    private ObjectNode speak(CallLeg leg, ObjectNode command) {
        stopFirst(leg, command);
        MediaSource source = MediaSource.spoken(command.path("payload").asText());
        leg.media().add(item(source, command, false));
        return Json.object();
    }

    private ObjectNode play(CallLeg leg, ObjectNode command) {
        // content given in the command has neither URL nor name in the events
        MediaSource source =
                MediaSource.audio(command, "audio_url", "media_name").orElse(new MediaSource(false, "", "", ""));
        boolean overlay = command.path("overlay").asBoolean();
        stopFirst(leg, command);
        (overlay ? leg.overlays() : leg.media()).add(item(source, command, overlay));
        return Json.object();
    }

    private ObjectNode stop(CallLeg leg, ObjectNode command) {
        String stop = command.path("stop").asText("all");
        if (stop.equals("overlay") || command.path("overlay").asBoolean()) {
            leg.overlays().stopAll();
        } else if (stop.equals("current")) {
            leg.media().stopCurrent();
        } else {
            leg.overlays().stopAll();
            leg.media().stopAll();
        }
        return Json.object();
    }

    private static void stopFirst(CallLeg leg, JsonNode command) {
        String stop = command.path("stop").asText("");
        if (stop.equals("current")) {
            leg.media().stopCurrent();
        } else if (stop.equals("all")) {
            leg.media().stopAll();
        }
    }

    private MediaItem item(MediaSource source, JsonNode command, boolean overlay) {
        Duration once = source.duration(settings);
        JsonNode loop = command.path("loop");
        Optional<Duration> length =
                loop.asText().equals("infinity") ? Optional.empty() : Optional.of(once.multipliedBy(loop.asInt(1)));
        return new MediaItem(source, length, overlay, true, status -> {});
    }
}
