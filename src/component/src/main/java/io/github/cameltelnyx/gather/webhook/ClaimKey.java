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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Creates the keys of claims: short, because columns for them are (100 characters in the table of Camel's JDBC repository). */
public final class ClaimKey {
    private static final int MAXIMUM_ID = 40;
    private static final int TYPES = 8;

    private ClaimKey() {}

    /**
     * Returns a key of at most 49 characters.
     *
     * @param eventTypes distinguish the consumers of an event, on every node
     */
    public static String of(String eventId, EventTypeFilter eventTypes) {
        String id = eventId.length() <= MAXIMUM_ID ? eventId : hash(eventId, MAXIMUM_ID);
        return id + "|" + hash(eventTypes.toString(), TYPES);
    }

    private static String hash(String text, int length) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, length / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
