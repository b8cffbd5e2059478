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

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;

/** Sends with the HTTP client of the JDK. */
public final class JdkTransport implements Transport {

    private final HttpClient http;

    /** @param http should not follow redirects and should have a connect timeout */
    public JdkTransport(HttpClient http) {
        this.http = http;
    }

    @Override
    public CompletableFuture<TransportResponse> send(TransportRequest request, Runnable sent) {
        try {
            CompletableFuture<HttpResponse<BoundedBody>> exchange =
                    http.sendAsync(convert(request, sent), BoundedBody.handler());
            if (request.body() == null) {
                // the client does not say when it sends a request without a body
                sent.run();
            }
            CompletableFuture<TransportResponse> response = exchange.thenApply(JdkTransport::convert);
            response.whenComplete((ignored, failure) -> exchange.cancel(true));
            return response;
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        // the client may be the user's, and one of the JDK 17 cannot be closed
    }

    private static HttpRequest convert(TransportRequest request, Runnable sent) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                // HTTP/2 would have all commands share one connection: they fail together when it dies unnoticed,
                // and at once when there are more of them than the server permits streams
                .version(HttpClient.Version.HTTP_1_1)
                .method(
                        request.method(),
                        request.body() == null ? BodyPublishers.noBody() : new SentBody(request.body(), sent));
        request.headers().forEach(builder::header);
        return builder.build();
    }

    private static TransportResponse convert(HttpResponse<BoundedBody> response) {
        return new TransportResponse(response.statusCode(), response.headers(), response.body());
    }

    /** A body that is asked for when there is a connection and the headers are being written to it. */
    private static final class SentBody implements BodyPublisher {

        private final BodyPublisher bytes;
        private final Runnable sent;

        SentBody(byte[] bytes, Runnable sent) {
            this.bytes = BodyPublishers.ofByteArray(bytes);
            this.sent = sent;
        }

        @Override
        public long contentLength() {
            return bytes.contentLength();
        }

        @Override
        public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
            sent.run();
            bytes.subscribe(subscriber);
        }
    }
}
