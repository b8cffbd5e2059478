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

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ClientSettingsTest {

    @Test
    void hidesTheApiKey() {
        assertThat(settings("https://api.telnyx.com/v2", ClientFixture.API_KEY).toString())
                .contains("https://api.telnyx.com/v2")
                .doesNotContain(ClientFixture.API_KEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.telnyx.com/v2", "https://api.telnyx.com/v2/"})
    void resolvesPathsBelowTheBaseUrl(String baseUrl) {
        assertThat(settings(baseUrl, "KEY").resolve("/calls/a%3Ab"))
                .hasToString("https://api.telnyx.com/v2/calls/a%3Ab");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host/v2",
                "/v2",
                "https:///v2",
                "https://user:secret@host",
                "https://host?q=secret",
                "https://host#f"
            })
    void rejectsOtherUrlsWithoutShowingThem(String baseUrl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(baseUrl, "KEY"))
                .withMessageStartingWith("baseUrl must be an http or https URL")
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "secret\r\nX: y", "secret\u00e4"})
    void rejectsAKeyThatIsNoHeaderWithoutShowingIt(String apiKey) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings("https://host", apiKey))
                .withMessage("apiKey is missing or has characters that are not allowed in an HTTP header");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "21 | 500 | 8000 | 10000 | 500 | maximumRetries is 21 but must be from 0 to 20",
                "-1 | 500 | 8000 | 10000 | 500 | maximumRetries is -1 but must be from 0 to 20",
                "3 | -1 | 8000 | 10000 | 500 | retryDelay is -1 ms but must be from 0 ms to 60000 ms",
                "3 | 500 | 499 | 10000 | 500 | retryMaxDelay is 499 ms but must be from 500 ms to 60000 ms",
                "3 | 500 | 8000 | 0 | 500 | requestTimeout is 0 ms but must be from 1 ms to 60000 ms",
                "3 | 500 | 8000 | 60001 | 500 | requestTimeout is 60001 ms but must be from 1 ms to 60000 ms",
                "3 | 500 | 8000 | 10000 | -1 | resendAfter is -1 ms but must be from 0 ms to 60000 ms"
            })
    void rejectsAPolicyOutsideItsLimits(
            int maximumRetries, long delay, long maxDelay, long timeout, long resendAfter, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(
                        maximumRetries,
                        Duration.ofMillis(delay),
                        Duration.ofMillis(maxDelay),
                        Duration.ofMillis(timeout),
                        Duration.ofMillis(resendAfter)))
                .withMessage(message);
    }

    private static ClientSettings settings(String baseUrl, String apiKey) {
        return new ClientSettings(URI.create(baseUrl), apiKey, "test", ClientFixture.FAST);
    }
}
