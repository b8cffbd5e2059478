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
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request to the Telnyx API.
 *
 * <p>A retry must not execute a command twice. Telnyx ignores a {@code command_id} that it has received before, so a POST
 * is {@linkplain #isRetryable() retryable} if its body has one. A POST without one is only sent again after a failure
 * that shows that Telnyx did not process it.
 *
 * @param operation the name of the operation in messages and logs, such as {@code gatherUsingSpeak}
 * @param method GET, POST or PUT
 * @param path the percent-encoded path below the base URL, with its leading slash, see
 *     {@link #pathOf(String, String...)}; it may have a query
 * @param body the fields to send, which may be empty; null for a GET
 */
public record Command(String operation, String method, String path, JsonNode body) {

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /** @throws IllegalArgumentException if the method is unknown or its body wrong, or the path is not encoded */
    public Command {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException(operation + ": method is " + method + " but must be GET, POST or PUT");
        }
        if (method.equals("GET") != (body == null)) {
            throw new IllegalArgumentException(
                    operation + ": " + method + (body == null ? " must have a body" : " must not have a body"));
        }
        if (!isEncodedPath(path)) {
            // without the path, which holds the call control id
            throw new IllegalArgumentException(operation + ": the path must start with one / and be percent-encoded");
        }
    }

    /**
     * Puts percent-encoded values into the placeholders of a path, in order.
     *
     * @param template such as {@code /calls/{call_control_id}/actions/gather}
     * @param values one for each placeholder; any characters
     * @throws IllegalArgumentException if a value is blank, {@code .} or {@code ..}, which would name another
     *     resource, or if there are more or fewer values than placeholders
     */
    public static String pathOf(String template, String... values) {
        Matcher placeholder = PLACEHOLDER.matcher(template);
        StringBuilder path = new StringBuilder();
        int used = 0;
        while (placeholder.find()) {
            String value = used < values.length ? values[used] : null;
            if (value == null || value.isBlank() || value.equals(".") || value.equals("..")) {
                throw new IllegalArgumentException(placeholder.group(1) + " is missing or not usable in a path");
            }
            placeholder.appendReplacement(path, Matcher.quoteReplacement(percentEncoded(value)));
            used++;
        }
        if (used != values.length) {
            throw new IllegalArgumentException(template + " takes " + used + " values but got " + values.length);
        }
        return placeholder.appendTail(path).toString();
    }

    /** Whether an identical request has no further effect, because Telnyx recognizes it. */
    public boolean isRetryable() {
        return !method.equals("POST") || body.hasNonNull("command_id");
    }

    /** The operation and the id of the command, which may be logged. */
    public String describe() {
        return body != null && body.hasNonNull("command_id")
                ? operation + " " + body.get("command_id").asText()
                : operation;
    }

    /** Without the path and the body: they hold the call control id, phone numbers and texts. */
    @Override
    public String toString() {
        return "Command[" + operation + ", " + method + "]";
    }

    private static String percentEncoded(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(octet) >= 0) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format("%%%02X", octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isEncodedPath(String path) {
        if (!path.startsWith("/") || path.startsWith("//") || path.chars().anyMatch(c -> c > 127)) {
            return false;
        }
        try {
            return new URI(path).getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
