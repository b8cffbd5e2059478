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
package io.github.cameltelnyx.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one attempt of a webhook over HTTP. Each attempt has a signature of its own, with the real time, because receivers
 * compare the timestamp with their own clock.
 */
final class WebhookPost {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookPost.class);

    private static final Duration STALE = Duration.ofMinutes(10);
    /** More connections at once would exceed the accept queue of a host. */
    private static final int CONNECTIONS_PER_HOST = 200;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final SimulatedTime time;
    private final WebhookSigner signer;
    private final WebhookSigner wrongKey = WebhookSigner.of(Optional.empty());
    private final HttpClient client;

    WebhookPost(SimulatedTime time, WebhookSigner signer, Vertx vertx) {
        this.time = time;
        this.signer = signer;
        client = vertx.createHttpClient(
                new HttpClientOptions().setMaxPoolSize(CONNECTIONS_PER_HOST).setConnectTimeout((int)
                        CONNECT_TIMEOUT.toMillis()));
    }

    /** Sends an attempt; {@code whenDone} runs on the simulator's thread. */
    void send(WebhookDelivery delivery, int number, Consumer<DeliveryAttempt> whenDone) {
        String url = delivery.url();
        Instant started = time.now();
        byte[] body = body(delivery, number, url);
        client.request(options(delivery, url, body))
                .compose(request -> request.send(Buffer.buffer(body)).map(HttpClientResponse::statusCode))
                .onComplete(response -> time.execute(() -> whenDone.accept(
                        response.succeeded()
                                ? new DeliveryAttempt(number, url, response.result(), "", time.now(), started)
                                : new DeliveryAttempt(number, url, 0, reason(response.cause()), time.now(), started))));
    }

    private static String reason(Throwable failure) {
        LOG.debug("A webhook got no response", failure);
        return failure instanceof TimeoutException ? "timeout" : "connection";
    }

    private static byte[] body(WebhookDelivery delivery, int number, String url) {
        if (delivery.hasOldForm()) {
            return delivery.original().toString().getBytes(StandardCharsets.UTF_8);
        }
        ObjectNode envelope = Json.object();
        envelope.set("data", delivery.data());
        envelope.putObject("meta").put("attempt", number).put("delivered_to", url);
        return envelope.toString().getBytes(StandardCharsets.UTF_8);
    }

    private RequestOptions options(WebhookDelivery delivery, String url, byte[] body) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url)
                .setIdleTimeout(delivery.timeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "telnyx-webhooks");
        WebhookFault.Kind fault = delivery.fault().kind();
        if (fault != WebhookFault.Kind.MISSING_SIGNATURE && !delivery.hasOldForm()) {
            Instant signed =
                    fault == WebhookFault.Kind.STALE_SIGNATURE ? Instant.now().minus(STALE) : Instant.now();
            String timestamp = String.valueOf(signed.getEpochSecond());
            WebhookSigner key = fault == WebhookFault.Kind.WRONG_SIGNATURE ? wrongKey : signer;
            options.putHeader("telnyx-timestamp", timestamp)
                    .putHeader("telnyx-signature-ed25519", key.sign(timestamp, body));
        }
        return options;
    }
}
