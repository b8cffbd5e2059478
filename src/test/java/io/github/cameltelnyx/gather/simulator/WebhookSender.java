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
package io.github.cameltelnyx.gather.simulator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Delivers events. In order for each leg unless told otherwise: the next event of a leg leaves when the one before has
 * been acknowledged or given up. Telnyx promises no order, but tests are easier to read with one. Up to three attempts
 * for each URL, the second one and the third one after 1 s and 2 s of simulated time; each is signed afresh with the
 * real time, because receivers compare the timestamp with their own clock.
 *
 * <p>Acknowledged is 200. Another 4xx than 408 and 429 is final for the URL; anything else is tried again. Redirects
 * are not followed: Telnyx's documents contradict each other there.
 */
final class WebhookSender {

    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final SimulatedTime time;
    private final SimulatorSettings settings;
    private final WebhookSigner signer;
    private final TranscriptLog transcript;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Map<String, Deque<WebhookDelivery>> outboxes = new HashMap<>();
    private boolean duplicates;

    WebhookSender(SimulatedTime time, SimulatorSettings settings, WebhookSigner signer, TranscriptLog transcript) {
        this.time = time;
        this.settings = settings;
        this.signer = signer;
        this.transcript = transcript;
    }

    void duplicates(boolean twice) {
        duplicates = twice;
    }

    void send(WebhookDelivery delivery) {
        if (delivery.hasNoUrl()) {
            transcript.note(delivery.leg(), "webhook", delivery.eventType() + " not sent, there is no webhook URL");
        } else if (settings.deliversInOrder()) {
            Deque<WebhookDelivery> outbox =
                    outboxes.computeIfAbsent(delivery.leg().callControlId(), id -> new ArrayDeque<>());
            outbox.add(delivery);
            if (outbox.size() == 1) {
                start(delivery);
            }
        } else {
            start(delivery);
        }
    }

    private void start(WebhookDelivery delivery) {
        attempt(delivery);
        if (duplicates) {
            post(delivery, 1, attempt -> note(delivery, attempt));
        }
    }

    private void attempt(WebhookDelivery delivery) {
        post(delivery, delivery.begin(), attempt -> {
            note(delivery, attempt);
            if (attempt.isAcknowledged()) {
                leave(delivery);
            } else if (isFinal(attempt.status()) || delivery.startedAtUrl() == ATTEMPTS) {
                failOver(delivery);
            } else {
                Duration pause = FIRST_PAUSE.multipliedBy(1L << delivery.startedAtUrl() - 1);
                time.schedule(pause, () -> attempt(delivery));
            }
        });
    }

    private void failOver(WebhookDelivery delivery) {
        if (delivery.failOver()) {
            attempt(delivery);
        } else {
            leave(delivery);
        }
    }

    private void leave(WebhookDelivery delivery) {
        Deque<WebhookDelivery> outbox = outboxes.get(delivery.leg().callControlId());
        if (outbox != null && outbox.remove(delivery) && !outbox.isEmpty()) {
            start(outbox.peek());
        }
    }

    private static boolean isFinal(int status) {
        return status >= 400 && status < 500 && status != 408 && status != 429;
    }

    private void note(WebhookDelivery delivery, DeliveryAttempt attempt) {
        delivery.add(attempt);
        String again = attempt.number() > 1 ? " (attempt " + attempt.number() + ")" : "";
        String answer = attempt.status() == 0 ? attempt.failure() : String.valueOf(attempt.status());
        transcript.note(delivery.leg(), "webhook", delivery.eventType() + " -> " + answer + again);
    }

    private void post(WebhookDelivery delivery, int number, Consumer<DeliveryAttempt> whenDone) {
        String url = delivery.url();
        client.sendAsync(request(delivery, number, url), BodyHandlers.discarding())
                .whenComplete((response, failure) ->
                        time.execute(() -> whenDone.accept(outcome(number, url, response, failure))));
    }

    private DeliveryAttempt outcome(int number, String url, HttpResponse<Void> response, Throwable failure) {
        if (response != null) {
            return new DeliveryAttempt(number, url, response.statusCode(), "", time.now());
        }
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        String reason = cause instanceof HttpTimeoutException ? "timeout" : "connection";
        return new DeliveryAttempt(number, url, 0, reason, time.now());
    }

    private HttpRequest request(WebhookDelivery delivery, int number, String url) {
        ObjectNode envelope = Json.object();
        envelope.set("data", delivery.data());
        envelope.putObject("meta").put("attempt", number).put("delivered_to", url);
        byte[] body = envelope.toString().getBytes(StandardCharsets.UTF_8);
        String timestamp = String.valueOf(Instant.now().getEpochSecond());
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(settings.webhookTimeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "telnyx-webhooks")
                .header("telnyx-timestamp", timestamp)
                .header("telnyx-signature-ed25519", signer.sign(timestamp, body))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }
}
