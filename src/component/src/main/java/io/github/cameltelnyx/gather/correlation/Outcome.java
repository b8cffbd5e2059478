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
 * @param event of {@link Kind#EVENT}, and of {@link Kind#HANGUP} unless the hangup was told by an error; null otherwise
 * @param failure of {@link Kind#FAILURE}, and what is known of a lost answer with {@link Kind#TIMEOUT}; null otherwise
 */
public record Outcome(Kind kind, CallEvent event, Throwable failure) {

    /** What ended the wait. */
    public enum Kind {
        /** The event that it was for. */
        EVENT,
        /** The end of its call. */
        HANGUP,
        /** Nothing, for too long. */
        TIMEOUT,
        /** An error of the command. */
        FAILURE,
        /** The end of the application. */
        SHUTDOWN
    }

    static Outcome of(Kind kind) {
        return new Outcome(kind, null, null);
    }
}
