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
package io.github.cameltelnyx.gather.webhook;

import java.util.List;

/**
 * What verification needs of an HTTP request.
 *
 * @param method HTTP method
 * @param contentType value of {@code Content-Type}, or null
 * @param signatures every value of header {@code telnyx-signature-ed25519}; empty if there is none
 * @param timestamps every value of header {@code telnyx-timestamp}; empty if there is none
 * @param body the bytes as they came, not copied; one byte more than the limit is enough of one that is too large
 */
public record WebhookRequest(
        String method, String contentType, List<String> signatures, List<String> timestamps, byte[] body) {

    /** Copies the lists. */
    public WebhookRequest {
        signatures = List.copyOf(signatures);
        timestamps = List.copyOf(timestamps);
    }

    /** Tells sizes only. */
    @Override
    public String toString() {
        return "WebhookRequest[" + signatures.size() + " signatures, " + timestamps.size() + " timestamps, "
                + body.length + " bytes]";
    }
}
