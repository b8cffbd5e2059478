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

/**
 * One attempt to deliver a webhook.
 *
 * @param number the value of {@code meta.attempt}, from 1
 * @param url the URL that it was sent to
 * @param status the HTTP status of the response, 0 without a response
 * @param failure why there was no response ({@code timeout}, {@code connection}, or {@code dropped} by a fault), otherwise
 *     empty
 * @param time when the response arrived or the attempt was given up, in simulated time
 * @param started when it began, in simulated time
 */
public record DeliveryAttempt(int number, String url, int status, String failure, Instant time, Instant started) {

    /** Whether the receiver acknowledged the event: status 200, and no other. */
    public boolean isAcknowledged() {
        return status == 200;
    }
}
