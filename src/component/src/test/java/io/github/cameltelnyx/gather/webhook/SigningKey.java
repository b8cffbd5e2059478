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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A private key as Telnyx has one. */
record SigningKey(byte[] secret) {

    static SigningKey generate() {
        byte[] secret = new byte[Ed25519.SECRET_KEY_SIZE];
        Ed25519.generatePrivateKey(new SecureRandom(), secret);
        return new SigningKey(secret);
    }

    String publicKey() {
        byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(secret, 0, key, 0);
        return Base64.getEncoder().encodeToString(key);
    }

    String sign(String timestamp, byte[] body) {
        return Base64.getEncoder().encodeToString(signBytes(timestamp, body));
    }

    byte[] signBytes(String timestamp, byte[] body) {
        byte[] signed = signedBytes(timestamp, body);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(secret, 0, signed, 0, signed.length, signature, 0);
        return signature;
    }

    static byte[] signedBytes(String timestamp, byte[] body) {
        var signed = new ByteArrayOutputStream();
        signed.writeBytes((timestamp + "|").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        return signed.toByteArray();
    }
}
