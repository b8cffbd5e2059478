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

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: reads requests on its event loop, has them answered on the simulator's thread, writes answers. */
final class ApiServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final SimulatedTime time;
    private final Function<ApiRequest, ApiAnswer> api;
    private final Vertx vertx;
    private final HttpServer server;

    ApiServer(int port, SimulatedTime time, Function<ApiRequest, ApiAnswer> api) {
        this.time = time;
        this.api = api;
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        try {
            server = vertx.createHttpServer(
                            new HttpServerOptions().setPort(port).setHost("localhost"))
                    .requestHandler(request -> request.body().onSuccess(body -> accept(request, body)))
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            vertx.close();
            throw new IllegalStateException("The simulator cannot listen on port " + port, e.getCause());
        }
    }

    int port() {
        return server.actualPort();
    }

    private void accept(HttpServerRequest request, Buffer body) {
        Context eventLoop = Vertx.currentContext();
        ApiRequest read = new ApiRequest(
                request.method().name(),
                request.path(),
                String.valueOf(request.headers().contains("Authorization") ? request.getHeader("Authorization") : ""),
                String.valueOf(request.headers().contains("Content-Type") ? request.getHeader("Content-Type") : ""),
                body.getBytes());
        time.execute(() -> {
            ApiAnswer answer = api.apply(read);
            eventLoop.runOnContext(ignored -> write(request, answer));
        });
    }

    private static void write(HttpServerRequest request, ApiAnswer answer) {
        if (answer.fate() == ApiAnswer.Fate.CUT) {
            request.connection().close();
        } else if (answer.fate() == ApiAnswer.Fate.SENT && !request.response().closed()) {
            HttpServerResponse response = request.response()
                    .setStatusCode(answer.status())
                    .putHeader("Content-Type", "application/json; charset=utf-8")
                    .putHeader("x-request-id", Identifiers.uuid());
            answer.headers().forEach(response::putHeader);
            response.end(answer.body());
        }
    }

    @Override
    public void close() {
        try {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            LOG.warn("The simulator's HTTP server did not stop cleanly", e);
        }
    }
}
