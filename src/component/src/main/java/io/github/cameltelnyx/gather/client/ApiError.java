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

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One error of an error document. A text that Telnyx did not send is empty.
 *
 * @param code the error code, a string of digits such as {@code 90018}; source: API error codes
 * @param title the fixed text of the code
 * @param detail the explanation, which may repeat what was sent: phone numbers, digits, speech
 * @param pointer the JSON pointer of the wrong field, such as {@code /minimum_digits}, or the name of the wrong query
 *     parameter
 * @param url the URL of the documentation of the code
 */
public record ApiError(String code, String title, String detail, String pointer, String url) implements Serializable {

    /** Reads {@code {"errors":[{"code", "title", "detail", "source", "meta"}]}}; empty for any other document. */
    static List<ApiError> listOf(JsonNode document) {
        List<ApiError> errors = new ArrayList<>();
        for (JsonNode error : document.path("errors")) {
            if (error.isObject()) {
                errors.add(parse(error));
            }
        }
        return errors;
    }

    private static ApiError parse(JsonNode error) {
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

    /** Returns code, title and pointer, but not the detail, which may hold what a caller pressed or said. */
    @Override
    public String toString() {
        return (code + " " + title).strip() + (pointer.isEmpty() ? "" : " (" + pointer + ")");
    }
}
