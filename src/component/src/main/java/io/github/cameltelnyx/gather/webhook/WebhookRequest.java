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
 * The parts of an HTTP request that verification needs.
 *
 * @param method the HTTP method
 * @param contentType the value of {@code Content-Type}, or null
 * @param signatures all values of the header {@code telnyx-signature-ed25519}
 * @param timestamps all values of the header {@code telnyx-timestamp}
 * @param body the bytes as received, not copied; of a body above the limit, one byte more than the limit is enough
 */
public record WebhookRequest(
        String method, String contentType, List<String> signatures, List<String> timestamps, byte[] body) {

    /** Copies the lists. */
    public WebhookRequest {
        signatures = List.copyOf(signatures);
        timestamps = List.copyOf(timestamps);
    }

    /** Returns sizes only. */
    @Override
    public String toString() {
        return "WebhookRequest[" + signatures.size() + " signatures, " + timestamps.size() + " timestamps, "
                + body.length + " bytes]";
    }
}
