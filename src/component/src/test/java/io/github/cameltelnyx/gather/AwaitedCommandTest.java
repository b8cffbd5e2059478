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

import java.time.Duration;

import io.github.cameltelnyx.simulator.ApiFault;
import io.github.cameltelnyx.simulator.Callee;
import io.github.cameltelnyx.simulator.RecordedCommand;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.github.cameltelnyx.simulator.WebhookFault;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a command when its wait ends in another way than by its event. */
class AwaitedCommandTest extends CallTestSupport {

    private static final String CALLS = "telnyx-gather:events?eventTypes=call.initiated";

    @Test
    void theStopOfATimedOutGatherIsRetried() throws Exception {
        telnyx.nextResponses(ApiFault.none(), ApiFault.none(), ApiFault.status(503));
        start(afterTimeout("telnyx-gather:gather?awaitResult=true&resultTimeout=100&gatherStopOnTimeout=true"
                + "&timeoutMillis=120000&initialTimeoutMillis=120000"));

        SimulatedCall call = callIn();

        awaitSeen("timed out");
        assertThat(call.commands())
                .filteredOn(command -> command.operation().equals("gather_stop"))
                .extracting(RecordedCommand::executed)
                .containsExactly(false, true);
    }

    @Test
    void aCommandWhoseWaitHasTimedOutIsNotRetried() throws Exception {
        component.getConfiguration().setRetryDelay(400);
        telnyx.nextResponses(ApiFault.none(), ApiFault.status(503));
        start(afterTimeout("telnyx-gather:gather?awaitResult=true&resultTimeout=100"));

        SimulatedCall call = callIn();

        awaitSeen("timed out");
        Awaitility.await().during(Duration.ofMillis(800)).untilAsserted(() -> assertThat(call.commands())
                .extracting(RecordedCommand::operation)
                .containsExactly("answer", "gather"));
    }

    @Test
    void theSecondCallThatARouteDialsIsTheCallOfTheRoute() throws Exception {
        telnyx.callee("+15550100001", Callee.IS_BUSY);
        String dial = "telnyx-gather:dial?awaitResult=true&connectionId=1&from=" + OUR_NUMBER;
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:campaign")
                        .to(dial + "&to=+15550100001")
                        .to(dial + "&to=+15550100002")
                        .to("telnyx-gather:speak?awaitResult=true&payload=Hello")
                        .process(exchange -> see("speak", exchange));
            }
        });

        context.createProducerTemplate().asyncSend("direct:campaign", exchange -> {});

        awaitSeen("speak completed null");
    }

    @Test
    void anAwaitedSpeechEndsWithItsOwnEvent() throws Exception {
        String closed = "We are closed today. " + "Please call again tomorrow. ".repeat(5);
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(CALLS)
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to("telnyx-gather:speak?payload=" + "Welcome to this company. ".repeat(20))
                        .to("telnyx-gather:speak?awaitResult=true&payload=" + closed)
                        .to("telnyx-gather:hangup?awaitResult=true")
                        .process(exchange -> see("hangup", exchange));
            }
        });

        SimulatedCall call = callIn();

        awaitSeen("hangup null null");
        assertThat(call.events())
                .filteredOn(event -> event.eventType().equals("call.speak.ended"))
                .extracting(event -> event.payload().path("status").asText())
                .containsExactly("completed", "completed");
    }

    @Test
    void anAwaitedGatherDoesNotEndWithTheCancellationOfTheOneThatItReplaces() throws Exception {
        telnyx.close();
        telnyx = TelnyxSimulator.builder()
                .timeScale(50)
                .replacedGatherKeepsClientState(false)
                .start();
        component.getConfiguration().setPublicKey(telnyx.publicKey());
        component.getConfiguration().setBaseUrl(telnyx.baseUrl());
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(CALLS)
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to("telnyx-gather:gather?timeoutMillis=120000&initialTimeoutMillis=120000")
                        .to("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=Press 1&maximumDigits=1")
                        .process(exchange -> see("gather", exchange));
            }
        });

        callIn().hears("Press 1").presses("1");

        awaitSeen("gather valid 1");
    }

    @Test
    void aCommandThatNeverArrivedIsSentOnceMore() throws Exception {
        loseTheResponseToTheGather();
        start(gathers(exchange -> {}));

        callIn().hears("Press 1").presses("1");

        awaitSeen("gather valid 1");
    }

    /** The hangup came before the wait began, and the response that tells of it is lost. */
    @Test
    void aLostResponseOfAnEndedCallEndsTheWait() throws Exception {
        telnyx.nextWebhooks(WebhookFault.drop().on("call.hangup"));
        loseTheResponseToTheGather();
        start(gathers(exchange -> telnyx.find(
                        exchange.getMessage().getHeader(TelnyxGatherConstants.CALL_CONTROL_ID, String.class))
                .orElseThrow()
                .hangsUp()));

        callIn();

        awaitSeen("gather call_hangup null");
    }

    private void loseTheResponseToTheGather() {
        component.getConfiguration().setMaximumRetries(0);
        component.getConfiguration().setRequestTimeout(2_000);
        component.getConfiguration().setResendAfter(0);
        telnyx.nextResponses(ApiFault.none(), ApiFault.cutConnection());
    }

    private RouteBuilder gathers(Processor before) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(CALLS)
                        .to("telnyx-gather:answer?awaitResult=true")
                        .process(before)
                        .to("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=Press 1&maximumDigits=1")
                        .process(exchange -> see("gather", exchange));
            }
        };
    }

    private RouteBuilder afterTimeout(String command) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(ExchangeTimedOutException.class).handled(true).process(exchange -> seen.add("timed out"));
                from(CALLS).to("telnyx-gather:answer?awaitResult=true").to(command);
            }
        };
    }
}
