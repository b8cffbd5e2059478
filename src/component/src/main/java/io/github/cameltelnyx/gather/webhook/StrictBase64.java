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

import java.util.Base64;
import java.util.Optional;

/** Decodes standard base64 strictly: padded, without white space or stray bits, so that bytes have one encoding. */
final class StrictBase64 {

    private StrictBase64() {}

    /** Returns the bytes, or empty if {@code text} is not the one encoding of exactly {@code size} bytes. */
    static Optional<byte[]> decode(String text, int size) {
        if (text.length() != (size + 2) / 3 * 4) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            // the decoder of the JDK also accepts missing padding and stray bits
            boolean canonical = Base64.getEncoder().encodeToString(bytes).equals(text);
            return canonical && bytes.length == size ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
