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
import java.util.Base64;

/** Turns client state into the base64 that Telnyx demands, and back. */
public final class ClientState {

    private ClientState() {}

    /** Gives {@code text} as UTF-8 in standard base64, padded and without line breaks. */
    public static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Gives the text that {@link #encode} was given. Other applications may put anything into client state: what is not
     * the base64 of UTF-8 text is given back as it is.
     *
     * @param raw the value in the event; null gives null
     */
    public static String decode(String raw) {
        if (raw == null) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(raw);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            // the decoder of the JDK also takes missing padding and stray bits, which no encoder produces
            return encode(text).equals(raw) ? text : raw;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return raw;
        }
    }
}
