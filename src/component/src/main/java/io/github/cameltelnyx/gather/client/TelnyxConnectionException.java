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
 * No complete response to a command came: the connection failed, there was no response within the request timeout, or the
 * client was closed. {@link #isMaybeProcessed()} returns whether Telnyx may have executed the command.
 *
 * <p>The cause is the newest failure of an attempt; null if no attempt failed.
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

    /** The number of attempts to send the request; 0 if there was none. */
    public int getAttempts() {
        return attempts;
    }

    /** Whether a request was sent whose response was lost, so that Telnyx may have executed the command. */
    public boolean isMaybeProcessed() {
        return maybeProcessed;
    }

    /** Always true, because the same command with the same command id may succeed later. */
    public boolean isRetryable() {
        return true;
    }
}
