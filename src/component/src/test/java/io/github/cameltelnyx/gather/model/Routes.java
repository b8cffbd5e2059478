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
package io.github.cameltelnyx.gather.model;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.github.cameltelnyx.gather.TelnyxGatherConstants;
import io.github.cameltelnyx.gather.client.CallEndedException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;

/** The routes of every node. A call says by its number which of the scripts serves it. */
final class Routes extends RouteBuilder {

    /** The scripts: those below, from 0. */
    static final int SCRIPTS = 7;

    private static final Set<String> CONSUMED =
            Set.of("call.initiated", "call.dtmf.received", "call.hangup", "call.gather.ended", "call.speak.ended");
    private static final String SCRIPT = "ModelScript";
    static final Duration RESULT_TIMEOUT = Duration.ofSeconds(12);
    private static final String AWAIT = "?awaitResult=true&resultTimeout=" + RESULT_TIMEOUT.toMillis();

    private final Node node;

    Routes(Node node) {
        this.node = node;
    }

    static boolean consumes(String eventType) {
        return CONSUMED.contains(eventType);
    }

    @Override
    public void configure() {
        errorHandler(defaultErrorHandler()
                .maximumRedeliveries(2)
                .redeliveryDelay(400)
                .asyncDelayedRedelivery()
                .retryAttemptedLogLevel(LoggingLevel.TRACE)
                .retriesExhaustedLogLevel(LoggingLevel.TRACE)
                .logExhausted(false)
                .logStackTrace(false));
        onException(CallEndedException.class)
                .maximumRedeliveries(0)
                .logExhausted(false)
                .handled(true);
        onException(PlannedFailure.class, ExchangeTimedOutException.class)
                .maximumRedeliveries(0)
                .logExhausted(false);

        from(node.events("call.initiated") + "&ordering=call")
                .process(this::begin)
                .process(exchange -> failIfPlanned(call(exchange).failuresBefore-- > 0))
                .process(exchange -> exchange.setProperty(SCRIPT, call(exchange).script))
                .choice()
                .when(script(0))
                .to("direct:menu")
                .when(script(1))
                .to("direct:speeches")
                .when(script(2))
                .to("direct:announcedMenu")
                .when(script(3))
                .to("direct:loop")
                .when(script(4))
                .to("direct:copy")
                .when(script(5))
                .to("direct:message")
                .otherwise()
                .to("direct:farewell")
                .end()
                .process(exchange -> failIfPlanned(call(exchange).failuresAfter-- > 0));
        from(node.events("call.dtmf.received") + "&acknowledge=onReceipt").process(this::begin);
        from(node.events("call.hangup") + "&ordering=call").process(this::begin);
        from(node.events("call.gather.ended,call.speak.ended")).process(this::begin);

        gather(from("direct:menu"));
        gather(awaitedSpeak(awaitedSpeak(from("direct:speeches"))));
        gather(awaitedSpeak(speak(from("direct:announcedMenu"))));
        speak(from("direct:loop").loop(3).doTry())
                .doCatch(Exception.class)
                .end()
                .end();
        from("direct:copy").wireTap("direct:speeches").end();
        speak(from("direct:message"));
        hangup(awaitedSpeak(gather(from("direct:farewell"))));
    }

    private <T extends ProcessorDefinition<T>> T gather(ProcessorDefinition<T> route) {
        return route.process(step("gather", true))
                .to("telnyx-gather:gatherUsingSpeak" + AWAIT + "&gatherStopOnTimeout=true&payload=Press");
    }

    private <T extends ProcessorDefinition<T>> T awaitedSpeak(ProcessorDefinition<T> route) {
        return route.process(step("awaited speak", true)).to("telnyx-gather:speak" + AWAIT + "&payload=Hello");
    }

    private <T extends ProcessorDefinition<T>> T speak(ProcessorDefinition<T> route) {
        return route.process(step("speak", false)).to("telnyx-gather:speak?payload=Hello");
    }

    private <T extends ProcessorDefinition<T>> T hangup(ProcessorDefinition<T> route) {
        return route.process(step("hangup", false)).to("telnyx-gather:hangup");
    }

    private org.apache.camel.Predicate script(int number) {
        return exchange -> exchange.getProperty(SCRIPT, Integer.class) == number;
    }

    private void begin(Exchange exchange) {
        node.world().ledger().runBegan(node, exchange);
    }

    private Telnyx.Call call(Exchange exchange) {
        String id = exchange.getMessage().getHeader(TelnyxGatherConstants.CALL_CONTROL_ID, String.class);
        return node.world().telnyx().call(id);
    }

    private Processor step(String name, boolean awaits) {
        return exchange -> {
            Step step = node.world().ledger().stepBegan(name, awaits, node, call(exchange));
            exchange.setProperty(Step.PROPERTY, step);
            exchange.getMessage().setBody(Map.of(Step.FIELD, step.number));
        };
    }

    private static void failIfPlanned(boolean planned) throws PlannedFailure {
        if (planned) {
            throw new PlannedFailure();
        }
    }

    /** The failure that a schedule wants. */
    private static final class PlannedFailure extends Exception {
        private static final long serialVersionUID = 1L;

        PlannedFailure() {
            super("planned", null, false, false);
        }
    }
}
