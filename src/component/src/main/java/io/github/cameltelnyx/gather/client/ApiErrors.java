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

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Reads Telnyx's error document: {@code {"errors":[{"code", "title", "detail", "source", "meta"}]}}. */
final class ApiErrors {

    private ApiErrors() {}

    /** The errors of a document, none if it is not an error document. Never fails. */
    static List<ApiError> parse(JsonNode document) {
        List<ApiError> errors = new ArrayList<>();
        for (JsonNode error : document.path("errors")) {
            if (error.isObject()) {
                errors.add(parseOne(error));
            }
        }
        return errors;
    }

    private static ApiError parseOne(JsonNode error) {
        JsonNode source = error.path("source");
        String pointer = text(source.path("pointer"));
        return new ApiError(
                text(error.path("code")),
                text(error.path("title")),
                text(error.path("detail")),
                pointer.isEmpty() ? text(source.path("parameter")) : pointer,
                text(error.path("meta").path("url")));
    }

    private static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText() : "";
    }
}
