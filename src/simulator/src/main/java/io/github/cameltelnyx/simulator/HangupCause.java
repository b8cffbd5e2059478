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

/** Telnyx's {@code hangup_cause} values that the simulator produces, each with the SIP code that goes with it. */
enum HangupCause {
    NORMAL_CLEARING("normal_clearing", "200"),
    ORIGINATOR_CANCEL("originator_cancel", "487"),
    CALL_REJECTED("call_rejected", "603"),
    USER_BUSY("user_busy", "486"),
    NO_ANSWER("no_answer", "480"),
    TIMEOUT("timeout", "408"),
    TIME_LIMIT("time_limit", "unspecified"),
    UNSPECIFIED("unspecified", "unspecified");

    private final String text;
    private final String sipCode;

    HangupCause(String text, String sipCode) {
        this.text = text;
        this.sipCode = sipCode;
    }

    String text() {
        return text;
    }

    String sipCode() {
        return sipCode;
    }
}
