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
import java.util.Optional;
import java.util.TreeMap;

/**
 * An answer that the API gives instead of the right one, for {@link TelnyxSimulator#nextAnswers(ApiFault...)}. Immutable.
 */
public final class ApiFault {

    private final boolean executes;
    private final ApiAnswer answer;

    private ApiFault(boolean executes, ApiAnswer answer) {
        this.executes = executes;
        this.answer = answer;
    }

    /**
     * The request is not executed and gets this status with the error body that Telnyx sends with it: code 10011 for
     * 429, 10007 for anything else.
     */
    public static ApiFault status(int status) {
        ErrorCode code = status == 429 ? ErrorCode.TOO_MANY_REQUESTS : ErrorCode.UNEXPECTED;
        ApiAnswer standard = ApiAnswer.errors(List.of(ApiError.of(code, code.title())));
        return new ApiFault(false, new ApiAnswer(status, Map.of(), standard.body(), ApiAnswer.Fate.SENT));
    }

    /** The request is not executed and never answered; the connection stays open. */
    public static ApiFault silence() {
        return new ApiFault(false, nothing(ApiAnswer.Fate.SILENCE));
    }

    /** The request is not executed and the connection is closed. */
    public static ApiFault cutConnection() {
        return new ApiFault(false, nothing(ApiAnswer.Fate.CUT));
    }

    /** The request is executed but the connection is closed before the answer. */
    public static ApiFault loseAnswer() {
        return new ApiFault(true, nothing(ApiAnswer.Fate.CUT));
    }

    /** The request is executed but never answered; the connection stays open. */
    public static ApiFault executeInSilence() {
        return new ApiFault(true, nothing(ApiAnswer.Fate.SILENCE));
    }

    /** No fault: lets one request through, to place the next fault behind it. */
    public static ApiFault none() {
        return new ApiFault(true, nothing(ApiAnswer.Fate.SENT));
    }

    /** The same with an additional HTTP header, for instance {@code Retry-After}. */
    public ApiFault header(String name, String value) {
        Map<String, String> headers = new TreeMap<>(answer.headers());
        headers.put(name, value);
        return new ApiFault(executes, new ApiAnswer(answer.status(), headers, answer.body(), answer.fate()));
    }

    /** The same with this text as body; useful after {@link #status(int)} only. */
    public ApiFault body(String text) {
        return new ApiFault(executes, new ApiAnswer(answer.status(), answer.headers(), text, answer.fate()));
    }

    /** The answer in place of the right one, if the request must not be executed. */
    Optional<ApiAnswer> instead() {
        return executes ? Optional.empty() : Optional.of(answer);
    }

    ApiAnswer spoil(ApiAnswer right) {
        Map<String, String> headers = new TreeMap<>(right.headers());
        headers.putAll(answer.headers());
        return new ApiAnswer(right.status(), headers, right.body(), answer.fate());
    }

    private static ApiAnswer nothing(ApiAnswer.Fate fate) {
        return new ApiAnswer(0, Map.of(), "", fate);
    }
}
