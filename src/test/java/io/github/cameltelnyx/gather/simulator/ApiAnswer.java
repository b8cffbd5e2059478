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
package io.github.cameltelnyx.gather.simulator;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What is answered to an API request, and whether the answer reaches the client at all. */
record ApiAnswer(int status, Map<String, String> headers, String body, Fate fate) {

    enum Fate {
        SENT,
        /** The connection is closed instead. */
        CUT,
        /** Nothing is sent and the connection stays open. */
        SILENCE
    }

    static ApiAnswer ok(JsonNode data) {
        ObjectNode body = Json.object();
        body.set("data", data);
        return new ApiAnswer(200, Map.of(), body.toString(), Fate.SENT);
    }

    static ApiAnswer errors(List<ApiError> errors) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("errors");
        errors.forEach(error -> list.add(error.toJson()));
        return new ApiAnswer(errors.get(0).code().status(), Map.of(), body.toString(), Fate.SENT);
    }
}
