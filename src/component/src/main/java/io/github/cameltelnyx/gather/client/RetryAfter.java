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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the delay that a response requires before a retry: {@code Retry-After-Ms}, else {@code Retry-After} (seconds or an
 * HTTP date), else, for HTTP 429, {@code x-ratelimit-reset} (seconds; source: Rate Limiting). A malformed value counts as
 * absent.
 */
final class RetryAfter {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
    /** Far beyond every timeout, and small enough to be counted in nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final int TOO_MANY_REQUESTS = 429;

    private final Clock clock;

    RetryAfter(Clock clock) {
        this.clock = clock;
    }

    Optional<Duration> parse(int status, HttpHeaders headers) {
        return headers.firstValue("retry-after-ms")
                .flatMap(value -> parseNumber(value, Duration.ofMillis(1)))
                .or(() -> headers.firstValue("retry-after").flatMap(this::parseSecondsOrDate))
                .or(() -> status == TOO_MANY_REQUESTS
                        ? headers.firstValue("x-ratelimit-reset")
                                .flatMap(value -> parseNumber(value, Duration.ofSeconds(1)))
                        : Optional.empty());
    }

    private Optional<Duration> parseSecondsOrDate(String value) {
        return parseNumber(value, Duration.ofSeconds(1)).or(() -> parseDate(value));
    }

    private static Optional<Duration> parseNumber(String value, Duration unit) {
        String number = value.strip();
        if (!NUMBER.matcher(number).matches()) {
            return Optional.empty();
        }
        double nanos = Double.parseDouble(number) * unit.toNanos();
        return Optional.of(Duration.ofNanos((long) Math.min(nanos, LONGEST.toNanos())));
    }

    private Optional<Duration> parseDate(String value) {
        try {
            Duration wait = Duration.between(clock.instant(), Instant.from(HTTP_DATE.parse(value.strip())));
            if (wait.isNegative()) {
                return Optional.of(Duration.ZERO);
            }
            return Optional.of(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
