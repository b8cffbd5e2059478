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
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The settings of a gather command, with Telnyx's defaults.
 *
 * @param plain whether it is {@code gather} itself: no prompt, no tries, and {@code timeout} limits the whole command;
 *     with a prompt {@code timeout} is the wait for the first digit after the prompt has ended
 * @param terminatingDigit empty = none
 */
record GatherSettings(
        boolean plain,
        Optional<MediaSource> prompt,
        Optional<MediaSource> invalidPrompt,
        int minimumDigits,
        int maximumDigits,
        int maximumTries,
        Duration timeout,
        Duration initialTimeout,
        Duration interDigitTimeout,
        String terminatingDigit,
        String validDigits) {

    static GatherSettings plain(JsonNode command) {
        return of(true, command, Optional.empty(), Optional.empty());
    }

    static GatherSettings usingAudio(JsonNode command) {
        return of(
                false,
                command,
                MediaSource.audio(command, "audio_url", "media_name"),
                MediaSource.audio(command, "invalid_audio_url", "invalid_media_name"));
    }

    static GatherSettings usingSpeak(JsonNode command) {
        return of(
                false, command, MediaSource.spoken(command, "payload"), MediaSource.spoken(command, "invalid_payload"));
    }

    private static GatherSettings of(
            boolean plain, JsonNode command, Optional<MediaSource> prompt, Optional<MediaSource> invalidPrompt) {
        return new GatherSettings(
                plain,
                prompt,
                invalidPrompt,
                command.path("minimum_digits").asInt(1),
                command.path("maximum_digits").asInt(128),
                command.path("maximum_tries").asInt(3),
                Duration.ofMillis(command.path("timeout_millis").asLong(60_000)),
                Duration.ofMillis(command.path("initial_timeout_millis").asLong(5_000)),
                Duration.ofMillis(command.path("inter_digit_timeout_millis").asLong(5_000)),
                command.path("terminating_digit").asText("#"),
                command.path("valid_digits").asText("0123456789#*"));
    }
}
