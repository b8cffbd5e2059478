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

/**
 * The playback of an audio file has started.
 *
 * @param data the fields that all events have
 * @param mediaUrl the URL of the file, if it is played from a URL
 * @param mediaName the name of the uploaded file, if one is played
 * @param overlay whether it plays on top of another playback
 */
public record CallPlaybackStarted(EventData data, String mediaUrl, String mediaName, Boolean overlay)
        implements CallEvent {
    /** The event type of this record. */
    public static final String TYPE = "call.playback.started";

    static CallPlaybackStarted read(EventData data) {
        var payload = new Fields(data.payload());
        return new CallPlaybackStarted(
                data, payload.text("media_url"), payload.text("media_name"), payload.bool("overlay"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
