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

import java.net.URI;
import java.util.Objects;

/**
 * The settings of a {@link CallControlClient}.
 *
 * @param baseUrl the URL of the API, such as {@code https://api.telnyx.com/v2}, with or without a trailing slash
 * @param apiKey the API key, sent as bearer token; never part of a message
 * @param userAgent the {@code User-Agent} header of every request
 * @param retryPolicy when a request is sent again
 */
public record ClientSettings(URI baseUrl, String apiKey, String userAgent, RetryPolicy retryPolicy) {

    /** @throws IllegalArgumentException if the URL is not an http or https URL of a host, or a text cannot be a header value */
    public ClientSettings {
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(retryPolicy, "retryPolicy");
        boolean http = "http".equalsIgnoreCase(baseUrl.getScheme()) || "https".equalsIgnoreCase(baseUrl.getScheme());
        if (!http
                || baseUrl.getHost() == null
                || baseUrl.getRawUserInfo() != null
                || baseUrl.getRawQuery() != null
                || baseUrl.getRawFragment() != null) {
            // without the URL, which may hold credentials
            throw new IllegalArgumentException(
                    "baseUrl must be an http or https URL with a host and without user, query and fragment");
        }
        requireHeaderText("apiKey", apiKey);
        requireHeaderText("userAgent", userAgent);
    }

    /** Appends the path of a command to the base URL. */
    URI resolve(String path) {
        String base = baseUrl.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** Returns everything but the API key. */
    @Override
    public String toString() {
        return "ClientSettings[baseUrl=" + baseUrl + ", userAgent=" + userAgent + ", retryPolicy=" + retryPolicy + "]";
    }

    private static void requireHeaderText(String name, String value) {
        if (value == null || value.isBlank() || value.chars().anyMatch(c -> c < 32 || c > 126)) {
            throw new IllegalArgumentException(
                    name + " is missing or has characters that are not allowed in an HTTP header");
        }
    }
}
