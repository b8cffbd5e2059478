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

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The response of Telnyx to a command that it accepted.
 *
 * @param status the HTTP status, 200 to 299
 * @param data the {@code data} of the response: an object, or an array if the command lists resources; an empty object if
 *     the response has none
 * @param requestId the {@code x-request-id} of the response, which Telnyx's support needs; empty if there is none
 */
public record ApiResponse(int status, JsonNode data, String requestId) {

    /** Returns status and request id only, because the data may hold phone numbers. */
    @Override
    public String toString() {
        return "ApiResponse[status=" + status + ", requestId=" + requestId + "]";
    }
}
