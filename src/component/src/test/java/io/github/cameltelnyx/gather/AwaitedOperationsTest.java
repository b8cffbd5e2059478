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

import java.util.stream.Stream;

import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.simulator.Callee;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.WebhookFault;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Every operation that has a result can be waited for, and the event that ends it is the one that Telnyx documents. */
class AwaitedOperationsTest extends CallTestSupport {

    @ParameterizedTest
    @MethodSource("commands")
    void theEventThatEndsTheCommandIsTheResult(String command, String eventType) throws Exception {
        start(afterAnswer(command));

        callIn();

        awaitSeen(eventType);
        awaitNoWaits();
    }

    static Stream<Arguments> commands() {
        String gather = "&maximumTries=1&timeoutMillis=100&awaitResult=true";
        return Stream.of(
                arguments("gather?initialTimeoutMillis=100&awaitResult=true", "call.gather.ended"),
                arguments("gatherUsingSpeak?payload=Hello" + gather, "call.gather.ended"),
                arguments("gatherUsingAudio?audioUrl=http://a.example.test/a.mp3" + gather, "call.gather.ended"),
                arguments(
                        "gatherUsingAi?parameters=classpath:booking-schema.json&userResponseTimeoutMs=100&awaitResult=true",
                        "call.ai_gather.ended"),
                arguments("speak?payload=Hello&awaitResult=true", "call.speak.ended"),
                arguments("playbackStart?mediaName=menu&awaitResult=true", "call.playback.ended"),
                arguments("transfer?to=+15550100001&awaitResult=true", "call.bridged"),
                arguments("refer?sipAddress=sip:desk@example.test&awaitResult=true", "call.refer.completed"),
                arguments("hangup?awaitResult=true", "call.hangup"));
    }

    /** Telnyx documents call.bridged of a transfer for the new leg only. */
    @Test
    void aTransferIsOverWhenTheNewLegIsBridged() throws Exception {
        telnyx.nextWebhooks(WebhookFault.drop().on("call.bridged"));
        start(afterAnswer("transfer?to=+15550100001&awaitResult=true"));

        callIn();

        awaitSeen("call.bridged");
        awaitNoWaits();
    }

    @Test
    void aRejectedCallHasEnded() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?eventTypes=call.initiated")
                        .to("telnyx-gather:reject?cause=USER_BUSY&awaitResult=true")
                        .process(exchange ->
                                seen.add(exchange.getMessage().getHeader("CamelTelnyxGatherEventType", String.class)));
            }
        });

        callIn();

        awaitSeen("call.hangup");
    }

    @Test
    void anAssistantIsWaitedForUntilItsConversationEnds() throws Exception {
        start(afterAnswer("aiAssistantStart?field.assistant.id=assistant-1&greeting=Hello&awaitResult=true"));

        SimulatedCall call = callIn().hears("Hello");
        call.hangsUp();

        awaitSeen("call.conversation.ended");
    }

    @Test
    void aTransferThatNobodyAnswersEndsWithTheHangupOfTheOtherLegAndTheRouteKeepsItsCall() throws Exception {
        telnyx.callee("+15550100001", Callee.IS_BUSY);
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?eventTypes=call.initiated")
                        .filter(header("CamelTelnyxGatherDirection").isEqualTo("incoming"))
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to("telnyx-gather:transfer?to=+15550100001&awaitResult=true")
                        .process(exchange ->
                                seen.add(exchange.getMessage().getHeader("CamelTelnyxGatherHangupCause", String.class)))
                        .to("telnyx-gather:speak?payload=Nobody is there&awaitResult=true")
                        .process(exchange -> see("speak", exchange));
            }
        });

        callIn().hears("Nobody is there");

        awaitSeen("user_busy", "speak completed null");
    }

    @Test
    void aBridgeIsWaitedFor() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?eventTypes=call.initiated")
                        .filter(header("CamelTelnyxGatherDirection").isEqualTo("incoming"))
                        .to("telnyx-gather:answer?awaitResult=true")
                        .enrich(
                                "telnyx-gather:dial?connectionId=1&from=" + OUR_NUMBER
                                        + "&to=+15550100001&awaitResult=true",
                                (caller, agent) -> {
                                    caller.getMessage()
                                            .setHeader(
                                                    "CamelTelnyxGatherCallControlIdToBridgeWith",
                                                    agent.getMessage()
                                                            .getBody(CallEvent.class)
                                                            .callControlId());
                                    return caller;
                                })
                        .to("telnyx-gather:bridge?awaitResult=true")
                        .process(exchange ->
                                seen.add(exchange.getMessage().getHeader("CamelTelnyxGatherEventType", String.class)));
            }
        });

        callIn().isBridged();

        awaitSeen("call.bridged");
    }

    @Test
    void aRouteErrorAfterAWaitReachesTheErrorHandler() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).handled(true).process(exchange -> see("handled", exchange));
                from("telnyx-gather:events?eventTypes=call.initiated")
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to("telnyx-gather:gatherUsingSpeak?payload=Press 1&maximumDigits=1&awaitResult=true")
                        .process(exchange -> {
                            throw new IllegalStateException("the database is down");
                        });
            }
        });

        callIn().hears("Press 1").presses("1");

        awaitSeen("handled valid 1");
    }

    private RouteBuilder afterAnswer(String command) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?eventTypes=call.initiated")
                        .filter(header("CamelTelnyxGatherDirection").isEqualTo("incoming"))
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to("telnyx-gather:" + command)
                        .process(exchange ->
                                seen.add(exchange.getMessage().getHeader("CamelTelnyxGatherEventType", String.class)));
            }
        };
    }
}
