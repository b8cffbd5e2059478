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
 * The result of a gather (operations gather, gatherUsingAudio and gatherUsingSpeak).
 *
 * @param data the fields that all events have
 * @param from the calling number or SIP URI
 * @param to the called number or SIP URI
 * @param digits the digits that the caller pressed; empty if there are none
 * @param status {@code valid}, {@code invalid}, {@code timeout}, {@code call_hangup}, {@code cancelled} or
 *     {@code cancelled_amd}; Telnyx may add values
 */
public record CallGatherEnded(EventData data, String from, String to, String digits, String status)
        implements CallEvent {
    /** The event type of this record. */
    public static final String TYPE = "call.gather.ended";

    static CallGatherEnded read(EventData data) {
        var payload = new Fields(data.payload());
        return new CallGatherEnded(
                data, payload.text("from"), payload.text("to"), payload.text("digits"), payload.text("status"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
