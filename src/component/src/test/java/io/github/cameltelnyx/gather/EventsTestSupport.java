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
package io.github.cameltelnyx.gather;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A Camel context that receives webhooks on Vert.x, as camel-main does, and a Telnyx key to sign them with. */
public abstract class EventsTestSupport {

    static final KeyPair TELNYX = keyPair();
    /** HTTP/1.1 as Telnyx speaks it; Vert.x loses doubled headers when it upgrades a request to HTTP/2. */
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    CamelContext context;
    TelnyxGatherComponent component;
    private VertxPlatformHttpServer server;

    @BeforeEach
    void createContext() throws Exception {
        context = new DefaultCamelContext();
        server = HttpHost.addTo(context);
        component = context.getComponent("telnyx-gather", TelnyxGatherComponent.class);
        component.setEnvironment(name -> null);
        component.getConfiguration().setPublicKey(publicKey(TELNYX));
    }

    @AfterEach
    void stopContext() {
        context.stop();
    }

    void startRoute(String from, String to) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId("events").to(to);
            }
        });
        context.start();
    }

    MockEndpoint mock() {
        return context.getEndpoint("mock:events", MockEndpoint.class);
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + server.getPort() + path);
    }

    static String event(String id, String type, String payload) {
        return "{\"data\":{\"record_type\":\"event\",\"event_type\":\"" + type + "\",\"id\":\"" + id
                + "\",\"occurred_at\":\"2026-03-04T10:15:30.123456Z\",\"payload\":{\"call_control_id\":\"v3:c\""
                + payload
                + "}},\"meta\":{\"attempt\":1}}";
    }

    static String event(String id) {
        return event(id, "call.gather.ended", ",\"digits\":\"4711\",\"status\":\"valid\"");
    }

    HttpRequest signed(byte[] body) {
        return signed(body, TELNYX).build();
    }

    HttpRequest.Builder signed(byte[] body, KeyPair key) {
        return signed(uri("/telnyx/events"), body, key);
    }

    static HttpRequest.Builder signed(URI uri, byte[] body, KeyPair key) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("telnyx-timestamp", timestamp)
                .header("telnyx-signature-ed25519", sign(key, timestamp, body))
                .POST(BodyPublishers.ofByteArray(body));
    }

    int deliver(String body) throws Exception {
        return post(signed(body.getBytes(StandardCharsets.UTF_8))).statusCode();
    }

    CompletableFuture<Integer> deliverAsync(String body) {
        return HTTP.sendAsync(signed(body.getBytes(StandardCharsets.UTF_8)), BodyHandlers.ofString())
                .thenApply(HttpResponse::statusCode);
    }

    static HttpResponse<String> post(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, BodyHandlers.ofString());
    }

    public static String publicKey(KeyPair key) {
        byte[] encoded = key.getPublic().getEncoded();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    public static KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Signs as Telnyx does. */
    public static String sign(KeyPair key, String timestamp, byte[] body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key.getPrivate());
            signature.update((timestamp + "|").getBytes(StandardCharsets.US_ASCII));
            signature.update(body);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
