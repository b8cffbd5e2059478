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
package io.github.cameltelnyx.gather;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Signed webhooks with values that nobody expects. */
class HostileEventsTest extends EventsTestSupport {

    @RegisterExtension
    final LogCapture log = new LogCapture();

    @Test
    void aTimeBeyondTheMillisecondsOfALongIsLeftOut() throws Exception {
        startRoute("telnyx-gather:events", "mock:events");
        mock().expectedMessageCount(1);

        assertThat(deliver(event("e-1").replace("2026-03-04T10:15:30.123456Z", "+1000000000-12-31T23:59:59Z")))
                .isEqualTo(200);

        mock().assertIsSatisfied();
        assertThat(mock().getExchanges().get(0).getMessage().getHeaders())
                .containsEntry(TelnyxGatherConstants.DIGITS, "4711")
                .doesNotContainKey(Exchange.MESSAGE_TIMESTAMP);
    }

    @Test
    void aNumberBeyondALongIsText() throws Exception {
        startRoute("telnyx-gather:events", "mock:events");
        mock().expectedMessageCount(1);
        String number = "1".repeat(900);

        assertThat(deliver(event("e-1", "call.hangup", ",\"from\":" + number + ",\"to\":1e999999999")))
                .isEqualTo(200);

        mock().assertIsSatisfied();
        assertThat(mock().getExchanges().get(0).getMessage().getHeaders())
                .containsEntry(TelnyxGatherConstants.FROM, number)
                .containsEntry(TelnyxGatherConstants.TO, "1E+999999999");
    }

    @Test
    void whatCannotBeParsedIsRefusedInOneLine() throws Exception {
        startRoute("telnyx-gather:events", "mock:events");

        assertThat(deliver(event("e-1", "call.hangup", ",\"from\":" + "1".repeat(1_000_000))))
                .isEqualTo(400);
        assertThat(deliver(event("e-2", "call.hangup", ",\"from\":1e3333333333333")))
                .isEqualTo(400);
        assertThat(deliver(event("e-3", "call.hangup", ",\"from\":" + "[".repeat(100_000))))
                .isEqualTo(400);
        assertThat(deliver(event("e-4", "call.hangup", ",\"from\":" + "[".repeat(100_000) + "]".repeat(100_000))))
                .isEqualTo(400);

        assertThat(log.lines())
                .filteredOn(line -> line.contains("Rejected a webhook"))
                .hasSize(4)
                .allMatch(line -> line.length() < 200 && line.contains("The body is not JSON"));
    }
}
