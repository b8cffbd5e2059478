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

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {

    private final RetryAfter retryAfter =
            new RetryAfter(Clock.fixed(Instant.parse("2026-03-04T10:15:00Z"), ZoneOffset.UTC));

    @Test
    void readsSeconds() {
        assertThat(parse(503, "Retry-After: 2")).contains(Duration.ofSeconds(2));
    }

    @Test
    void readsPartsOfSeconds() {
        assertThat(parse(503, "Retry-After: 0.25")).contains(Duration.ofMillis(250));
    }

    @Test
    void readsAnHttpDateByTheClock() {
        assertThat(parse(503, "Retry-After: Wed, 04 Mar 2026 10:15:07 GMT")).contains(Duration.ofSeconds(7));
    }

    @Test
    void aDateThatHasPassedIsNoWait() {
        assertThat(parse(503, "Retry-After: Wed, 04 Mar 2026 10:14:00 GMT")).contains(Duration.ZERO);
    }

    @Test
    void millisecondsGoBeforeSeconds() {
        assertThat(parse(429, "Retry-After: 2", "Retry-After-Ms: 150", "x-ratelimit-reset: 9"))
                .contains(Duration.ofMillis(150));
    }

    @Test
    void secondsGoBeforeTheRateLimit() {
        assertThat(parse(429, "Retry-After: 2", "x-ratelimit-reset: 9")).contains(Duration.ofSeconds(2));
    }

    @Test
    void theRateLimitCountsForTooManyRequests() {
        assertThat(parse(429, "x-ratelimit-reset: 9")).contains(Duration.ofSeconds(9));
    }

    @Test
    void theRateLimitDoesNotCountOtherwise() {
        assertThat(parse(503, "x-ratelimit-reset: 9")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "1e3", "0x10", "1.", "NaN", "99999999999999999999", "Wed, 99 Mar 2026"})
    void whatItDoesNotUnderstandIsNoWait(String value) {
        assertThat(parse(429, "Retry-After: " + value)).isEmpty();
    }

    @Test
    void whatItDoesNotUnderstandGivesWayToTheNextHeader() {
        assertThat(parse(429, "Retry-After-Ms: x", "Retry-After: y", "x-ratelimit-reset: 9"))
                .contains(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Retry-After: 999999999999", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT"})
    void anEndlessWaitIsAYear(String header) {
        assertThat(parse(503, header)).contains(Duration.ofDays(365));
    }

    private Optional<Duration> parse(int status, String... headers) {
        return retryAfter.parse(
                status,
                HttpHeaders.of(
                        Arrays.stream(headers)
                                .map(header -> header.split(":", 2))
                                .collect(Collectors.toMap(parts -> parts[0], parts -> List.of(parts[1].strip()))),
                        (name, value) -> true));
    }
}
