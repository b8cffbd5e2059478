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
 * When a request is sent again. Every repetition is identical to the first request, command id included.
 *
 * @param maximumRetries how many times a request is sent again at most, whatever the reason; 0 to 20, default 3
 * @param retryDelay the wait before the first delayed repetition, doubled for each further one; a random part of up to
 *     half of it is taken off; up to 1 minute, default 500 ms
 * @param retryMaxDelay the longest such wait; {@code retryDelay} to 1 minute, default 8 s
 * @param requestTimeout the time for everything from the first attempt to the answer; 1 ms to 60 s, because Telnyx
 *     recognises a repeated command id for 60 s only; default 10 s
 * @param resendAfter the silence of the newest attempt after which another is sent beside it; up to 1 minute, zero for
 *     never; default 500 ms
 */
public record RetryPolicy(
        int maximumRetries,
        Duration retryDelay,
        Duration retryMaxDelay,
        Duration requestTimeout,
        Duration resendAfter) {

    private static final int MOST_RETRIES = 20;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** @throws IllegalArgumentException if a component is outside its limits; the message names it, and the limit */
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
