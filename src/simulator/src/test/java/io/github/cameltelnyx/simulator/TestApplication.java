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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

/** The application in the simulator's own tests: sends commands over HTTP and receives webhooks. */
final class TestApplication implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The prefix of the 32 bytes of a key in X.509. */
    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

    private final TelnyxSimulator telnyx;
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Webhook> webhooks = new CopyOnWriteArrayList<>();
    /** From the number of the webhook, counted from 1, to the status of the response; 0 = no response. */
    private volatile IntUnaryOperator responses = number -> 200;

    TestApplication(TelnyxSimulator telnyx) {
        this.telnyx = telnyx;
        server = vertx.createHttpServer()
                .requestHandler(request -> request.bodyHandler(body -> {
                    webhooks.add(new Webhook(request.path(), request.headers(), body.getBytes()));
                    int status = responses.applyAsInt(webhooks.size());
                    if (status != 0) {
                        request.response().setStatusCode(status).end();
                    }
                }))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        telnyx.webhookUrl(url("/events"));
    }

    record Webhook(String path, MultiMap headers, byte[] body) {

        JsonNode json() {
            return TestApplication.parse(new String(body, StandardCharsets.UTF_8));
        }

        String type() {
            return json().at("/data/event_type").asText();
        }
    }

    record Response(int status, JsonNode json, HttpHeaders headers) {

        List<String> codes() {
            return json.path("errors").findValuesAsText("code");
        }

        List<String> pointers() {
            return json.path("errors").findValuesAsText("pointer");
        }
    }

    String url(String path) {
        return "http://localhost:" + server.actualPort() + path;
    }

    void respondsWith(IntUnaryOperator statuses) {
        responses = statuses;
    }

    List<Webhook> webhooks() {
        return webhooks;
    }

    /** Sends a command; {@code body} is JSON that may use single quotes. */
    Response send(SimulatedCall call, String action, String body) {
        return send("POST", "/calls/" + call.callControlId() + "/actions/" + action, body);
    }

    Response send(SimulatedCall call, String action) {
        return send(call, action, "{}");
    }

    Response dial(String body) {
        return send("POST", "/calls", body);
    }

    Response status(SimulatedCall call) {
        return exchange(request("/calls/" + call.callControlId()).GET());
    }

    /** Square brackets in the query are encoded. */
    Response get(String path) {
        return exchange(request(path.replace("[", "%5B").replace("]", "%5D")).GET());
    }

    Response send(String method, String path, String body) {
        return exchange(request(path).method(method, BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(telnyx.baseUrl() + path))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + telnyx.apiKey())
                .header("Content-Type", "application/json");
    }

    Response exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Response(response.statusCode(), parse(response.body()), response.headers());
        } catch (IOException e) {
            throw new IllegalStateException("no response", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    SimulatedCall answeredCall() {
        SimulatedCall call = telnyx.call("+15550100011", "+15550100022");
        send(call, "answer");
        return call;
    }

    /** With the JDK's cryptography: the simulator signs with Bouncy Castle's. */
    static PublicKey publicKey(String base64) {
        byte[] raw = Base64.getDecoder().decode(base64);
        byte[] encoded =
                ByteBuffer.allocate(SPKI.length + raw.length).put(SPKI).put(raw).array();
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not an Ed25519 key", e);
        }
    }

    static boolean verifies(PublicKey key, String signed, String signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("not a signature", e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
