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

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.management.JMException;
import javax.management.ObjectName;

import io.github.cameltelnyx.gather.event.CallAiGatherEnded;
import io.github.cameltelnyx.gather.event.CallGatherEnded;
import io.github.cameltelnyx.simulator.ApiFault;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.WebhookFault;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A command and the event that ends it, as request and reply. */
class AwaitResultTest extends CallTestSupport {

    @Test
    void aMenuIsOneStraightRoute() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?eventTypes=call.initiated")
                        .filter(header("CamelTelnyxGatherDirection").isEqualTo("incoming"))
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=Press 1 for sales"
                                + "&validDigits=12&maximumDigits=1")
                        .process(exchange -> {
                            see("gather", exchange);
                            assertThat(exchange.getMessage().getBody()).isInstanceOf(CallGatherEnded.class);
                        })
                        .to("telnyx-gather:transfer?awaitResult=true&to=+15550100001")
                        .process(exchange ->
                                seen.add((String) exchange.getMessage().getHeader("CamelTelnyxGatherEventType")));
            }
        });

        SimulatedCall call = callIn().hears("Press 1").presses("1").isTransferredTo("+15550100001");

        awaitSeen("gather valid 1", "call.bridged");
        call.hangsUp();
        awaitNoWaits();
    }

    @Test
    void aGatherThatTheCallerHangsUpOnEndsWithCallHangup() throws Exception {
        start(gathers("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=Press 1"));

        callIn().hears("Press 1").hangsUp();

        awaitSeen("first call_hangup ");
    }

    @Test
    void aSpeechThatTheCallerHangsUpOnEndsWithCallHangup() throws Exception {
        start(gathers("telnyx-gather:speak?awaitResult=true&payload=A very long story"));

        callIn().hears("A very").hangsUp();

        awaitSeen("first call_hangup null");
    }

    @Test
    void aCommandOnAnEndedCallEndsWithCallHangup() throws Exception {
        telnyx.nextResponses(
                ApiFault.none(),
                ApiFault.status(422).body("{\"errors\":[{\"code\":\"90018\",\"title\":\"Call has already ended\"}]}"));
        start(gathers("telnyx-gather:gather?awaitResult=true"));

        callIn();

        awaitSeen("first call_hangup null");
        awaitNoWaits();
    }

    @Test
    void theKeysOfOneGatherAreNotThoseOfTheNext() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?eventTypes=call.initiated")
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=First&maximumDigits=2")
                        .process(exchange -> see("first", exchange))
                        .to(
                                "telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=Second&maximumTries=1&timeoutMillis=1000")
                        .process(exchange -> see("second", exchange))
                        .to("telnyx-gather:hangup?awaitResult=true")
                        .process(exchange -> see("hangup", exchange));
            }
        });

        callIn().hears("First").presses("47").hears("Second").hasEnded();

        awaitSeen("first valid 47", "second invalid ", "hangup null null");
        awaitNoWaits();
    }

    @Test
    void pressingDuringThePromptIsHeard() throws Exception {
        start(gathers(
                "telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=" + "Long ".repeat(50) + "&maximumDigits=1"));

        callIn().hears("Long").presses("5");

        awaitSeen("first valid 5");
    }

    @Test
    void anAiGatherBringsItsResult() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?eventTypes=call.initiated")
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to(
                                "telnyx-gather:gatherUsingAi?awaitResult=true&greeting=Which day&parameters=classpath:booking-schema.json")
                        .process(exchange -> seen.add(exchange.getMessage()
                                .getBody(CallAiGatherEnded.class)
                                .result()
                                .path("day")
                                .asText()));
            }
        });

        callIn().hears("Which day").says("Tuesday");

        awaitSeen("Tuesday");
    }

    @Test
    void aResultBeforeTheResponseIsAResult() throws Exception {
        telnyx.nextResponses(ApiFault.none(), ApiFault.executeInSilence());
        component.getConfiguration().setResendAfter(0);
        start(gathers("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=Press 1&maximumDigits=1"));

        callIn().hears("Press 1").presses("1");

        awaitSeen("first valid 1");
    }

    @Test
    void aLostResponseIsSettledByTheEvent() throws Exception {
        component.getConfiguration().setMaximumRetries(0);
        telnyx.nextResponses(ApiFault.none(), ApiFault.loseResponse());
        start(gathers("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=Press 1&maximumDigits=1"));

        callIn().hears("Press 1").presses("1");

        awaitSeen("first valid 1");
    }

    @Test
    void duplicatedWebhooksChangeNothing() throws Exception {
        telnyx.everyWebhook(WebhookFault.duplicate());
        List<String> plain = new CopyOnWriteArrayList<>();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(gathersUri())
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=First&maximumDigits=1")
                        .process(exchange -> see("first", exchange))
                        .to("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=Second&maximumDigits=1")
                        .process(exchange -> see("second", exchange));
                from("telnyx-gather:events?eventTypes=call.gather.ended").process(exchange -> plain.add("doubled"));
            }
        });

        callIn().hears("First").presses("1").hears("Second").presses("2");

        awaitSeen("first valid 1", "second valid 2");
        Awaitility.await()
                .untilAsserted(() -> assertThat(component.waits().duplicates()).isEqualTo(3));
        assertThat(plain).isEmpty();
    }

    @Test
    void anEventThatWasWaitedForIsEmittedOnlyWhereThatIsWanted() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(gathersUri())
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=Press 1&maximumDigits=1")
                        .process(exchange -> see("first", exchange));
                from("telnyx-gather:events?eventTypes=call.gather.ended").process(exchange -> see("plain", exchange));
                from("telnyx-gather:events?eventTypes=call.gather.*&emitResults=true")
                        .process(exchange -> see("both", exchange));
            }
        });

        callIn().hears("Press 1").presses("1");

        Awaitility.await()
                .untilAsserted(() -> assertThat(seen).containsExactlyInAnyOrder("first valid 1", "both valid 1"));
    }

    @Test
    void aResultThatDoesNotComeTimesOutAndItsLateEventIsDropped() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(ExchangeTimedOutException.class).handled(true).process(exchange -> seen.add("timed out"));
                from(gathersUri())
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to(
                                "telnyx-gather:gatherUsingSpeak?awaitResult=true&resultTimeout=100&payload=Press 1&maximumDigits=1");
                from("telnyx-gather:events?eventTypes=call.gather.ended").process(exchange -> seen.add("plain"));
            }
        });

        SimulatedCall call = callIn();
        awaitSeen("timed out");
        call.presses("1").delivers("call.gather.ended");

        Awaitility.await()
                .untilAsserted(() -> assertThat(component.waits().late()).isEqualTo(1));
        assertThat(seen).containsExactly("timed out");
    }

    @Test
    void aGatherIsStoppedWhenItsResultDoesNotComeInTime() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(ExchangeTimedOutException.class).handled(true).process(exchange -> seen.add("timed out"));
                from(gathersUri())
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to("telnyx-gather:gather?awaitResult=true&resultTimeout=100&gatherStopOnTimeout=true");
            }
        });

        SimulatedCall call = callIn();

        awaitSeen("timed out");
        assertThat(call.commands()).extracting("operation").contains("gather_stop");
    }

    @Test
    void aRefusedCommandFailsAtOnceAndReachesTheErrorHandler() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class)
                        .handled(true)
                        .process(exchange -> seen.add(exchange.getProperty("CamelExceptionCaught", Exception.class)
                                .getMessage()));
                from(gathersUri()).to("telnyx-gather:gather?awaitResult=true");
            }
        });

        callIn();

        Awaitility.await()
                .untilAsserted(() -> assertThat(seen).singleElement().asString().contains("90034"));
        awaitNoWaits();
    }

    @Test
    void theStateOfTheCallSurvivesAWaitAndIsHandedBackDecoded() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from(gathersUri())
                        .to("telnyx-gather:answer?awaitResult=true&clientState=vip")
                        .to("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=Press 1&maximumDigits=1")
                        .process(exchange ->
                                seen.add("result " + exchange.getMessage().getHeader("CamelTelnyxGatherClientState")));
                from("telnyx-gather:events?eventTypes=call.hangup")
                        .process(exchange ->
                                seen.add("hangup " + exchange.getMessage().getHeader("CamelTelnyxGatherClientState")));
            }
        });

        SimulatedCall call = callIn().hears("Press 1").presses("1");
        awaitSeen("result vip");
        call.hangsUp();

        awaitSeen("result vip", "hangup vip");
    }

    @Test
    void twoCallsAtTheSameTimeDoNotMeet() throws Exception {
        start(gathers("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=Press 1&maximumDigits=1"));

        SimulatedCall one = callIn().hears("Press 1");
        SimulatedCall other = callIn().hears("Press 1");
        other.presses("2");
        awaitSeen("first valid 2");
        one.presses("1");

        awaitSeen("first valid 2", "first valid 1");
    }

    @Test
    void anOutboundCallWaitsForItsAnswer() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:campaign")
                        .to("telnyx-gather:dial?awaitResult=true&connectionId=1&from=" + OUR_NUMBER + "&to=" + CALLER)
                        .process(exchange ->
                                seen.add((String) exchange.getMessage().getHeader("CamelTelnyxGatherEventType")))
                        .to(
                                "telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=Press 1&maximumDigits=1&maximumTries=1"
                                        + "&timeoutMillis=500")
                        .process(exchange -> see("gather", exchange));
            }
        });

        context.createProducerTemplate().asyncSend("direct:campaign", exchange -> {});

        awaitSeen("call.answered", "gather invalid ");
    }

    @Test
    void shutdownEndsAWaitThatTheGraceDoesNot() throws Exception {
        context.getShutdownStrategy().setTimeout(1);
        start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).handled(true).process(exchange -> seen.add("stopped"));
                from(gathersUri())
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=Press 1");
            }
        });
        callIn().hears("Press 1");
        Awaitility.await().until(() -> component.waits().size() == 1);

        context.stop();

        assertThat(component.waits().size()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = TelnyxGatherOperation.class,
            names = {
                "gatherStop",
                "aiAssistantStop",
                "aiAssistantAddMessages",
                "aiAssistantJoin",
                "playbackStop",
                "sendDtmf",
                "clientStateUpdate",
                "callStatus"
            })
    void anOperationWithoutResultRefusesTheOptionAtStart(TelnyxGatherOperation operation) {
        context.start();

        assertThatThrownBy(() -> context.getEndpoint(
                                "telnyx-gather:" + operation + "?awaitResult=true&field.clientState=x")
                        .createProducer()
                        .start())
                .hasMessageContaining("has no result to await");
    }

    private Object managed(String attribute) throws JMException {
        ObjectName component = new ObjectName(
                "org.apache.camel:context=" + context.getManagementName() + ",type=components,name=\"telnyx-gather\"");
        return ManagementFactory.getPlatformMBeanServer().getAttribute(component, attribute);
    }

    private static String gathersUri() {
        return "telnyx-gather:events?eventTypes=call.initiated";
    }

    private RouteBuilder gathers(String command) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(gathersUri())
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to(command)
                        .process(exchange -> see("first", exchange));
            }
        };
    }
}
