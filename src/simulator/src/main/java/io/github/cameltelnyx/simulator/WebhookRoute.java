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

import java.time.Duration;
import java.util.List;

/**
 * The way of one event to the application.
 *
 * @param urls the webhook URL and then the failover URL, as far as they are set
 * @param timeout the time to wait for a response, in real time
 * @param oldForm whether it goes out in the form of API v1
 * @param pauses the pauses before the second attempt at a URL, the third one and so on, in simulated time
 */
record WebhookRoute(List<String> urls, Duration timeout, boolean oldForm, List<Duration> pauses) {

    /** Up to three attempts, as documented by Telnyx; the pauses are the simulator's choice. */
    static final List<Duration> STANDARD_PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));
}
