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

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One entry of a transcript.
 *
 * @param time when it happened, in simulated time
 * @param callSessionId the session it belongs to; the legs of a transfer share one; empty for a
 *     request that concerns no known call
 * @param callControlId the leg that it concerns, empty like the session
 * @param who {@code caller} or {@code callee} (the person), {@code ivr} (what the person hears), {@code api} (a command
 *     of the application), {@code webhook} (an event delivered to it) or {@code faults} (random faults that begin)
 * @param text a short description
 * @param detail the same as data, a null node if the text is complete: {@code digits} or {@code speech} of a person,
 *     {@code speech} or {@code audio} of the IVR, {@code operation, method, path, request, status, response, executed,
 *     fault} of a command, {@code data, attempt, url, status, failure} of a webhook
 */
public record TranscriptEntry(
        Instant time, String callSessionId, String callControlId, String who, String text, JsonNode detail) {

    /** The entry as JSON, with names in the style of Telnyx's API. */
    public ObjectNode toJson() {
        return Json.object()
                .put("time", time.toString())
                .put("call_session_id", callSessionId)
                .put("call_control_id", callControlId)
                .put("who", who)
                .put("text", text)
                .set("detail", detail.deepCopy());
    }
}
