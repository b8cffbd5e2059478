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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Events of one call, one after the other. */
class OrderingTest extends EventsTestSupport {

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void openGate() {
        gate.countDown();
    }

    @Test
    void eventsOfOneCallAreProcessedInTheOrderOfTheirArrivalAndCallsInParallel() throws Exception {
        Map<String, List<String>> byCall = new ConcurrentHashMap<>();
        start("acknowledge=onReceipt&ordering=call", exchange -> byCall.computeIfAbsent(
                        exchange.getMessage().getHeader("CamelTelnyxGatherCallSessionId", String.class),
                        call -> new CopyOnWriteArrayList<>())
                .add(exchange.getMessage().getHeader("CamelTelnyxGatherDigit", String.class)));
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            expected.add(String.valueOf(i));
        }

        for (String digit : expected) {
            for (int call = 0; call < 3; call++) {
                deliver(keyOf("c-" + call, digit));
            }
        }

        Awaitility.await()
                .untilAsserted(() -> assertThat(byCall).hasSize(3).allSatisfy((call, digits) -> assertThat(digits)
                        .isEqualTo(expected)));
    }

    @Test
    void aLongEventHoldsUpItsCallAndNoOther() throws Exception {
        start("acknowledgeTimeout=20&ordering=call", exchange -> {
            String digit = exchange.getMessage().getHeader("CamelTelnyxGatherDigit", String.class);
            if (digit.equals("1")) {
                gate.await(20, TimeUnit.SECONDS);
            }
            seen.add(digit);
        });

        deliver(keyOf("a", "1"));
        deliver(keyOf("a", "2"));
        deliver(keyOf("b", "3"));
        assertThat(seen).containsExactly("3");
        gate.countDown();

        Awaitility.await().untilAsserted(() -> assertThat(seen).containsExactly("3", "1", "2"));
    }

    @Test
    void aRouteThatWaitsForAResultLetsTheNextEventGo() throws Exception {
        try (RecordingApi api = new RecordingApi()) {
            component.getConfiguration().setApiKey("KEY");
            component.getConfiguration().setBaseUrl(api.baseUrl());
            component.getConfiguration().setOrdering(Ordering.call);
            context.getShutdownStrategy().setTimeout(1);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("telnyx-gather:events?eventTypes=call.dtmf.received&acknowledgeTimeout=600000")
                            .choice()
                            .when(header("CamelTelnyxGatherDigit").isEqualTo("1"))
                            .to("telnyx-gather:gather?awaitResult=true")
                            .end()
                            .process(exchange -> seen.add(
                                    exchange.getMessage().getHeader("CamelTelnyxGatherEventType", String.class)));
                }
            });
            context.start();

            // the first is acknowledged although its route is not done
            assertThat(deliverAsync(keyOf("a", "1")).get(20, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(deliver(keyOf("a", "2"))).isEqualTo(200);
            Awaitility.await().untilAsserted(() -> assertThat(seen).containsExactly("call.dtmf.received"));
            deliver(event("e", "call.gather.ended", ",\"call_control_id\":\"v3:a\",\"digits\":\"7\"")
                    .replace("\"v3:c\",", "\"v3:x\","));

            Awaitility.await()
                    .untilAsserted(() -> assertThat(seen).containsExactly("call.dtmf.received", "call.gather.ended"));
        }
    }

    @Test
    void whenTooManyWaitTheNextGetsStatus503AndComesAgain() throws Exception {
        start("acknowledgeTimeout=20&ordering=call&workerQueueSize=1", exchange -> {
            gate.await(20, TimeUnit.SECONDS);
            seen.add(exchange.getMessage().getHeader("CamelTelnyxGatherDigit", String.class));
        });

        assertThat(deliver(keyOf("a", "1"))).isEqualTo(200);
        assertThat(deliver(keyOf("a", "2"))).isEqualTo(200);
        assertThat(deliver(keyOf("a", "3"))).isEqualTo(503);
        gate.countDown();
        Awaitility.await().untilAsserted(() -> assertThat(seen).containsExactly("1", "2"));
        assertThat(deliver(keyOf("a", "3"))).isEqualTo(200);
    }

    @Test
    void shutdownWaitsForTheEventsInTheLanes() throws Exception {
        start("acknowledgeTimeout=20&ordering=call", exchange -> {
            gate.await(20, TimeUnit.SECONDS);
            seen.add(exchange.getMessage().getHeader("CamelTelnyxGatherDigit", String.class));
        });
        deliver(keyOf("a", "1"));
        deliver(keyOf("a", "2"));

        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> context.stop());
        Awaitility.await()
                .until(() -> ((TelnyxGatherConsumer) context.getRoute("events").getConsumer()).isSuspended());
        gate.countDown();

        stop.get(20, TimeUnit.SECONDS);
        assertThat(seen).containsExactly("1", "2");
    }

    private static String keyOf(String call, String digit) {
        return event(
                        call + digit,
                        "call.dtmf.received",
                        ",\"call_session_id\":\"" + call + "\",\"digit\":\"" + digit + "\"")
                .replace("\"v3:c\"", "\"v3:" + call + "\"");
    }

    private void start(String options, Processor processor) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?" + options).routeId("events").process(processor);
            }
        });
        context.start();
    }
}
