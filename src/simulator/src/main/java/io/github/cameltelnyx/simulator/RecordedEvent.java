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

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An event that the simulator published, with the attempts to deliver it so far.
 *
 * @param eventType for instance {@code call.gather.ended}
 * @param id the event id, the same in each attempt
 * @param callControlId the leg that it concerns
 * @param data the {@code data} object of the webhook
 * @param attempts the finished attempts, oldest first
 * @param fault the fault of the delivery
 */
public record RecordedEvent(
        String eventType,
        String id,
        String callControlId,
        JsonNode data,
        List<DeliveryAttempt> attempts,
        WebhookFault.Kind fault) {

    /** The payload of the event, {@code data.payload}. */
    public JsonNode payload() {
        return data.path("payload");
    }

    /** Whether an attempt was acknowledged. */
    public boolean isDelivered() {
        return attempts.stream().anyMatch(DeliveryAttempt::isAcknowledged);
    }
}
