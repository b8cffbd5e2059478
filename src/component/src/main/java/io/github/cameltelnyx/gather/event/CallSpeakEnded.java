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
 * The speech of a text has ended, or was interrupted.
 *
 * @param data the fields that all events have
 * @param status {@code completed}, {@code call_hangup} or {@code cancelled_amd}; Telnyx may add values
 */
public record CallSpeakEnded(EventData data, String status) implements CallEvent {
    /** The event type of this record. */
    public static final String TYPE = "call.speak.ended";

    static CallSpeakEnded read(EventData data) {
        var payload = new Fields(data.payload());
        return new CallSpeakEnded(data, payload.text("status"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
