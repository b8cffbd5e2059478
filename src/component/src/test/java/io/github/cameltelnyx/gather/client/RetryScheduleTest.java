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

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryScheduleTest {

    private static final RetryPolicy POLICY =
            new RetryPolicy(20, Duration.ofMillis(500), Duration.ofSeconds(8), Duration.ofSeconds(10), Duration.ZERO);

    @Test
    void delaysDoubleUpToTheMaximum() {
        RetrySchedule schedule = new RetrySchedule(POLICY, () -> 0);

        assertThat(Stream.generate(() -> schedule.delayAfter(failure(null), 0) / 1_000_000)
                        .limit(7))
                .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 8000L, 8000L);
    }

    @Test
    void theJitterTakesOffUpToHalf() {
        RetrySchedule schedule = new RetrySchedule(POLICY, () -> 1);

        assertThat(Stream.generate(() -> schedule.delayAfter(failure(null), 0) / 1_000_000)
                        .limit(3))
                .containsExactly(250L, 500L, 1000L);
    }

    @Test
    void theLongestDelaysDoNotOverflow() {
        Duration minute = Duration.ofMinutes(1);
        RetrySchedule schedule = new RetrySchedule(new RetryPolicy(20, minute, minute, minute, Duration.ZERO), () -> 0);

        assertThat(Stream.generate(() -> schedule.delayAfter(failure(null), 0)).limit(20))
                .containsOnly(minute.toNanos());
    }

    @Test
    void onlyTheFirstConnectionFailureIsRetriedAtOnce() {
        RetrySchedule schedule = new RetrySchedule(POLICY, () -> 0);

        assertThat(Stream.generate(() -> schedule.delayAfter(new IOException(), 0) / 1_000_000)
                        .limit(3))
                .containsExactly(0L, 500L, 1000L);
    }

    @Test
    void aRequiredDelayReplacesTheComputedOneAndIsCountedFromTheResponse() {
        RetrySchedule schedule = new RetrySchedule(POLICY, () -> 0);
        TelnyxApiException failure = failure(Duration.ofNanos(70));

        schedule.recordRetryAfter(failure, 1000);

        assertThat(schedule.delayAfter(failure, 1010)).isEqualTo(60);
        assertThat(schedule.remainingDelay(1070)).isZero();
    }

    @Test
    void anAskedWaitHoldsAfterLaterFailures() {
        RetrySchedule schedule = new RetrySchedule(POLICY, () -> 0);

        schedule.recordRetryAfter(failure(Duration.ofSeconds(9)), 0);
        schedule.recordRetryAfter(new IOException(), 1);

        assertThat(schedule.delayAfter(new IOException(), 1)).isEqualTo(8_999_999_999L);
    }

    private static TelnyxApiException failure(Duration retryAfter) {
        return new TelnyxApiException("gather", 503, List.of(), "", "", retryAfter);
    }
}
