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
 * One try to deliver a webhook.
 *
 * @param number what {@code meta.attempt} said, from 1
 * @param url where it was sent
 * @param status the HTTP status of the answer, 0 if there was none
 * @param failure why there was no answer ({@code timeout}, {@code connection}, or {@code dropped} by a fault), empty if
 *     there was one
 * @param time when the answer came or the simulator gave up waiting, in simulated time
 * @param started when it began, in simulated time
 */
public record DeliveryAttempt(int number, String url, int status, String failure, Instant time, Instant started) {

    /** Whether the receiver took the event: Telnyx counts 200 only. */
    public boolean isAcknowledged() {
        return status == 200;
    }
}
