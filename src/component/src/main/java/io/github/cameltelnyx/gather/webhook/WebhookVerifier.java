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
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import io.github.cameltelnyx.gather.webhook.InvalidWebhookException.Reason;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Verifies that Telnyx signed a body, and when: Ed25519 over {@code timestamp|body}. Thread-safe.
 *
 * <p>Uses the curve arithmetic of Bouncy Castle rather than a JCA provider: it is several times faster, registers
 * nothing in the JVM, and tells a weak public key from a good one.
 */
public final class WebhookVerifier {
    // enough until the year 5138; thirteen digits would be milliseconds
    private static final int MAXIMUM_TIMESTAMP_LENGTH = 11;

    private final List<Ed25519.PublicPoint> publicKeys;
    private final long toleranceSeconds;
    private final Clock clock;

    /**
     * Makes a verifier.
     *
     * @param publicKeys one or more, any of which may have signed: the 32 bytes in base64 that the Telnyx portal shows
     * @param tolerance by how much the timestamp may be off, either way; at least 1 s, counted in whole seconds
     * @param clock tells what time it is
     * @throws IllegalArgumentException if there is no key, or one is none
     */
    public WebhookVerifier(List<String> publicKeys, Duration tolerance, Clock clock) {
        if (publicKeys.isEmpty()) {
            throw new IllegalArgumentException("At least one public key is needed to verify webhooks");
        }
        if (tolerance.toSeconds() < 1) {
            throw new IllegalArgumentException("The tolerance must be at least 1 second, but is " + tolerance);
        }
        this.publicKeys = publicKeys.stream().map(PublicKeys::parse).toList();
        this.toleranceSeconds = tolerance.toSeconds();
        this.clock = clock;
    }

    /**
     * Returns if one of the keys signed this body at this time, and the time is within the tolerance.
     *
     * @param signature value of header {@code telnyx-signature-ed25519}, or null
     * @param timestamp value of header {@code telnyx-timestamp}, or null
     * @param body the bytes as they came, before any decoding
     * @throws InvalidWebhookException if not
     */
    public void verify(String signature, String timestamp, byte[] body) throws InvalidWebhookException {
        byte[] signatureBytes = decode(signature);
        checkTime(seconds(timestamp));
        byte[] signed = signedBytes(timestamp, body);
        for (Ed25519.PublicPoint publicKey : publicKeys) {
            if (Ed25519.verify(signatureBytes, 0, publicKey, signed, 0, signed.length)) {
                return;
            }
        }
        throw new InvalidWebhookException(Reason.SIGNATURE_WRONG);
    }

    private static byte[] decode(String signature) throws InvalidWebhookException {
        if (signature == null || signature.isBlank()) {
            throw new InvalidWebhookException(Reason.SIGNATURE_MISSING);
        }
        return StrictBase64.decode(signature, Ed25519.SIGNATURE_SIZE)
                .orElseThrow(() -> new InvalidWebhookException(Reason.SIGNATURE_MALFORMED));
    }

    private static long seconds(String timestamp) throws InvalidWebhookException {
        if (timestamp == null || timestamp.isBlank()) {
            throw new InvalidWebhookException(Reason.TIMESTAMP_MISSING);
        }
        // Long.parseLong alone would take a sign and the digits of other scripts
        if (timestamp.length() > MAXIMUM_TIMESTAMP_LENGTH || !timestamp.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new InvalidWebhookException(Reason.TIMESTAMP_MALFORMED);
        }
        return Long.parseLong(timestamp);
    }

    private void checkTime(long signedAt) throws InvalidWebhookException {
        long age = clock.instant().getEpochSecond() - signedAt;
        if (age > toleranceSeconds) {
            throw new InvalidWebhookException(Reason.TIMESTAMP_TOO_OLD);
        }
        if (age < -toleranceSeconds) {
            throw new InvalidWebhookException(Reason.TIMESTAMP_TOO_NEW);
        }
    }

    private static byte[] signedBytes(String timestamp, byte[] body) {
        byte[] prefix = (timestamp + "|").getBytes(StandardCharsets.US_ASCII);
        byte[] signed = Arrays.copyOf(prefix, prefix.length + body.length);
        System.arraycopy(body, 0, signed, prefix.length, body.length);
        return signed;
    }
}
