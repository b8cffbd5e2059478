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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PfxOptions;

/** An HTTPS server that offers HTTP/2, permits 100 streams a connection, and responds after a delay. */
final class Http2Api implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final long delay;
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger mostConnections = new AtomicInteger();

    Http2Api(TestCertificate certificate, long delay) throws Exception {
        this.delay = delay;
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setAcceptBacklog(4096)
                .setPfxKeyCertOptions(
                        new PfxOptions().setPath(certificate.store().toString()).setPassword(TestCertificate.PASSWORD))
                .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(100));
        server = vertx.createHttpServer(options)
                .requestHandler(this::respond)
                .connectionHandler(connection -> {
                    mostConnections.accumulateAndGet(connections.incrementAndGet(), Math::max);
                    connection.closeHandler(closed -> connections.decrementAndGet());
                })
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    URI url() {
        return URI.create("https://localhost:" + server.actualPort() + "/v2");
    }

    /** How often each command was requested, by its command id. */
    Map<String, Integer> requests() {
        return requests;
    }

    int mostConnections() {
        return mostConnections.get();
    }

    private void respond(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            requests.merge(new JsonObject(body).getString("command_id"), 1, Integer::sum);
            vertx.setTimer(delay, timer -> {
                if (!request.response().closed()) {
                    request.response().end("{\"data\":{\"result\":\"ok\"}}");
                }
            });
        });
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
