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
package io.github.cameltelnyx.gather.client;

import java.time.Duration;

/**
 * When a request is sent again. Every retry is identical to the first request, command id included. The limits of
 * {@code requestTimeout} and the default of {@code resendAfter} come from Telnyx; source: Command Retries, Receiving
 * Webhooks for Programmable Voice.
 *
 * @param maximumRetries the maximum number of retries, whatever their reason; 0 to 20
 * @param retryDelay the delay before the first delayed retry, which doubles for each further one; a random part of up to
 *     half of it is subtracted; 0 to 1 minute
 * @param retryMaxDelay the maximum of that delay; {@code retryDelay} to 1 minute
 * @param requestTimeout the maximum time from the first attempt to the response; 1 ms to 60 s, because Telnyx recognizes
 *     a repeated command id for 60 s only
 * @param resendAfter how long to wait for a response to the newest attempt before the next one is sent while the earlier
 *     ones stay open; up to 1 minute, 0 for never
 */
public record RetryPolicy(
        int maximumRetries,
        Duration retryDelay,
        Duration retryMaxDelay,
        Duration requestTimeout,
        Duration resendAfter) {

    private static final int MOST_RETRIES = 20;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** @throws IllegalArgumentException if a value is outside its limits; the message has its name and its limits */
    public RetryPolicy {
        if (maximumRetries < 0 || maximumRetries > MOST_RETRIES) {
            throw new IllegalArgumentException(
                    "maximumRetries is " + maximumRetries + " but must be from 0 to " + MOST_RETRIES);
        }
        requireBetween("retryDelay", retryDelay, Duration.ZERO);
        requireBetween("retryMaxDelay", retryMaxDelay, retryDelay);
        requireBetween("requestTimeout", requestTimeout, Duration.ofMillis(1));
        requireBetween("resendAfter", resendAfter, Duration.ZERO);
    }

    private static void requireBetween(String name, Duration value, Duration least) {
        if (value == null || value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + " is " + (value == null ? "missing" : value.toMillis() + " ms")
                    + " but must be from " + least.toMillis() + " ms to " + LONGEST.toMillis() + " ms");
        }
    }
}
