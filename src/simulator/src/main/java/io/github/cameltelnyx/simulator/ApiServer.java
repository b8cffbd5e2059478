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

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

import io.github.cameltelnyx.simulator.rules.ApiError;
import io.github.cameltelnyx.simulator.rules.ErrorCode;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: reads requests and writes responses on its event loop; the simulator's thread makes the responses. */
final class ApiServer {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final SimulatedTime time;
    private final Function<ApiRequest, ApiResponse> api;
    private final HttpServer server;
    private volatile Optional<Handler<HttpServerRequest>> other = Optional.empty();

    ApiServer(int port, Vertx vertx, SimulatedTime time, Function<ApiRequest, ApiResponse> api) {
        this.time = time;
        this.api = api;
        try {
            server = vertx.createHttpServer(
                            new HttpServerOptions().setPort(port).setHost("localhost"))
                    .requestHandler(this::dispatch)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new IllegalStateException(
                    "The simulator cannot listen on port " + port + ": it is in use", e.getCause());
        }
    }

    /** Lets another handler serve the requests whose paths do not begin with {@code /v2}. */
    void serve(Handler<HttpServerRequest> handler) {
        other = Optional.of(handler);
    }

    private void dispatch(HttpServerRequest request) {
        if (other.isPresent() && !request.path().startsWith("/v2")) {
            other.get().handle(request);
        } else {
            request.body().onSuccess(body -> accept(request, body));
        }
    }

    int port() {
        return server.actualPort();
    }

    private void accept(HttpServerRequest request, Buffer body) {
        Context eventLoop = Vertx.currentContext();
        Map<String, String> query;
        try {
            query = query(request);
        } catch (IllegalArgumentException e) {
            // the text of the exception quotes the query
            LOG.trace("The query of a request cannot be decoded", e);
            write(request, ApiResponse.errors(List.of(ApiError.of(ErrorCode.ENCODING, "Error decoding the query"))));
            return;
        }
        ApiRequest read = new ApiRequest(
                request.method().name(),
                request.path(),
                query,
                String.valueOf(request.headers().contains("Authorization") ? request.getHeader("Authorization") : ""),
                String.valueOf(request.headers().contains("Content-Type") ? request.getHeader("Content-Type") : ""),
                body.getBytes());
        time.execute(() -> {
            ApiResponse response = api.apply(read);
            if (response.delay().isZero()) {
                eventLoop.runOnContext(ignored -> write(request, response));
            } else {
                long millis = Math.max(1, response.delay().toMillis());
                eventLoop.runOnContext(
                        ignored -> eventLoop.owner().setTimer(millis, timer -> write(request, response)));
            }
        });
    }

    private static Map<String, String> query(HttpServerRequest request) {
        Map<String, String> query = new TreeMap<>();
        request.params().forEach(query::putIfAbsent);
        return query;
    }

    private static void write(HttpServerRequest request, ApiResponse response) {
        if (response.transmission() == ApiResponse.Transmission.CUT) {
            request.connection().close();
        } else if (response.transmission() == ApiResponse.Transmission.SENT
                && !request.response().closed()) {
            HttpServerResponse http = request.response()
                    .setStatusCode(response.status())
                    .putHeader("Content-Type", "application/json; charset=utf-8")
                    .putHeader("x-request-id", Identifiers.uuid());
            response.headers().forEach(http::putHeader);
            http.end(response.body());
        }
    }
}
