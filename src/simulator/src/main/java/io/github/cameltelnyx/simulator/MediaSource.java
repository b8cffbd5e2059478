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

/** Something that a caller can hear: a spoken text, or audio by URL or by name. Unset parts are empty. */
record MediaSource(boolean speech, String text, String mediaUrl, String mediaName) {

    static MediaSource spoken(String text) {
        return new MediaSource(true, text, "", "");
    }

    /** Speech from a text field of a command, if the field is set. */
    static Optional<MediaSource> spoken(JsonNode command, String field) {
        return Optional.of(command.path(field).asText(""))
                .filter(text -> !text.isEmpty())
                .map(MediaSource::spoken);
    }

    /** Audio from two alternative fields of a command, if one is set. */
    static Optional<MediaSource> audio(JsonNode command, String urlField, String nameField) {
        String url = command.path(urlField).asText("");
        String name = command.path(nameField).asText("");
        return url.isEmpty() && name.isEmpty() ? Optional.empty() : Optional.of(new MediaSource(false, "", url, name));
    }

    /** The text, or the URL or name of the audio. */
    String description() {
        return text + mediaUrl + mediaName;
    }

    Duration duration(SimulatorSettings settings) {
        return speech ? settings.speechPerCharacter().multipliedBy(text.length()) : settings.audioDuration();
    }
}
