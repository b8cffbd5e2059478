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
package io.github.cameltelnyx.gather.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Encodes client state as the base64 that Telnyx requires, and decodes it.
 *
 * <p>An awaited command puts a {@link WaitTag} in front of the user's text:
 * <pre>
 * byte 0        1         2..9   10..17  18...
 *      0xFF     version   node   wait    the user's text in UTF-8, if any
 * </pre>
 * The first byte does not occur in UTF-8 text, so no text is mistaken for a tag.
 */
public final class ClientState {

    private static final byte MARK = (byte) 0xFF;
    private static final byte VERSION = 1;
    private static final int TAG_LENGTH = 2 + 2 * Long.BYTES;

    private ClientState() {}

    /** Encodes {@code text} as UTF-8 in standard base64, padded and without line breaks. */
    public static String encode(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Encodes tag and text in standard base64, padded and without line breaks.
     *
     * @param text the user's text, or null
     */
    public static String encode(WaitTag tag, String text) {
        byte[] user = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        return base64(ByteBuffer.allocate(TAG_LENGTH + user.length)
                .put(MARK)
                .put(VERSION)
                .putLong(tag.node())
                .putLong(tag.id())
                .put(user)
                .array());
    }

    /**
     * Decodes the user's text. A value that is neither tagged nor the base64 of UTF-8 text, as other applications may send
     * it, is returned unchanged.
     *
     * @param raw the {@code client_state} of an event
     * @return the text; null for null, and for a tag without text
     */
    public static String decode(String raw) {
        return read(raw).text();
    }

    /** Decodes the tag in the {@code client_state} of an event; null if it has none. */
    public static WaitTag tag(String raw) {
        return read(raw).tag();
    }

    /** The tag and the text of a value; either may be null. */
    record Parts(WaitTag tag, String text) {}

    static Parts read(String raw) {
        byte[] bytes = bytes(raw);
        if (bytes == null) {
            return new Parts(null, raw);
        }
        if (!isTagged(bytes)) {
            return new Parts(null, textOr(raw, bytes));
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 2, 2 * Long.BYTES);
        WaitTag tag = new WaitTag(buffer.getLong(), buffer.getLong());
        byte[] user = Arrays.copyOfRange(bytes, TAG_LENGTH, bytes.length);
        return new Parts(tag, user.length == 0 ? null : textOr(raw, user));
    }

    private static boolean isTagged(byte[] bytes) {
        return bytes.length >= TAG_LENGTH && bytes[0] == MARK && bytes[1] == VERSION;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Returns null if the value is not base64. */
    private static byte[] bytes(String raw) {
        if (raw == null) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(raw);
            // the decoder of the JDK also accepts missing padding and stray bits, which no encoder produces
            return base64(bytes).equals(raw) ? bytes : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String textOr(String other, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return other;
        }
    }
}
