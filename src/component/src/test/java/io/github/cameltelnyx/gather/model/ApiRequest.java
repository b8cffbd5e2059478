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
package io.github.cameltelnyx.gather.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

import javax.net.ssl.SSLSession;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One HTTP request of a node to Telnyx's API. */
final class ApiRequest<T> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpHeaders HEADERS =
            HttpHeaders.of(Map.of("content-type", List.of("application/json")), (name, value) -> true);

    private final HttpRequest request;
    private final BodyHandler<T> handler;
    private final JsonNode body;
    private final CompletableFuture<HttpResponse<T>> response = new CompletableFuture<>();
    /** What Telnyx responds if the request has arrived; null before. */
    private Reply reply;

    /** The response of Telnyx. */
    record Reply(int status, String body) {}

    ApiRequest(HttpRequest request, BodyHandler<T> handler) {
        this.request = request;
        this.handler = handler;
        this.body = read(request);
    }

    CompletableFuture<HttpResponse<T>> response() {
        return response;
    }

    /** Whether the node still waits for the response. */
    boolean isAwaited() {
        return !response.isDone();
    }

    String callId() {
        return request.uri().getPath().split("/")[3];
    }

    String action() {
        return request.uri().getPath().split("/")[5];
    }

    JsonNode body() {
        return body;
    }

    Reply reply() {
        return reply;
    }

    void arrived(Reply newReply) {
        reply = newReply;
    }

    void respond(int status, String text) {
        BodySubscriber<T> subscriber = handler.apply(new Info(status));
        subscriber.onSubscribe(new NoSubscription());
        subscriber.onNext(List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
        subscriber.onComplete();
        T read = subscriber.getBody().toCompletableFuture().join();
        response.complete(new Response<>(request, status, read));
    }

    void fail(IOException failure) {
        response.completeExceptionally(failure);
    }

    private static JsonNode read(HttpRequest request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        request.bodyPublisher().ifPresent(publisher -> publisher.subscribe(new Collector(bytes)));
        try {
            return bytes.size() == 0 ? JSON.createObjectNode() : JSON.readTree(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Collector(ByteArrayOutputStream bytes) implements Flow.Subscriber<ByteBuffer> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer buffer) {
            byte[] part = new byte[buffer.remaining()];
            buffer.get(part);
            bytes.writeBytes(part);
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public void onComplete() {
            // the bytes are there
        }
    }

    private record NoSubscription() implements Flow.Subscription {
        @Override
        public void request(long count) {
            // everything comes at once
        }

        @Override
        public void cancel() {
            // everything has come
        }
    }

    private record Info(int statusCode) implements ResponseInfo {
        @Override
        public HttpHeaders headers() {
            return HEADERS;
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }

    private record Response<T>(HttpRequest request, int statusCode, T body) implements HttpResponse<T> {
        @Override
        public HttpHeaders headers() {
            return HEADERS;
        }

        @Override
        public Optional<HttpResponse<T>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public Version version() {
            return Version.HTTP_1_1;
        }
    }
}
