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
package io.github.cameltelnyx.gather.http;

import java.util.List;

/**
 * What the consumers that share a path must agree on.
 *
 * @param path with a leading slash, which is added when it is missing
 * @param httpServerComponent the name of the component whose HTTP server receives the webhooks, or null to find one
 * @param publicKeys any of which verifies
 */
public record WebhookServerSettings(
        String path,
        String httpServerComponent,
        List<String> publicKeys,
        boolean verifySignature,
        long timestampTolerance,
        int maximumBodySize) {

    /** @throws IllegalArgumentException if there is no key to verify with */
    public WebhookServerSettings {
        if (verifySignature && publicKeys.isEmpty()) {
            throw new IllegalArgumentException("publicKey is missing: set the option, the environment variable "
                    + "TELNYX_PUBLIC_KEY or the property camel.component.telnyx-gather.public-key to the "
                    + "public key of the Telnyx account. Without it a forged request is not recognised");
        }
        path = path.startsWith("/") ? path : "/" + path;
    }
}
