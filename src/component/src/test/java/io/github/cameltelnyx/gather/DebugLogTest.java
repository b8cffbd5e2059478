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

import java.util.List;

import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.github.cameltelnyx.simulator.WebhookFault;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** "Why did the IVR not react?": the log at DEBUG has the reason. */
class DebugLogTest extends CallTestSupport {

    private static final List<String> CONFIDENTIAL = List.of("15550100011", "15550100022", "471199", "secret prompt");

    @RegisterExtension
    final LogCapture log = new LogCapture();

    @AfterEach
    void nothingConfidentialIsLogged() {
        assertThat(log.lines())
                .allSatisfy(
                        line -> CONFIDENTIAL.forEach(text -> assertThat(line).doesNotContain(text)));
    }

    @Test
    void theTypeFilterExcludesTheEvent() throws Exception {
        start(route("telnyx-gather:events?eventTypes=call.answered"));

        callIn();

        awaitLine("Event call\\.initiated\\[.+] is not consumed by route ivr: eventTypes is call\\.answered");
    }

    @Test
    void thePublicKeyIsNotTheOneOfTheAccount() throws Exception {
        try (TelnyxSimulator other = TelnyxSimulator.start()) {
            component.getConfiguration().setPublicKey(other.publicKey());
        }
        start(route("telnyx-gather:events"));

        SimulatedCall call = callIn();

        String line = "Rejected a webhook on /telnyx/events with HTTP 401: The signature is wrong: [^.]+";
        awaitLine(line + "\\. Further rejections for this reason are logged at DEBUG");
        call.hangsUp();
        awaitLine(line);
    }

    @Test
    void theEventIsADuplicate() throws Exception {
        telnyx.nextWebhooks(WebhookFault.duplicate());
        start(route("telnyx-gather:events?eventTypes=call.initiated"));

        SimulatedCall call = callIn();

        awaitLine("Event call\\.initiated\\[.+] for route ivr: claimed");
        awaitLine("Event call\\.initiated\\[.+] for route ivr: duplicate .+");
        call.hangsUp();
    }

    @Test
    void theCallerHangsUp() throws Exception {
        start(route("telnyx-gather:events?eventTypes=call.initiated"));

        callIn().hears("secret").presses("471199").hangsUp();

        awaitLine("Wait \\d+ of call v3:.+ ended by call\\.gather\\.ended\\[.+], status call_hangup");
    }

    @Test
    void noWebhookReachesThePath() throws Exception {
        start(route("telnyx-gather:events"));
        telnyx.webhookUrl(telnyx.webhookUrl().replace("/telnyx/events", "/telnyx/evnts"));

        context.createProducerTemplate()
                .send(
                        "telnyx-gather:dial?awaitResult=true&resultTimeout=200&connectionId=1&from=+15550100022&to=+15550100011",
                        exchange -> {});

        awaitLine("Wait \\d+ of call v3:.+ ended by TIMEOUT");
        awaitLine("dial: no result was received\\. No webhook has been received on /telnyx/events: check .+");
    }

    @Test
    void aCallCanBeFollowed() throws Exception {
        start(route("telnyx-gather:events?eventTypes=call.initiated"));

        callIn().hears("secret").presses("471199#").hasEnded();

        awaitSeen("gather valid 471199");
        awaitLine("Webhook on /telnyx/events: event call\\.initiated\\[.+] of call v3:.+");
        awaitLine("Event call\\.initiated\\[.+] for route ivr: claimed");
        awaitLine("answer [-0-9a-f]+ of route ivr: Wait \\d+ of call v3:.+");
        awaitLine("answer [-0-9a-f]+: sent, attempt 1");
        awaitLine("answer [-0-9a-f]+: response to attempt 1 is HTTP 200");
        awaitLine("Event call\\.answered\\[.+] is the result of a command");
        awaitLine("Wait \\d+ of call v3:.+ ended by call\\.answered\\[.+], status none");
        awaitLine("Event call\\.initiated\\[.+]: response HTTP 200");
    }

    private RouteBuilder route(String from) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from)
                        .routeId("ivr")
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=A secret prompt")
                        .process(exchange -> see("gather", exchange))
                        .to("telnyx-gather:hangup");
            }
        };
    }

    private void awaitLine(String regex) {
        Awaitility.await().untilAsserted(() -> assertThat(log.lines())
                .anySatisfy(line -> assertThat(line).matches(regex)));
    }
}
