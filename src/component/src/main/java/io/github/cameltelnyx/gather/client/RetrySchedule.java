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
import java.util.function.DoubleSupplier;

/**
 * When the next repetition of one command may start. All times are nanoseconds since the command was given. It belongs
 * to one {@link CommandExecution}, whose lock guards it.
 */
final class RetrySchedule {

    private final RetryPolicy policy;
    /** 0 to 1; what part of the jitter is taken off. */
    private final DoubleSupplier random;

    private boolean repeatedAtOnce;
    private int delays;
    private long holdUntil;

    RetrySchedule(RetryPolicy policy, DoubleSupplier random) {
        this.policy = policy;
        this.random = random;
    }

    /** Remembers a wait that the server asked for; it holds for every later repetition, whatever its reason. */
    void heed(Exception failure, long now) {
        Duration asked = askedBy(failure);
        if (asked != null) {
            holdUntil = Math.max(holdUntil, now + asked.toNanos());
        }
    }

    /** What is left of the waits that the server asked for. */
    long hold(long now) {
        return Math.max(0, holdUntil - now);
    }

    /** The wait before a repetition that is due to a failure. */
    long delayAfter(Exception failure, long now) {
        long own = askedBy(failure) == null ? ownDelay(failure) : 0;
        return Math.max(own, hold(now));
    }

    private long ownDelay(Exception failure) {
        // a pooled connection that the server has just closed says nothing about the server: try a new one at once
        if (!repeatedAtOnce && !(failure instanceof TelnyxApiException)) {
            repeatedAtOnce = true;
            return 0;
        }
        // 20 retries at most and a minute at most: 60e9 << 19 fits a long
        long exponential = policy.retryDelay().toNanos() << delays++;
        long delay = Math.min(exponential, policy.retryMaxDelay().toNanos());
        return delay - (long) (delay / 2.0 * random.getAsDouble());
    }

    private static Duration askedBy(Exception failure) {
        return failure instanceof TelnyxApiException answered ? answered.getRetryAfter() : null;
    }
}
