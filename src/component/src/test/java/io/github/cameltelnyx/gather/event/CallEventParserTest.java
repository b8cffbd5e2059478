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

import java.nio.charset.StandardCharsets;

import io.github.cameltelnyx.gather.event.CallEventParseException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class CallEventParserTest {
    private static final String EVENT = "{\"data\":{\"id\":\"e1\",\"event_type\":\"call.x\",\"payload\":{}}}";

    @Test
    void takesAnEventWithoutRecordType() throws Exception {
        CallEvent event = CallEventParser.parse(utf8(EVENT));

        assertThat(event.eventId()).isEqualTo("e1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "{",
                "{\"data\":",
                "event_type=call.x&id=e1",
                "{'data':{}}",
                "{\"data\":NaN}",
                "{\"data\":01}",
                EVENT + "x",
                EVENT + "{}",
                EVENT + " 1",
                EVENT + "}"
            })
    void rejectsWhatIsNotOneJsonValue(String body) {
        assertThat(reasonOf(utf8(body))).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void rejectsBytesThatAreNotUtf8() {
        byte[] body = EVENT.replace("call.x", "call.ü").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(reasonOf(body)).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void rejectsBottomlessNesting() {
        assertThat(reasonOf(utf8("[".repeat(100_000)))).isEqualTo(Reason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e3333333333333", "1e-3333333333333", "1e111000000000000000000000000"})
    void rejectsANumberWhoseExponentHasNoBounds(String number) {
        assertThat(reasonOf(utf8(
                        "{\"data\":{\"id\":\"e1\",\"event_type\":\"call.x\",\"payload\":{\"n\":" + number + "}}}")))
                .isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void rejectsANumberOfAMillionDigits() {
        assertThat(reasonOf(utf8("{\"data\":" + "1".repeat(1_000_000) + "}"))).isEqualTo(Reason.NOT_JSON);
    }

    @Test
    void keepsALargeNumberWithoutWritingItOut() throws Exception {
        CallEvent event = CallEventParser.parse(utf8("{\"data\":{\"id\":\"e1\",\"event_type\":\"call.hangup\","
                + "\"payload\":{\"from\":1e999999999,\"hangup_cause\":-1e-999999999}}}"));

        assertThat(((CallHangup) event).from()).isEqualTo("1E+999999999");
        assertThat(event.json().toString()).hasSizeLessThan(200);
    }

    /** All views of an event are made of one tree, so that none sees another value. */
    @Test
    void theLastOfDoubledFieldsIsTheField() throws Exception {
        CallEvent event = CallEventParser.parse(utf8("{\"data\":{\"id\":\"e1\"},\"data\":{\"id\":\"e2\",\"id\":\"e3\","
                + "\"event_type\":\"call.hangup\",\"payload\":{\"from\":\"a\"},\"payload\":{\"from\":\"b\"}}}"));

        assertThat(event.eventId()).isEqualTo("e3");
        assertThat(((CallHangup) event).from()).isEqualTo("b");
        assertThat(event.json().toString()).doesNotContain("e2", "\"a\"");
    }

    @Test
    void acceptsTrailingWhiteSpace() throws Exception {
        assertThat(CallEventParser.parse(utf8(EVENT + " \r\n\t")).eventType()).isEqualTo("call.x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "17",
                "\"text\"",
                "[]",
                "{}",
                "[" + EVENT + "]",
                "{\"data\":null}",
                "{\"data\":[]}",
                "{\"data\":{}}",
                "{\"data\":{\"event_type\":\"call.x\",\"payload\":{}}}",
                "{\"data\":{\"id\":\"\",\"event_type\":\"call.x\",\"payload\":{}}}",
                "{\"data\":{\"id\":\" \",\"event_type\":\"call.x\",\"payload\":{}}}",
                "{\"data\":{\"id\":17,\"event_type\":\"call.x\",\"payload\":{}}}",
                "{\"data\":{\"id\":\"e1\",\"payload\":{}}}",
                "{\"data\":{\"id\":\"e1\",\"event_type\":null,\"payload\":{}}}",
                "{\"data\":{\"id\":\"e1\",\"event_type\":1.5,\"payload\":{}}}",
                "{\"data\":{\"id\":\"e1\",\"event_type\":\"gather_ended\",\"payload\":{}}}",
                "{\"data\":{\"id\":\"e1\",\"event_type\":\"call.x\"}}",
                "{\"data\":{\"id\":\"e1\",\"event_type\":\"call.x\",\"payload\":null}}",
                "{\"data\":{\"id\":\"e1\",\"event_type\":\"call.x\",\"payload\":[]}}",
                "{\"data\":{\"record_type\":\"call_event\",\"id\":\"e1\",\"event_type\":\"call.x\",\"payload\":{}}}"
            })
    void rejectsJsonThatIsNoEvent(String body) {
        assertThat(reasonOf(utf8(body))).isEqualTo(Reason.NOT_AN_EVENT);
    }

    @Test
    void detectsAnApiV1Webhook() {
        CallEventParseException failure = failureOf(Samples.bytes("v1-gather-ended"));

        assertThat(failure.reason()).isEqualTo(Reason.API_V1);
        assertThat(failure).hasMessageContaining("webhook_api_version");
    }

    @Test
    void doesNotQuoteTheBody() {
        CallEventParseException failure = failureOf(utf8("{\"digits\": s3cret"));

        assertThat(failure).hasMessage(Reason.NOT_JSON.text()).hasNoCause();
        assertThat(failure.getStackTrace()).isEmpty();
    }

    private static Reason reasonOf(byte[] body) {
        return failureOf(body).reason();
    }

    private static CallEventParseException failureOf(byte[] body) {
        return catchThrowableOfType(CallEventParseException.class, () -> CallEventParser.parse(body));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
