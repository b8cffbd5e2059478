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
package io.github.cameltelnyx.gather.correlation;

import io.github.cameltelnyx.gather.event.CallEvent;

/**
 * How a wait ended.
 *
 * @param kind what ended the wait
 * @param event the event of {@link Kind#EVENT} and {@link Kind#HANGUP}; null for any other kind, and for a hangup that an
 *     error response reported
 * @param failure the failure of {@link Kind#FAILURE}, or why the response was lost before a {@link Kind#TIMEOUT}; null
 *     otherwise
 */
public record Outcome(Kind kind, CallEvent event, Throwable failure) {

    /** What ends a wait. */
    public enum Kind {
        /** The event that ends the command. */
        EVENT,
        /** The hangup of the call. */
        HANGUP,
        /** The timeout of the wait. */
        TIMEOUT,
        /** The failure of the command. */
        FAILURE,
        /** The shutdown of the application. */
        SHUTDOWN
    }

    static Outcome of(Kind kind) {
        return new Outcome(kind, null, null);
    }
}
