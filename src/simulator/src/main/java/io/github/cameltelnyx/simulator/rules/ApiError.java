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
package io.github.cameltelnyx.simulator.rules;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One error of a response. {@code pointer} is an RFC 6901 pointer into the request body or, without a slash, a
 * parameter of the query; empty if none fits. */
public record ApiError(ErrorCode code, String detail, String pointer) {

    private static final String DOCUMENTATION = "https://developers.telnyx.com/docs/overview/errors/";

    public static ApiError of(ErrorCode code, String detail) {
        return new ApiError(code, detail, "");
    }

    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("code", code.code())
                .put("title", code.title())
                .put("detail", detail);
        if (!pointer.isEmpty()) {
            json.putObject("source").put(pointer.startsWith("/") ? "pointer" : "parameter", pointer);
        }
        json.putObject("meta").put("url", DOCUMENTATION + code.code());
        return json;
    }
}
