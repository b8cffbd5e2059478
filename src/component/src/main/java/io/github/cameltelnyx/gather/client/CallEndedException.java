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

/** Telnyx refused a command because its call has already ended (error code 90018; source: API error codes). */
public final class CallEndedException extends TelnyxApiException {

    CallEndedException(
            String operation, int status, List<ApiError> errors, String note, String requestId, Duration retryAfter) {
        super(operation, status, errors, note, requestId, retryAfter);
    }

    /** Always false, because an ended call stays ended, whatever the HTTP status. */
    @Override
    public boolean isRetryable() {
        return false;
    }
}
