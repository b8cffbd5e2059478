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
package io.github.cameltelnyx.gather.soak;

import org.apache.camel.builder.RouteBuilder;

/** An IVR with everything that waits: answers, gathers, speaks, plays to a copy, transfers or hangs up. */
final class SoakRoutes extends RouteBuilder {

    static final String PROMPT = "Enter your code";
    static final String AGENT = "+15550100001";
    private static final String SPEAK = "telnyx-gather:speak?voice=female&payload=";

    private final Tally tally;

    SoakRoutes(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void configure() {
        // what a caller who hangs up, a time-out and an API that fails too often do to a route
        onException(Exception.class).handled(true).process(exchange -> tally.failures.increment());

        from("telnyx-gather:events?idempotentRepository=#repository&ordering=call&eventTypes=call.initiated")
                .process(tally::run)
                .filter(simple("${header.CamelTelnyxGatherDirection} == 'incoming'"))
                .to("telnyx-gather:answer?awaitResult=true&resultTimeout=4000")
                .process(exchange -> tally.step(exchange, 1))
                .wireTap("direct:copy")
                .to(SPEAK + "Welcome")
                .to("telnyx-gather:gatherUsingSpeak?awaitResult=true&resultTimeout=6000&voice=female&minimumDigits=4"
                        + "&maximumDigits=4&maximumTries=1&payload=" + PROMPT)
                .process(exchange -> tally.step(exchange, 2))
                .process(tally::gathered)
                .to(SPEAK + "Thanks&awaitResult=true&resultTimeout=4000")
                .process(exchange -> tally.step(exchange, 3))
                .choice()
                .when(exchangeProperty(Tally.CALLER).endsWith("7"))
                .to("telnyx-gather:transfer?to=" + AGENT)
                .otherwise()
                .to("telnyx-gather:hangup");

        from("direct:copy").to(SPEAK + "Hello&awaitResult=true&resultTimeout=3000");

        // also a call.hangup that ends a wait
        from("telnyx-gather:events?idempotentRepository=#repository&ordering=call"
                        + "&emitResults=true&eventTypes=call.hangup,call.dtmf.received")
                .process(tally::run);
    }
}
