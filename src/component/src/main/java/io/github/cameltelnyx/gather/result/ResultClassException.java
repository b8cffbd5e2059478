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
package io.github.cameltelnyx.gather.result;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Thrown when the result of an AI gather cannot be converted to the class given as {@code resultClass}. The message
 * names the class and the place in the result, never a value. There is no cause, as those of a JSON parser quote what
 * they could not read; {@link #getResult()} has everything.
 */
public final class ResultClassException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final JsonNode result;
    private final String path;

    ResultClassException(Class<?> type, String path, String problem, JsonNode result) {
        super("The result cannot be converted to " + type.getName() + (path.isEmpty() ? "" : " at " + path) + ": "
                + problem);
        this.result = result;
        this.path = path;
    }

    /**
     * Returns the result as Telnyx sent it, or JSON null if there was none. The result contains what the caller said.
     */
    public JsonNode getResult() {
        return result;
    }

    /**
     * Returns the path of the value that cannot be converted, such as {@code guests[1].name}. Empty for the whole
     * result.
     */
    public String getPath() {
        return path;
    }
}
