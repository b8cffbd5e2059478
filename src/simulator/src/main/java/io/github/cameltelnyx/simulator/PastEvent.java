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

/**
 * An event of a recording.
 *
 * @param fault the fault of its delivery, as far as the recording shows it
 */
record PastEvent(String callControlId, String type, JsonNode payload, Instant occurredAt, WebhookFault fault) {

    PastEvent with(WebhookFault other) {
        return new PastEvent(callControlId, type, payload, occurredAt, other);
    }

    boolean is(String eventType) {
        return type.equals(eventType);
    }

    String text(String field) {
        return payload.path(field).asText("");
    }
}
