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

/** The error codes of Telnyx that the simulator uses, each with its HTTP status and title. */
public enum ErrorCode {
    INVALID_URL("10003", 422, "Invalid URL"),
    MISSING_PARAMETER("10004", 422, "Missing required parameter"),
    NOT_FOUND("10005", 404, "Resource not found"),
    UNEXPECTED("10007", 500, "Unexpected error"),
    AUTHENTICATION_FAILED("10009", 401, "Authentication failed"),
    TOO_MANY_REQUESTS("10011", 429, "Too many requests"),
    UNSUPPORTED_MEDIA_TYPE("10014", 415, "Unsupported media type"),
    BAD_REQUEST("10015", 400, "Bad Request"),
    INVALID_VALUE("10015", 422, "Invalid value"),
    INVALID_PHONE_NUMBER("10016", 422, "Phone number must be in +E164 format"),
    SORT("10018", 400, "Invalid sort"),
    IN_USE("10021", 422, "Resource in use"),
    INVALID_JSON("10023", 400, "Invalid JSON"),
    LENGTH("10025", 422, "Value has an invalid length"),
    TYPE("10026", 422, "Invalid parameter type"),
    UNPROCESSABLE("10027", 422, "Unprocessable entity"),
    ENCODING("10028", 400, "Character encoding error"),
    METHOD_NOT_ALLOWED("10030", 405, "Method not allowed"),
    FILTER("10031", 422, "Invalid filter"),
    ENUM("10032", 422, "Invalid enumerated value"),
    RANGE("10033", 422, "Value outside of range"),
    TERMINATING_DIGIT("90007", 422, "Invalid value for terminating_digit"),
    VALID_DIGITS("90008", 422, "Invalid value for valid_digits"),
    LOOP("90009", 422, "Invalid value for loop"),
    PAYLOAD("90010", 422, "Invalid value for payload"),
    PAYLOAD_TYPE("90011", 422, "Invalid value for payload_type"),
    LANGUAGE("90013", 422, "Invalid value for language"),
    DTMF_DIGITS("90014", 422, "Invalid value for digits"),
    CALL_CONTROL_ID("90015", 422, "Invalid Call Control ID"),
    STOP("90016", 422, "Invalid value for stop"),
    CLIENT_STATE("90017", 422, "Invalid value for client_state"),
    CALL_ENDED("90018", 422, "Call has already ended"),
    MINIMUM_DIGITS("90022", 422, "Invalid value for minimum_digits"),
    MAXIMUM_DIGITS("90023", 422, "Invalid value for maximum_digits"),
    MAXIMUM_TRIES("90024", 422, "Invalid value for maximum_tries"),
    TIMEOUT_MILLIS("90025", 422, "Invalid value for timeout_millis"),
    INTER_DIGIT_TIMEOUT("90026", 422, "Invalid value for inter_digit_timeout_millis"),
    DURATION_MILLIS("90027", 422, "Invalid value for duration_millis"),
    TIMEOUT_SECS("90028", 422, "Invalid value for timeout_secs"),
    TIME_LIMIT_SECS("90029", 422, "Invalid value for time_limit_secs"),
    SERVICE_LEVEL("90030", 422, "Invalid value for service_level"),
    NOT_ANSWERED("90034", 422, "Call not answered yet"),
    RECORD_TIMEOUT("90049", 422, "Invalid value for record_timeout_secs"),
    INITIAL_TIMEOUT("90056", 422, "Invalid value for initial_timeout_millis"),
    WEBHOOK_EVENT("90057", 422, "Invalid event type in webhook_urls"),
    ASSISTANT_RUNNING("90061", 422, "AI Assistant is already in progress"),
    OUTBOUND_ANSWER("90102", 422, "Outbound calls cannot be answered");

    private final String code;
    private final int status;
    private final String title;

    ErrorCode(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
