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

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscriber;

import javax.net.ssl.SSLContext;

/** Sends with the HTTP client of the JDK. */
public final class JdkTransport implements Transport {

    /** NAT gateways and load balancers forget an idle connection after minutes, without closing it. */
    private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";

    private final HttpClient http;

    /** @param http should not follow redirects and should have a connect timeout */
    public JdkTransport(HttpClient http) {
        this.http = http;
    }

    /** Creates a transport with a client of its own. */
    public static JdkTransport create(
            SSLContext tls, ProxySelector proxies, Duration connectTimeout, Executor threads) {
        if (System.getProperty(KEEP_ALIVE) == null) {
            // the default of the JDK 17 is 20 minutes, that of later ones 30 seconds; there is no other way to set it
            System.setProperty(KEEP_ALIVE, "30");
        }
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .sslContext(tls)
                .executor(threads);
        if (proxies != null) {
            builder.proxy(proxies);
        }
        return new JdkTransport(builder.build());
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

    /** A body that the client takes when there is a connection and the headers are being written to it. */
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
