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

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.cameltelnyx.simulator.ApiFault;
import io.github.cameltelnyx.simulator.SimulatedCall;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** toD stops a producer that its cache has no place for, while commands of it are on their way and waits are open. */
class EvictedProducerTest extends CallTestSupport {

    @Test
    void aCommandOnItsWayIsNotFailedByTheEvictionOfItsProducer() throws Exception {
        telnyx.nextResponses(ApiFault.none(), ApiFault.executeInSilence());
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?eventTypes=call.initiated")
                        .to("telnyx-gather:answer")
                        .process(exchange ->
                                seen.add((String) exchange.getMessage().getHeader("CamelTelnyxGatherCallControlId")));
                from("direct:speak").toD("telnyx-gather:speak?payload=${header.text}", 1);
            }
        });
        callIn();
        Awaitility.await().until(() -> seen.size() == 1);
        ProducerTemplate template = context.createProducerTemplate();

        // the simulator is silent: the command is on its way until it is sent again
        CompletableFuture<Exchange> first = speak(template, "One");
        for (String text : new String[] {"Two", "Three", "Four"}) {
            speak(template, text).join();
        }

        assertThat(first.join().getException()).isNull();
    }

    @Test
    void anEvictedProducerStillStopsItsGather() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                onException(ExchangeTimedOutException.class).handled(true).process(exchange -> seen.add("timed out"));
                from("telnyx-gather:events?eventTypes=call.initiated")
                        .to("telnyx-gather:answer?awaitResult=true")
                        .setHeader("text", simple("${header.CamelTelnyxGatherCallControlId}"))
                        .toD(
                                "telnyx-gather:gatherUsingSpeak?payload=Hello ${header.text}&awaitResult=true"
                                        + "&resultTimeout=1500&gatherStopOnTimeout=true",
                                1);
            }
        });

        SimulatedCall[] calls = {callIn(), callIn(), callIn()};

        awaitSeen("timed out", "timed out", "timed out");
        for (SimulatedCall call : calls) {
            assertThat(call.commands()).extracting("operation").contains("gather_stop");
        }
    }

    private CompletableFuture<Exchange> speak(ProducerTemplate template, String text) {
        return template.asyncSend("direct:speak", exchange -> exchange.getMessage()
                .setHeaders(new HashMap<>(Map.of("text", text, "CamelTelnyxGatherCallControlId", seen.get(0)))));
    }
}
