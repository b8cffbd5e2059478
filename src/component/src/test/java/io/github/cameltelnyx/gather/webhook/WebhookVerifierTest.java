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

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

import io.github.cameltelnyx.gather.webhook.InvalidWebhookException.Reason;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class WebhookVerifierTest {
    private static final SigningKey KEY = SigningKey.generate();
    private static final long NOW = 1_780_000_000;
    private static final String TIMESTAMP = Long.toString(NOW);
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
    private static final byte[] BODY = utf8("{\"data\":{\"id\":\"e1\",\"payload\":{\"to\":\"Zoë 😀\"}}}");
    private static final String SIGNATURE = KEY.sign(TIMESTAMP, BODY);

    private final WebhookVerifier verifier = verifier(Duration.ofSeconds(300), KEY);

    @Test
    void acceptsWhatTelnyxSigned() {
        assertThat(reason(SIGNATURE, TIMESTAMP, BODY)).isNull();
    }

    @Test
    void acceptsASignatureOfTheJdk() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        String publicKey = base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(SigningKey.signedBytes(TIMESTAMP, BODY));
        String signature = base64(signer.sign());

        var ofJdk = new WebhookVerifier(List.of(publicKey), Duration.ofSeconds(300), CLOCK);

        assertThatCode(() -> ofJdk.verify(signature, TIMESTAMP, BODY)).doesNotThrowAnyException();
    }

    @Test
    void acceptsAnEmptyBody() {
        byte[] body = {};

        assertThat(reason(KEY.sign(TIMESTAMP, body), TIMESTAMP, body)).isNull();
    }

    @Test
    void acceptsAnyBytes() {
        byte[] body = new byte[256];
        IntStream.range(0, 256).forEach(i -> body[i] = (byte) i);

        assertThat(reason(KEY.sign(TIMESTAMP, body), TIMESTAMP, body)).isNull();
    }

    @Test
    void acceptsAMebibyte() {
        byte[] body = new byte[1 << 20];
        Arrays.fill(body, (byte) 'x');

        assertThat(reason(KEY.sign(TIMESTAMP, body), TIMESTAMP, body)).isNull();
    }

    static IntStream bitsOfTheSignature() {
        return IntStream.range(0, 64 * 8);
    }

    @ParameterizedTest
    @MethodSource("bitsOfTheSignature")
    void rejectsASignatureWithAFlippedBit(int bit) {
        byte[] signature = KEY.signBytes(TIMESTAMP, BODY);
        signature[bit / 8] ^= (byte) (1 << bit % 8);

        assertThat(reason(base64(signature), TIMESTAMP, BODY)).isEqualTo(Reason.SIGNATURE_WRONG);
    }

    static IntStream bytesOfTheBody() {
        return IntStream.range(0, BODY.length);
    }

    @ParameterizedTest
    @MethodSource("bytesOfTheBody")
    void rejectsABodyWithAFlippedByte(int index) {
        byte[] body = BODY.clone();
        body[index] ^= 1;

        assertThat(reason(SIGNATURE, TIMESTAMP, body)).isEqualTo(Reason.SIGNATURE_WRONG);
    }

    static IntStream bytesOfTheTimestamp() {
        return IntStream.range(0, TIMESTAMP.length());
    }

    @ParameterizedTest
    @MethodSource("bytesOfTheTimestamp")
    void rejectsATimestampWithAnotherDigit(int index) {
        char[] timestamp = TIMESTAMP.toCharArray();
        timestamp[index] ^= 1;
        WebhookVerifier tolerant = verifier(Duration.ofDays(50_000), KEY);

        assertThat(reason(tolerant, SIGNATURE, String.valueOf(timestamp), BODY)).isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @Test
    void rejectsATimestampSpeltInAnotherWay() {
        assertThat(reason(SIGNATURE, "0" + TIMESTAMP, BODY)).isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @Test
    void rejectsABodyWithoutItsLastByte() {
        byte[] body = Arrays.copyOf(BODY, BODY.length - 1);

        assertThat(reason(SIGNATURE, TIMESTAMP, body)).isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @Test
    void rejectsABodyWithOneByteMore() {
        byte[] body = Arrays.copyOf(BODY, BODY.length + 1);

        assertThat(reason(SIGNATURE, TIMESTAMP, body)).isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @Test
    void rejectsASecondSignatureMadeFromTheFirst() {
        byte[] signature = KEY.signBytes(TIMESTAMP, BODY);
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        BigInteger s = littleEndian(Arrays.copyOfRange(signature, 32, 64)).add(order);
        System.arraycopy(littleEndian(s), 0, signature, 32, 32);

        assertThat(reason(base64(signature), TIMESTAMP, BODY)).isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @Test
    void rejectsTheSignatureOfAnotherKey() {
        String signature = SigningKey.generate().sign(TIMESTAMP, BODY);

        assertThat(reason(signature, TIMESTAMP, BODY)).isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @Test
    void rejectsASignatureOfTheBodyAlone() {
        byte[] signature = new byte[64];
        Ed25519.sign(KEY.secret(), 0, BODY, 0, BODY.length, signature, 0);

        assertThat(reason(base64(signature), TIMESTAMP, BODY)).isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @Test
    void rejectsASignatureOfZeros() {
        assertThat(reason(base64(new byte[64]), TIMESTAMP, BODY)).isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @Test
    void acceptsEachOfSeveralKeys() {
        SigningKey next = SigningKey.generate();
        WebhookVerifier rotating = verifier(Duration.ofSeconds(300), KEY, next);

        assertThat(reason(rotating, KEY.sign(TIMESTAMP, BODY), TIMESTAMP, BODY)).isNull();
        assertThat(reason(rotating, next.sign(TIMESTAMP, BODY), TIMESTAMP, BODY))
                .isNull();
    }

    @Test
    void rejectsAKeyThatIsNotAmongSeveral() {
        WebhookVerifier rotating = verifier(Duration.ofSeconds(300), SigningKey.generate(), SigningKey.generate());

        assertThat(reason(rotating, SIGNATURE, TIMESTAMP, BODY)).isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t"})
    void rejectsNoSignature(String signature) {
        assertThat(reason(signature, TIMESTAMP, BODY)).isEqualTo(Reason.SIGNATURE_MISSING);
    }

    static List<String> malformedSignatures() {
        byte[] bytes = KEY.signBytes(TIMESTAMP, BODY);
        // its trailing bits and the characters that differ in the URL-safe alphabet are there for certain
        byte[] ones = new byte[64];
        Arrays.fill(ones, (byte) 0xff);
        return List.of(
                "x",
                "é".repeat(88),
                base64(Arrays.copyOf(bytes, 63)),
                base64(Arrays.copyOf(bytes, 65)),
                base64(Arrays.copyOf(bytes, 66)),
                Base64.getUrlEncoder().encodeToString(ones),
                SIGNATURE.substring(0, 86),
                SIGNATURE.substring(0, 87),
                SIGNATURE + "=",
                " " + SIGNATURE,
                SIGNATURE + " ",
                SIGNATURE + "\n",
                SIGNATURE.substring(0, 40) + "\r\n" + SIGNATURE.substring(40),
                SIGNATURE.substring(0, 40) + " " + SIGNATURE.substring(41),
                base64(ones).replace("w==", "x=="),
                SIGNATURE + "," + SIGNATURE,
                "ed25519=" + SIGNATURE,
                "00".repeat(64));
    }

    @ParameterizedTest
    @MethodSource("malformedSignatures")
    void rejectsAMalformedSignature(String signature) {
        assertThat(reason(signature, TIMESTAMP, BODY)).isEqualTo(Reason.SIGNATURE_MALFORMED);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t"})
    void rejectsNoTimestamp(String timestamp) {
        assertThat(reason(SIGNATURE, timestamp, BODY)).isEqualTo(Reason.TIMESTAMP_MISSING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+1780000000",
                "-1780000000",
                " 1780000000",
                "1780000000 ",
                "1780 000000",
                "1780000000.0",
                "1780000000,1780000000",
                "1.78e9",
                "0x6a18a380",
                "1780000000000",
                "12345678901234567890",
                "١٧٨٠٠٠٠٠٠٠",
                "１７８０００００００",
                "2026-05-28T20:26:40Z",
                "now"
            })
    void rejectsAMalformedTimestamp(String timestamp) {
        assertThat(reason(KEY.sign(timestamp, BODY), timestamp, BODY)).isEqualTo(Reason.TIMESTAMP_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -299, -1, 0, 1, 299, 300})
    void acceptsATimestampWithinTheTolerance(long offset) {
        String timestamp = Long.toString(NOW + offset);

        assertThat(reason(KEY.sign(timestamp, BODY), timestamp, BODY)).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, -3_600, -NOW})
    void rejectsATimestampFromThePast(long offset) {
        String timestamp = Long.toString(NOW + offset);

        assertThat(reason(KEY.sign(timestamp, BODY), timestamp, BODY)).isEqualTo(Reason.TIMESTAMP_TOO_OLD);
    }

    @ParameterizedTest
    @ValueSource(longs = {301, 3_600, 99_999_999_999L - NOW})
    void rejectsATimestampFromTheFuture(long offset) {
        String timestamp = Long.toString(NOW + offset);

        assertThat(reason(KEY.sign(timestamp, BODY), timestamp, BODY)).isEqualTo(Reason.TIMESTAMP_TOO_NEW);
    }

    @Test
    void looksAtTheSignatureFirst() {
        assertThat(reason("x", "x", BODY)).isEqualTo(Reason.SIGNATURE_MALFORMED);
    }

    private Reason reason(String signature, String timestamp, byte[] body) {
        return reason(verifier, signature, timestamp, body);
    }

    private static Reason reason(WebhookVerifier verifier, String signature, String timestamp, byte[] body) {
        var failure =
                catchThrowableOfType(InvalidWebhookException.class, () -> verifier.verify(signature, timestamp, body));
        return failure == null ? null : failure.reason();
    }

    private static WebhookVerifier verifier(Duration tolerance, SigningKey... keys) {
        return new WebhookVerifier(
                Arrays.stream(keys).map(SigningKey::publicKey).toList(), tolerance, CLOCK);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static BigInteger littleEndian(byte[] bytes) {
        byte[] reversed = bytes.clone();
        IntStream.range(0, 32).forEach(i -> reversed[i] = bytes[31 - i]);
        return new BigInteger(1, reversed);
    }

    private static byte[] littleEndian(BigInteger number) {
        byte[] bytes = new byte[32];
        IntStream.range(0, 32).forEach(i -> bytes[i] = number.shiftRight(8 * i).byteValue());
        return bytes;
    }
}
