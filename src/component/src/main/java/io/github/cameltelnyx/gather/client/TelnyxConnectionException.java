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

import java.io.IOException;

/**
 * A command got no complete answer: the connection failed or broke, Telnyx was silent until the request timeout, or
 * the client was closed. Telnyx may or may not have carried the command out.
 *
 * <p>The cause is the newest failure of an attempt; null if there was none, only silence.
 */
public final class TelnyxConnectionException extends IOException {

    private final String operation;
    private final int attempts;
    private final boolean maybeProcessed;

    TelnyxConnectionException(String operation, int attempts, boolean maybeProcessed, String reason, Throwable cause) {
        super(operation + ": " + reason + " (" + attempts + (attempts == 1 ? " attempt)" : " attempts)"), cause);
        this.operation = operation;
        this.attempts = attempts;
        this.maybeProcessed = maybeProcessed;
    }

    /** The operation that failed, such as {@code gatherUsingSpeak}. */
    public String getOperation() {
        return operation;
    }

    /** How many times the request was sent, or tried to; 0 if it never was. */
    public int getAttempts() {
        return attempts;
    }

    /** Whether a request went out whose answer was lost: Telnyx may have carried the command out. */
    public boolean isMaybeProcessed() {
        return maybeProcessed;
    }

    /** Always true: the same command, with the same command id, may succeed later. */
    public boolean isRetryable() {
        return true;
    }
}
