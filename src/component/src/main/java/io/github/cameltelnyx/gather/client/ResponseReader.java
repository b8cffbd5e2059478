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

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Converts a complete HTTP response to an {@link ApiResponse} or a {@link TelnyxApiException}. */
final class ResponseReader {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int LONGEST_SHOWN = 80;

    private final RetryAfter retryAfter;

    ResponseReader(Clock clock) {
        this.retryAfter = new RetryAfter(clock);
    }

    ApiResponse read(String operation, TransportResponse response) {
        BoundedBody body = response.body();
        if (body.tooLarge()) {
            throw failure(operation, response, List.of(), "the body is larger than " + BoundedBody.LIMIT + " bytes");
        }
        Optional<JsonNode> document = parseObject(body.bytes());
        if (response.status() / 100 != 2) {
            List<ApiError> errors = document.map(ApiError::listOf).orElse(List.of());
            throw failure(operation, response, errors, "the body is not a Telnyx error document" + type(response));
        }
        if (document.isEmpty() && body.bytes().length > 0) {
            throw failure(operation, response, List.of(), "the body is not a JSON object" + type(response));
        }
        JsonNode data = document.map(found -> found.get("data"))
                .filter(JsonNode::isContainerNode)
                .orElseGet(JsonNodeFactory.instance::objectNode);
        return new ApiResponse(response.status(), data, header(response, "x-request-id"));
    }

    private TelnyxApiException failure(
            String operation, TransportResponse response, List<ApiError> errors, String note) {
        return TelnyxApiException.create(
                operation,
                response.status(),
                errors,
                note,
                header(response, "x-request-id"),
                retryAfter.parse(response.status(), response.headers()).orElse(null));
    }

    private static Optional<JsonNode> parseObject(byte[] body) {
        try {
            return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (IOException e) {
            // without the message of Jackson, which quotes the body
            return Optional.empty();
        }
    }

    private static String type(TransportResponse response) {
        String contentType = header(response, "content-type");
        return contentType.isEmpty() ? "" : " (content type " + contentType + ")";
    }

    private static String header(TransportResponse response, String name) {
        String value = response.headers().firstValue(name).orElse("");
        return value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) : value;
    }
}
