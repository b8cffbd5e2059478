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

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The options that may come from environment variables.
 *
 * @param variables returns the value of a variable, or null
 */
record Environment(UnaryOperator<String> variables) {

    private static final String TELNYX = "https://api.telnyx.com/v2";

    /** @throws IllegalArgumentException if there is none */
    String apiKey(TelnyxGatherConfiguration options) {
        String apiKey = findApiKey(options);
        if (apiKey == null) {
            throw new IllegalArgumentException(
                    "option apiKey is missing: set the option, the environment variable TELNYX_API_KEY or "
                            + "the property camel.component.telnyx-gather.api-key");
        }
        return apiKey;
    }

    /** Returns null if there is none. */
    String findApiKey(TelnyxGatherConfiguration options) {
        return firstGiven(options.getApiKey(), "TELNYX_API_KEY", null);
    }

    String baseUrl(TelnyxGatherConfiguration options) {
        return firstGiven(options.getBaseUrl(), "TELNYX_BASE_URL", TELNYX);
    }

    List<String> publicKeys(TelnyxGatherConfiguration options) {
        String keys = firstGiven(options.getPublicKey(), "TELNYX_PUBLIC_KEY", "");
        return keys.isEmpty() ? List.of() : List.of(keys.split(","));
    }

    private String firstGiven(String option, String name, String otherwise) {
        if (option != null && !option.isBlank()) {
            return option.strip();
        }
        String variable = variables.apply(name);
        return variable != null && !variable.isBlank() ? variable.strip() : otherwise;
    }
}
