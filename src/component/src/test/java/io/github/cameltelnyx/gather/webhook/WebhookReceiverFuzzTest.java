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
package io.github.cameltelnyx.gather.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.cameltelnyx.gather.event.CallEvent;

import static org.assertj.core.api.Assertions.assertThat;

/** From any request to a verdict: an event if it was signed, a refusal if not, and nothing else. */
class WebhookReceiverFuzzTest {

    private static final SigningKey KEY = new SigningKey(new byte[32]);
    private static final long NOW = 1_780_000_000;
    private static final int LIMIT = 1 << 14;
    private static final WebhookReceiver RECEIVER = new WebhookReceiver(
            new WebhookVerifier(
                    List.of(KEY.publicKey()),
                    Duration.ofSeconds(300),
                    Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC)),
            LIMIT);

    @FuzzTest(maxDuration = "10m")
    void anUnsignedRequestIsRefused(FuzzedDataProvider data) {
        String method = data.consumeBoolean() ? "POST" : data.consumeString(8);
        String contentType = data.consumeBoolean() ? null : data.consumeString(60);
        List<String> timestamps = data.consumeBoolean() ? List.of(Long.toString(NOW)) : strings(data);
        int signing = data.consumeInt(0, 4);
        List<String> given = strings(data);
        int position = data.consumeInt(0, 87);
        char other = data.consumeChar();
        byte[] body = data.consumeRemainingAsBytes();
        String right = KEY.sign(timestamps.isEmpty() ? "" : timestamps.get(0), body);
        List<String> signatures =
                switch (signing) {
                    case 0 -> given;
                    case 1 -> List.of(right, right);
                    case 2 -> List.of(KEY.sign(Long.toString(NOW), new byte[] {1}));
                    case 3 -> List.of(right.substring(0, position) + other + right.substring(position + 1));
                    default -> List.of(right);
                };

        try {
            CallEvent event = RECEIVER.receive(new WebhookRequest(method, contentType, signatures, timestamps, body));
            assertThat(event.eventId()).isNotBlank();
            assertThat(method).isEqualTo("POST");
            assertThat(timestamps).hasSize(1);
            assertThat(Long.parseLong(timestamps.get(0))).isBetween(NOW - 300, NOW + 300);
            assertThat(signatures).containsExactly(right);
            assertThat(body.length).isLessThanOrEqualTo(LIMIT);
        } catch (InvalidWebhookException e) {
            assertThat(e.reason().status()).isBetween(400, 413);
        }
    }

    private static List<String> strings(FuzzedDataProvider data) {
        List<String> strings = new ArrayList<>();
        for (int count = data.consumeInt(0, 2); count > 0; count--) {
            strings.add(data.consumeString(100));
        }
        return strings;
    }
}
