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

import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Converts commands to HTTP requests and sends them. */
final class HttpTransport {

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    private final HttpClient http;
    private final ClientSettings settings;

    HttpTransport(HttpClient http, ClientSettings settings) {
        this.http = http;
        this.settings = settings;
    }

    /** Creates the request of a command, which can be sent any number of times. */
    HttpRequest createRequest(Command command) {
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.resolve(command.path()))
                .header("Authorization", "Bearer " + settings.apiKey())
                .header("Accept", "application/json")
                .header("User-Agent", settings.userAgent());
        if ("http".equalsIgnoreCase(settings.baseUrl().getScheme())) {
            // an upgrade to HTTP/2 in clear text costs a round trip of headers, and some servers lose headers in it
            request.version(HttpClient.Version.HTTP_1_1);
        }
        if (command.body() == null) {
            return request.method(command.method(), BodyPublishers.noBody()).build();
        }
        try {
            return request.header("Content-Type", "application/json")
                    .method(command.method(), BodyPublishers.ofByteArray(JSON.writeValueAsBytes(command.body())))
                    .build();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(command.operation() + ": the body cannot be written as JSON", e);
        }
    }

    /** Sends a request. Never throws: if the request cannot be sent, the future fails. */
    CompletableFuture<HttpResponse<BoundedBody>> send(HttpRequest request) {
        try {
            return http.sendAsync(request, BoundedBody.handler());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
