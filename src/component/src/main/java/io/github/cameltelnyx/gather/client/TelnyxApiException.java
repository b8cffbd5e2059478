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

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Telnyx, or a proxy, responded to a command with an error, or with a success that cannot be read.
 *
 * <p>The message has the operation, the HTTP status, the code, title and pointer of every error, and the request id. It
 * does not have the {@code detail} of an error, which may repeat phone numbers, digits or speech: see
 * {@link #getErrors()}.
 */
public sealed class TelnyxApiException extends RuntimeException permits CallEndedException {

    private static final String CALL_HAS_ENDED = "90018";
    private static final int LONGEST_ERROR_LIST = 1000;

    private final String operation;
    private final int status;
    private final List<ApiError> errors;
    private final String requestId;
    private final Duration retryAfter;

    TelnyxApiException(
            String operation, int status, List<ApiError> errors, String note, String requestId, Duration retryAfter) {
        super(message(operation, status, errors, note, requestId));
        this.operation = operation;
        this.status = status;
        this.errors = List.copyOf(errors);
        this.requestId = requestId;
        this.retryAfter = retryAfter;
    }

    /** Creates a {@link CallEndedException} for error code 90018, else a plain one. */
    static TelnyxApiException create(
            String operation, int status, List<ApiError> errors, String note, String requestId, Duration retryAfter) {
        return errors.stream().anyMatch(error -> error.code().equals(CALL_HAS_ENDED))
                ? new CallEndedException(operation, status, errors, note, requestId, retryAfter)
                : new TelnyxApiException(operation, status, errors, note, requestId, retryAfter);
    }

    /** The operation that failed, such as {@code gatherUsingSpeak}. */
    public String getOperation() {
        return operation;
    }

    /** The HTTP status; 200 to 299 if the body of a success cannot be read. */
    public int getStatus() {
        return status;
    }

    /** All errors of the error document, in its order; empty if the response is no error document. */
    public List<ApiError> getErrors() {
        return errors;
    }

    /** The {@code x-request-id} of the response, which Telnyx's support needs; empty if there is none. */
    public String getRequestId() {
        return requestId;
    }

    /** The delay that Telnyx requires before the command is sent again; null if the response has none. */
    public Duration getRetryAfter() {
        return retryAfter;
    }

    /** Whether the same command may succeed later: HTTP 408, 429 and 5xx. */
    public boolean isRetryable() {
        return status == 408 || status == 429 || status >= 500;
    }

    private static String message(String operation, int status, List<ApiError> errors, String note, String requestId) {
        String listed = errors.stream().map(ApiError::toString).collect(Collectors.joining("; "));
        if (listed.length() > LONGEST_ERROR_LIST) {
            listed = listed.substring(0, LONGEST_ERROR_LIST) + "...";
        }
        String reason = errors.isEmpty() ? note : listed;
        return operation + ": Telnyx responded with HTTP " + status + ": " + reason
                + (requestId.isEmpty() ? "" : " [request id " + requestId + "]");
    }
}
