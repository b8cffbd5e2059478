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
 * A call has been connected with another one. Telnyx sends one event for each of the two calls.
 *
 * @param data the fields that all events have
 * @param from the calling number or SIP URI
 * @param to the called number or SIP URI
 */
public record CallBridged(EventData data, String from, String to) implements CallEvent {
    /** The event type of this record. */
    public static final String TYPE = "call.bridged";

    static CallBridged read(EventData data) {
        var payload = new Fields(data.payload());
        return new CallBridged(data, payload.text("from"), payload.text("to"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
