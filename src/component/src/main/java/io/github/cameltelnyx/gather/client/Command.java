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
 * One request to Telnyx.
 *
 * <p>A command that is sent again must not act twice. Telnyx ignores a repeated {@code command_id}, so a POST is
 * {@linkplain #isRepeatable() repeatable} if its body has one; a POST without one (creating an application) is sent
 * again only when Telnyx certainly did not process it.
 *
 * @param operation what messages and logs call the command, such as {@code gatherUsingSpeak}
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param path relative to the base URL, with its leading slash, already percent-encoded, see
 *     {@link #pathOf(String, String...)}; it may end in a query
 * @param body the fields to send, which may be empty for a POST, PUT or PATCH; null for GET and DELETE
 * @param resendOnSilence whether an identical request may be sent while the earlier one is still without an answer;
 *     it has no effect if the command is not repeatable
 */
public record Command(String operation, String method, String path, JsonNode body, boolean resendOnSilence) {

    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "DELETE");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /** @throws IllegalArgumentException if the method is unknown or its body wrong, or the path is not encoded */
    public Command {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        if (!WITH_BODY.contains(method) && !WITHOUT_BODY.contains(method)) {
            throw new IllegalArgumentException(
                    operation + ": method is " + method + " but must be GET, POST, PUT, PATCH or DELETE");
        }
        if (WITH_BODY.contains(method) != (body != null)) {
            throw new IllegalArgumentException(
                    operation + ": " + method + (body == null ? " needs a body" : " has no body"));
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

    /** Whether Telnyx recognises a second identical request, so that sending one does no harm. */
    public boolean isRepeatable() {
        return !method.equals("POST") || body.hasNonNull("command_id");
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
