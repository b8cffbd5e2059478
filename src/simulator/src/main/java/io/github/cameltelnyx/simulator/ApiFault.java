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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import io.github.cameltelnyx.simulator.rules.ApiError;
import io.github.cameltelnyx.simulator.rules.ErrorCode;

/**
 * A fault of the response to an API request, for {@link TelnyxSimulator#nextResponses(ApiFault...)} and
 * {@link TelnyxSimulator#everyResponse(ApiFault)}. Immutable.
 */
public final class ApiFault {

    /** The kinds of faults. */
    public enum Kind {
        /** See {@link ApiFault#none()}. */
        NONE,
        /** See {@link ApiFault#status(int)}. */
        STATUS,
        /** See {@link ApiFault#silence()}. */
        SILENCE,
        /** See {@link ApiFault#cutConnection()}. */
        CUT,
        /** See {@link ApiFault#loseResponse()}. */
        LOSE_RESPONSE,
        /** See {@link ApiFault#executeInSilence()}. */
        EXECUTE_IN_SILENCE,
        /** See {@link ApiFault#slow(Duration)}. */
        SLOW
    }

    private static final Set<Kind> EXECUTING =
            Set.of(Kind.NONE, Kind.LOSE_RESPONSE, Kind.EXECUTE_IN_SILENCE, Kind.SLOW);

    private final Kind kind;
    private final ApiResponse response;

    private ApiFault(Kind kind, ApiResponse response) {
        this.kind = kind;
        this.response = response;
    }

    /**
     * The request is not executed and gets this status with the error body that Telnyx sends with it: code 10011 for
     * 429, 10007 for anything else.
     *
     * @param status from 200 to 599
     * @throws IllegalArgumentException for another status
     */
    public static ApiFault status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("The status must be from 200 to 599, but is " + status);
        }
        ErrorCode code = status == 429 ? ErrorCode.TOO_MANY_REQUESTS : ErrorCode.UNEXPECTED;
        ApiResponse standard = ApiResponse.errors(List.of(ApiError.of(code, code.title())));
        return new ApiFault(
                Kind.STATUS, new ApiResponse(status, Map.of(), standard.body(), ApiResponse.Transmission.SENT));
    }

    /** The request is not executed and gets no response; the connection stays open. */
    public static ApiFault silence() {
        return new ApiFault(Kind.SILENCE, nothing(ApiResponse.Transmission.SILENCE));
    }

    /** The request is not executed and the connection is closed. */
    public static ApiFault cutConnection() {
        return new ApiFault(Kind.CUT, nothing(ApiResponse.Transmission.CUT));
    }

    /** The request is executed but the connection is closed before the response. */
    public static ApiFault loseResponse() {
        return new ApiFault(Kind.LOSE_RESPONSE, nothing(ApiResponse.Transmission.CUT));
    }

    /** The request is executed but gets no response; the connection stays open. */
    public static ApiFault executeInSilence() {
        return new ApiFault(Kind.EXECUTE_IN_SILENCE, nothing(ApiResponse.Transmission.SILENCE));
    }

    /**
     * The request is executed, but its response is delayed.
     *
     * @param delay in real time, because clients have clocks of their own
     * @throws IllegalArgumentException if the delay is negative
     */
    public static ApiFault slow(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("The delay must not be negative, but is " + delay);
        }
        return new ApiFault(Kind.SLOW, nothing(ApiResponse.Transmission.SENT).after(delay));
    }

    /** No fault: ends a fault for every response, or lets one request through before the next fault. */
    public static ApiFault none() {
        return new ApiFault(Kind.NONE, nothing(ApiResponse.Transmission.SENT));
    }

    /** Returns this fault with an additional HTTP header, for instance {@code Retry-After}. */
    public ApiFault header(String name, String value) {
        Map<String, String> headers = new TreeMap<>(response.headers());
        headers.put(name, value);
        return new ApiFault(kind, response.with(headers));
    }

    /** Returns this fault with this text as body; it has an effect with {@link #status(int)} only. */
    public ApiFault body(String text) {
        return new ApiFault(
                kind, new ApiResponse(response.status(), response.headers(), text, response.transmission()));
    }

    /** The kind of this fault. */
    public Kind kind() {
        return kind;
    }

    /** The HTTP status of {@link Kind#STATUS}, 0 for other kinds. */
    public int status() {
        return response.status();
    }

    /** The response to send instead of executing the request, if the fault prevents that. */
    Optional<ApiResponse> instead() {
        return EXECUTING.contains(kind) ? Optional.empty() : Optional.of(response);
    }

    /** The response of an executed request, as the client gets it. */
    ApiResponse applyTo(ApiResponse intact) {
        Map<String, String> headers = new TreeMap<>(intact.headers());
        headers.putAll(response.headers());
        return new ApiResponse(intact.status(), headers, intact.body(), response.transmission(), response.delay());
    }

    private static ApiResponse nothing(ApiResponse.Transmission transmission) {
        return new ApiResponse(0, Map.of(), "", transmission);
    }
}
