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

/** What is answered to an API request, and whether and when, in real time, the answer reaches the client. */
record ApiAnswer(int status, Map<String, String> headers, String body, Fate fate, Duration delay) {

    ApiAnswer(int status, Map<String, String> headers, String body, Fate fate) {
        this(status, headers, body, fate, Duration.ZERO);
    }

    enum Fate {
        SENT,
        /** The connection is closed instead. */
        CUT,
        /** Nothing is sent and the connection stays open. */
        SILENCE
    }

    ApiAnswer after(Duration later) {
        return new ApiAnswer(status, headers, body, fate, later);
    }

    ApiAnswer with(Map<String, String> otherHeaders) {
        return new ApiAnswer(status, otherHeaders, body, fate, delay);
    }

    /** The codes of the errors in the body; a fault may have put anything there. */
    List<String> errorCodes() {
        return status < 400 ? List.of() : Json.parse(body).path("errors").findValuesAsText("code");
    }

    static ApiAnswer ok(JsonNode data) {
        return data(200, data);
    }

    static ApiAnswer created(JsonNode data) {
        return data(201, data);
    }

    private static ApiAnswer data(int status, JsonNode data) {
        ObjectNode body = Json.object();
        body.set("data", data);
        return new ApiAnswer(status, Map.of(), body.toString(), Fate.SENT);
    }

    static ApiAnswer list(ArrayNode data, ObjectNode meta) {
        ObjectNode body = Json.object();
        body.set("data", data);
        body.set("meta", meta);
        return new ApiAnswer(200, Map.of(), body.toString(), Fate.SENT);
    }

    static ApiAnswer errors(List<ApiError> errors) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("errors");
        errors.forEach(error -> list.add(error.toJson()));
        return new ApiAnswer(errors.get(0).code().status(), Map.of(), body.toString(), Fate.SENT);
    }
}
