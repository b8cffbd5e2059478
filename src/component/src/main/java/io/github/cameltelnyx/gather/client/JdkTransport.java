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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

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
                    http.sendAsync(convert(request), BoundedBody.handler());
            sent.run();
            CompletableFuture<TransportResponse> response = exchange.thenApply(JdkTransport::convert);
            response.whenComplete((ignored, failure) -> exchange.cancel(true));
            return response;
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        // the client may be the user's; one of the JDK 17 cannot be closed
    }

    private static HttpRequest convert(TransportRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .method(
                        request.method(),
                        request.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(builder::header);
        if ("http".equalsIgnoreCase(request.uri().getScheme())) {
            // an upgrade to HTTP/2 in clear text costs a round trip of headers, and some servers lose headers in it
            builder.version(HttpClient.Version.HTTP_1_1);
        }
        return builder.build();
    }

    private static TransportResponse convert(HttpResponse<BoundedBody> response) {
        return new TransportResponse(response.statusCode(), response.headers(), response.body());
    }
}
