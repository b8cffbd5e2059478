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
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * An HTTP request that is ready to be sent.
 *
 * @param headers without those that the transport adds, such as the length of the body
 * @param body null for a request without one
 */
record TransportRequest(String method, URI uri, Map<String, String> headers, byte[] body) {

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    /** Converts a command. */
    static TransportRequest create(Command command, ClientSettings settings) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", "Bearer " + settings.apiKey());
        headers.put("Accept", "application/json");
        headers.put("User-Agent", settings.userAgent());
        byte[] body = null;
        if (command.body() != null) {
            headers.put("Content-Type", "application/json");
            body = write(command);
        }
        return new TransportRequest(command.method(), settings.resolve(command.path()), headers, body);
    }

    private static byte[] write(Command command) {
        try {
            return JSON.writeValueAsBytes(command.body());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(command.operation() + ": the body cannot be written as JSON", e);
        }
    }

    /** Without the headers and the body, which hold the API key, phone numbers and texts. */
    @Override
    public String toString() {
        return "TransportRequest[" + method + "]";
    }
}
