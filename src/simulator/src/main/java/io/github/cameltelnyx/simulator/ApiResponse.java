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

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.simulator.rules.ApiError;

/** The response to an API request, and whether and how much later, in real time, it is sent. */
record ApiResponse(int status, Map<String, String> headers, String body, Transmission transmission, Duration delay) {

    ApiResponse(int status, Map<String, String> headers, String body, Transmission transmission) {
        this(status, headers, body, transmission, Duration.ZERO);
    }

    enum Transmission {
        SENT,
        /** The connection is closed instead. */
        CUT,
        /** Nothing is sent and the connection stays open. */
        SILENCE
    }

    ApiResponse after(Duration later) {
        return new ApiResponse(status, headers, body, transmission, later);
    }

    ApiResponse with(Map<String, String> otherHeaders) {
        return new ApiResponse(status, otherHeaders, body, transmission, delay);
    }

    /** The codes of the errors in the body, which a fault may have replaced by any text. */
    List<String> errorCodes() {
        return status < 400 ? List.of() : Json.parse(body).path("errors").findValuesAsText("code");
    }

    static ApiResponse ok(JsonNode data) {
        return data(200, data);
    }

    static ApiResponse created(JsonNode data) {
        return data(201, data);
    }

    private static ApiResponse data(int status, JsonNode data) {
        ObjectNode body = Json.object();
        body.set("data", data);
        return new ApiResponse(status, Map.of(), body.toString(), Transmission.SENT);
    }

    static ApiResponse list(ArrayNode data, ObjectNode meta) {
        ObjectNode body = Json.object();
        body.set("data", data);
        body.set("meta", meta);
        return new ApiResponse(200, Map.of(), body.toString(), Transmission.SENT);
    }

    static ApiResponse errors(List<ApiError> errors) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("errors");
        errors.forEach(error -> list.add(error.toJson()));
        return new ApiResponse(errors.get(0).code().status(), Map.of(), body.toString(), Transmission.SENT);
    }
}
