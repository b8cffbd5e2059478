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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.CallGatherEnded;
import io.github.cameltelnyx.gather.webhook.InvalidWebhookException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class WebhookReceiverTest {
    private static final SigningKey KEY = SigningKey.generate();
    private static final String TIMESTAMP = "1780000000";
    private static final String JSON = "application/json";
    private static final int MEBIBYTE = 1 << 20;
    private static final byte[] BODY = utf8(
            """
            {"data": {"record_type": "event", "event_type": "call.gather.ended", "id": "e1",
             "payload": {"digits": "4711", "from": "Zoë"}}}""");

    private final WebhookVerifier verifier = new WebhookVerifier(
            List.of(KEY.publicKey()),
            Duration.ofSeconds(300),
            Clock.fixed(Instant.ofEpochSecond(1_780_000_000), ZoneOffset.UTC));
    private final WebhookReceiver receiver = new WebhookReceiver(verifier, MEBIBYTE);
    private final WebhookReceiver trusting = new WebhookReceiver(null, MEBIBYTE);

    @Test
    void givesTheEvent() throws Exception {
        CallEvent event = receiver.receive(signed(BODY));

        assertThat(event).isInstanceOfSatisfying(CallGatherEnded.class, gather -> {
            assertThat(gather.digits()).isEqualTo("4711");
            assertThat(gather.from()).isEqualTo("Zoë");
        });
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "application/json; charset=utf-8", "text/plain"})
    void leavesTheContentTypeToTheSender(String contentType) throws Exception {
        var request = new WebhookRequest("POST", contentType, signatures(BODY), List.of(TIMESTAMP), BODY);

        assertThat(receiver.receive(request).eventId()).isEqualTo("e1");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"GET", "PUT", "HEAD", "post", "", "POST "})
    void rejectsAnyMethodButPost(String method) {
        var request = new WebhookRequest(method, JSON, signatures(BODY), List.of(TIMESTAMP), BODY);

        assertThat(reason(request)).isEqualTo(Reason.NOT_POST);
    }

    @Test
    void acceptsABodyAsLargeAsTheLimit() throws Exception {
        byte[] body = Arrays.copyOf(BODY, MEBIBYTE);
        Arrays.fill(body, BODY.length, MEBIBYTE, (byte) ' ');

        assertThat(receiver.receive(signed(body)).eventId()).isEqualTo("e1");
    }

    @Test
    void rejectsABodyOneByteLargerThanTheLimit() {
        byte[] body = Arrays.copyOf(BODY, MEBIBYTE + 1);
        Arrays.fill(body, BODY.length, MEBIBYTE + 1, (byte) ' ');

        assertThat(reason(signed(body))).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void rejectsATooLargeBodyEvenIfItTrustsTheSender() {
        var request = new WebhookRequest("POST", JSON, List.of(), List.of(), new byte[MEBIBYTE + 1]);

        assertThat(reason(trusting, request)).isEqualTo(Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded; charset=UTF-8",
                " Application/X-WWW-Form-URLEncoded",
                "multipart/form-data; boundary=x"
            })
    void rejectsAFormEvenIfItsBodyIsGone(String contentType) {
        var request = new WebhookRequest("POST", contentType, List.of(), List.of(), new byte[0]);

        assertThat(reason(request)).isEqualTo(Reason.FORM);
    }

    @Test
    void rejectsAMissingSignature() {
        assertThat(reason(request(List.of(), List.of(TIMESTAMP)))).isEqualTo(Reason.SIGNATURE_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void rejectsABlankSignature(String blank) {
        assertThat(reason(request(List.of(blank), List.of(TIMESTAMP)))).isEqualTo(Reason.SIGNATURE_MISSING);
    }

    @Test
    void rejectsTheSameSignatureTwice() {
        String signature = KEY.sign(TIMESTAMP, BODY);

        assertThat(reason(request(List.of(signature, signature), List.of(TIMESTAMP))))
                .isEqualTo(Reason.SIGNATURE_DOUBLED);
    }

    @Test
    void rejectsASignatureNextToABlankOne() {
        String signature = KEY.sign(TIMESTAMP, BODY);

        assertThat(reason(request(List.of("", signature), List.of(TIMESTAMP)))).isEqualTo(Reason.SIGNATURE_DOUBLED);
    }

    @Test
    void rejectsJoinedSignatures() {
        String signature = KEY.sign(TIMESTAMP, BODY);

        assertThat(reason(request(List.of(signature + ", " + signature), List.of(TIMESTAMP))))
                .isEqualTo(Reason.SIGNATURE_DOUBLED);
    }

    @Test
    void rejectsAMalformedSignature() {
        assertThat(reason(request(List.of("x"), List.of(TIMESTAMP)))).isEqualTo(Reason.SIGNATURE_MALFORMED);
    }

    @Test
    void rejectsAMissingTimestamp() {
        assertThat(reason(request(signatures(BODY), List.of()))).isEqualTo(Reason.TIMESTAMP_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void rejectsABlankTimestamp(String blank) {
        assertThat(reason(request(signatures(BODY), List.of(blank)))).isEqualTo(Reason.TIMESTAMP_MISSING);
    }

    @Test
    void rejectsTheSameTimestampTwice() {
        assertThat(reason(request(signatures(BODY), List.of(TIMESTAMP, TIMESTAMP))))
                .isEqualTo(Reason.TIMESTAMP_DOUBLED);
    }

    @Test
    void rejectsJoinedTimestamps() {
        assertThat(reason(request(signatures(BODY), List.of(TIMESTAMP + "," + TIMESTAMP))))
                .isEqualTo(Reason.TIMESTAMP_DOUBLED);
    }

    @Test
    void rejectsAForgedBodyBeforeItIsParsed() {
        var request = new WebhookRequest("POST", JSON, signatures(BODY), List.of(TIMESTAMP), utf8("not json"));

        assertThat(reason(request)).isEqualTo(Reason.SIGNATURE_WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CallSid=1&From=2", "{", "Zoë"})
    void rejectsAVerifiedBodyThatIsNotJson(String body) {
        assertThat(reason(signed(utf8(body)))).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void rejectsAVerifiedBodyThatIsNoEvent() {
        assertThat(reason(signed(utf8("{\"data\":{}}")))).isEqualTo(Reason.NOT_AN_EVENT);
    }

    @Test
    void rejectsAVerifiedBodyOfApiV1() {
        String body = "{\"record_type\":\"event\",\"id\":\"e1\",\"event_type\":\"gather_ended\",\"payload\":{}}";

        assertThat(reason(signed(utf8(body)))).isEqualTo(Reason.API_V1);
    }

    @Test
    void needsNoSignatureIfItTrustsTheSender() throws Exception {
        assertThat(trusting.receive(request(List.of(), List.of())).eventId()).isEqualTo("e1");
    }

    @Test
    void parsesEvenIfItTrustsTheSender() {
        var request = new WebhookRequest("POST", JSON, List.of(), List.of(), utf8("x"));

        assertThat(reason(trusting, request)).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void failuresAreCheapAndQuoteNothing() {
        var failure =
                catchThrowableOfType(InvalidWebhookException.class, () -> receiver.receive(signed(utf8("s3cret"))));

        assertThat(failure).hasMessage(Reason.NOT_JSON.text()).hasNoCause();
        assertThat(failure.getStackTrace()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            mode = EnumSource.Mode.MATCH_ANY,
            names = {"SIGNATURE_.*", "TIMESTAMP_.*"})
    void responds401ToWhatIsNotVerified(Reason reason) {
        assertThat(reason.status()).isEqualTo(401);
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"FORM", "API_V1", "NOT_AN_EVENT", "NOT_JSON"})
    void responds400ToWhatIsNoEvent(Reason reason) {
        assertThat(reason.status()).isEqualTo(400);
    }

    @Test
    void responds405And413AsHttpDoes() {
        assertThat(Reason.NOT_POST.status()).isEqualTo(405);
        assertThat(Reason.TOO_LARGE.status()).isEqualTo(413);
    }

    @Test
    void requestShowsSizesOnly() {
        assertThat(signed(BODY)).hasToString("WebhookRequest[1 signatures, 1 timestamps, " + BODY.length + " bytes]");
    }

    @Test
    void needsALimit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WebhookReceiver(verifier, 0));
    }

    private Reason reason(WebhookRequest request) {
        return reason(receiver, request);
    }

    private static Reason reason(WebhookReceiver receiver, WebhookRequest request) {
        return catchThrowableOfType(InvalidWebhookException.class, () -> receiver.receive(request))
                .reason();
    }

    private static WebhookRequest signed(byte[] body) {
        return new WebhookRequest("POST", JSON, signatures(body), List.of(TIMESTAMP), body);
    }

    private static WebhookRequest request(List<String> signatures, List<String> timestamps) {
        return new WebhookRequest("POST", JSON, signatures, timestamps, BODY);
    }

    private static List<String> signatures(byte[] body) {
        return List.of(KEY.sign(TIMESTAMP, body));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
