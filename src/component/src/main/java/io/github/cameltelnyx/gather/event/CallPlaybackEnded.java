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
 * The playback of an audio file has ended or failed.
 *
 * @param data the fields that all events have
 * @param mediaUrl the URL of the file, if it is played from a URL
 * @param mediaName the name of the uploaded file, if one is played
 * @param overlay whether it plays on top of another playback
 * @param status {@code completed}, {@code cancelled}, {@code cancelled_amd}, {@code call_hangup},
 *     {@code file_not_found}, {@code failed} or {@code unknown}; Telnyx may add values
 * @param statusDetail the details of a failure
 */
public record CallPlaybackEnded(
        EventData data, String mediaUrl, String mediaName, Boolean overlay, String status, String statusDetail)
        implements CallEvent {
    /** The event type of this record. */
    public static final String TYPE = "call.playback.ended";

    static CallPlaybackEnded read(EventData data) {
        var payload = new Fields(data.payload());
        return new CallPlaybackEnded(
                data,
                payload.text("media_url"),
                payload.text("media_name"),
                payload.bool("overlay"),
                payload.text("status"),
                payload.text("status_detail"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
