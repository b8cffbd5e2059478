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

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Parses Ed25519 public keys in the form that the Telnyx portal shows. */
final class PublicKeys {

    private PublicKeys() {}

    /**
     * Parses a key; white space around it is ignored. Points outside the group of prime order are rejected: no key generator
     * makes them, and for some of them a signature can be forged.
     */
    static Ed25519.PublicPoint parse(String text) {
        // messages do not quote the value: it may be a secret that was pasted by mistake
        String key = text.strip();
        if (key.startsWith("-----BEGIN")) {
            throw invalid("it is PEM");
        }
        byte[] bytes = StrictBase64.decode(key, Ed25519.PUBLIC_KEY_SIZE)
                .orElseThrow(() -> invalid("it has " + key.length() + " characters or is not base64"));
        Ed25519.PublicPoint point = Ed25519.validatePublicKeyFullExport(bytes, 0);
        if (point == null) {
            throw invalid("these bytes are not a public key");
        }
        return point;
    }

    private static IllegalArgumentException invalid(String fault) {
        return new IllegalArgumentException(
                "The Telnyx public key must be the 32 bytes that the portal shows, in standard"
                        + " base64 (44 characters that end in =), but " + fault
                        + ". In an endpoint URI use publicKey=RAW(...), because a plus sign is decoded to a space");
    }
}
