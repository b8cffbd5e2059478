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
package io.github.cameltelnyx.gather;

import org.apache.camel.CamelContext;

/** Refuses insecure options when Camel runs with {@code camel.main.profile=prod}. */
final class ProdProfile {

    private static final String PROD = "prod";

    private ProdProfile() {}

    /** @throws IllegalArgumentException if the profile does not permit an option */
    static void check(CamelContext context, TelnyxGatherConfiguration options) {
        if (!PROD.equals(context.getCamelContextExtension().getProfile())) {
            return;
        }
        if (!options.isVerifySignature()) {
            throw new IllegalArgumentException("option verifySignature is false but must be true under "
                    + "camel.main.profile=prod: remove the option and set publicKey to the public key of the Telnyx "
                    + "portal, or use another profile");
        }
        if (options.isAllowInsecureHttp()) {
            throw new IllegalArgumentException("option allowInsecureHttp is true but must be false under "
                    + "camel.main.profile=prod: remove the option and set baseUrl to an https URL, or use another "
                    + "profile");
        }
    }
}
