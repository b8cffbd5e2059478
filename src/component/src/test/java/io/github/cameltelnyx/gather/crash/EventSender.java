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
package io.github.cameltelnyx.gather.crash;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;

import io.github.cameltelnyx.gather.EventsTestSupport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * Sends events as Telnyx does: up to three attempts, each with a signature of its own; again after 5xx, silence
 * or a lost connection.
 */
final class EventSender implements AutoCloseable {

    static final int ATTEMPTS = 3;
    /** Two seconds at Telnyx. A busy machine gets more, because here it is deaths that count, and not delays. */
    private static final Duration TIMEOUT = Duration.ofSeconds(Integer.getInteger("crash.timeout", 6));

    /** Telnyx does not say; these are those of the simulator. */
    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));

    private static final int OK = 200;

    private final KeyPair key = EventsTestSupport.keyPair();
    private final IntSupplier port;
    private final Vertx vertx = Vertx.vertx();
    // a connection for each attempt, so that the balancer chooses a node for each
    private final HttpClient client =
            vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false).setMaxPoolSize(200));

    EventSender(IntSupplier port) {
        this.port = port;
    }

    String publicKey() {
        return EventsTestSupport.publicKey(key);
    }

    /** An event and how its attempts ended. A status of 0 is no response. */
    record Delivery(String event, List<Integer> statuses, CompletableFuture<Void> decided) {

        boolean isAcknowledged() {
            return statuses.contains(OK);
        }
    }

    /** Sends an event until it is acknowledged or given up. */
    Delivery send(String event, Duration work) {
        return send(event, work, Duration.ofMillis(1));
    }

    Delivery send(String event, Duration work, Duration after) {
        Delivery delivery = new Delivery(event, new CopyOnWriteArrayList<>(), new CompletableFuture<>());
        vertx.setTimer(Math.max(1, after.toMillis()), timer -> attempt(delivery, work, 1));
        return delivery;
    }

    private void attempt(Delivery delivery, Duration work, int number) {
        attempt(delivery.event(), work, number).onSuccess(status -> {
            delivery.statuses().add(status);
            if (status == OK || status >= 400 && status < 500 || number == ATTEMPTS) {
                delivery.decided().complete(null);
            } else {
                vertx.setTimer(PAUSES.get(number - 1).toMillis(), timer -> attempt(delivery, work, number + 1));
            }
        });
    }

    /** Sends one attempt; returns its status, and 0 without a response. */
    Future<Integer> attempt(String event, Duration work, int number) {
        byte[] body = body(event, work, number);
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("localhost")
                .setPort(port.getAsInt())
                .setURI("/telnyx/events")
                .setTimeout(TIMEOUT.toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("telnyx-timestamp", timestamp)
                .putHeader("telnyx-signature-ed25519", EventsTestSupport.sign(key, timestamp, body));
        return client.request(options)
                .compose(request -> request.send(Buffer.buffer(body)).map(HttpClientResponse::statusCode))
                .otherwise(0);
    }

    private static byte[] body(String event, Duration work, int number) {
        String state = Base64.getEncoder()
                .encodeToString(Long.toString(work.toMillis()).getBytes(StandardCharsets.US_ASCII));
        return ("{\"data\":{\"record_type\":\"event\",\"event_type\":\"call.initiated\",\"id\":\"" + event
                        + "\",\"occurred_at\":\"2026-03-04T10:15:30.123456Z\",\"payload\":{\"call_control_id\":\"v3:"
                        + event
                        + "\",\"client_state\":\"" + state + "\"}},\"meta\":{\"attempt\":" + number + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        vertx.close();
    }
}
