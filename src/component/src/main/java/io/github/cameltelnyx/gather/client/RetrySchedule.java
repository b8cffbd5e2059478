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
 * Computes the delays between the attempts of one command. All times are nanoseconds since the command was given. Not
 * thread-safe: the lock of its {@link CommandExecution} guards it.
 */
final class RetrySchedule {

    private final RetryPolicy policy;
    /** Returns 0 to 1: which part of the jitter to subtract. */
    private final DoubleSupplier random;

    private boolean retriedAtOnce;
    private int delays;
    private long notBefore;

    RetrySchedule(RetryPolicy policy, DoubleSupplier random) {
        this.policy = policy;
        this.random = random;
    }

    /** Records the delay that an error response requires. It applies to every later retry, whatever its reason. */
    void recordRetryAfter(Exception failure, long now) {
        Duration retryAfter = retryAfterOf(failure);
        if (retryAfter != null) {
            notBefore = Math.max(notBefore, now + retryAfter.toNanos());
        }
    }

    /** What remains of the recorded delays; 0 if nothing does. */
    long remainingDelay(long now) {
        return Math.max(0, notBefore - now);
    }

    /** The delay before the retry after a failure. */
    long delayAfter(Exception failure, long now) {
        long computed = retryAfterOf(failure) == null ? computeDelay(failure) : 0;
        return Math.max(computed, remainingDelay(now));
    }

    private long computeDelay(Exception failure) {
        // a pooled connection that the server has just closed says nothing about the server: try a new one at once
        if (!retriedAtOnce && !(failure instanceof TelnyxApiException)) {
            retriedAtOnce = true;
            return 0;
        }
        // 20 retries at most and a minute at most: 60e9 << 19 fits a long
        long exponential = policy.retryDelay().toNanos() << delays++;
        long delay = Math.min(exponential, policy.retryMaxDelay().toNanos());
        return delay - (long) (delay / 2.0 * random.getAsDouble());
    }

    private static Duration retryAfterOf(Exception failure) {
        return failure instanceof TelnyxApiException refused ? refused.getRetryAfter() : null;
    }
}
