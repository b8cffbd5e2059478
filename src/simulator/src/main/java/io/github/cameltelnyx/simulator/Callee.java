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

/** The behaviour of a number that the application dials or transfers a call to. */
public enum Callee {
    /** Answers after a short ring. This is the default of every number. */
    ANSWERS,
    /** Is busy: the call ends with {@code user_busy}. */
    IS_BUSY,
    /** Declines after a short ring: the call ends with {@code call_rejected}. */
    REJECTS,
    /** Rings until {@code timeout_secs} have passed: the call ends with {@code timeout} or {@code no_answer}. */
    DOES_NOT_ANSWER,
    /** Is an answering machine that answers after a short ring. */
    IS_A_MACHINE
}
