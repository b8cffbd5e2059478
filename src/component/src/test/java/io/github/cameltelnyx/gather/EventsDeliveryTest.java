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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.impl.engine.PrototypeExchangeFactory;
import org.apache.camel.spi.ExchangeFactory;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Nothing lost, nothing doubled: deliveries, duplicates, failures, time-outs, suspension and shutdown. */
class EventsDeliveryTest extends EventsTestSupport {

    private final AtomicInteger runs = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void openGate() {
        gate.countDown();
    }

    @Test
    void aRouteThatFailsGetsStatus500AndGetsTheEventAgain() throws Exception {
        start("telnyx-gather:events", exchange -> {
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is down");
            }
        });

        assertThat(deliver(event("e-1"))).isEqualTo(500);
        assertThat(deliver(event("e-1"))).isEqualTo(200);
        assertThat(deliver(event("e-1"))).isEqualTo(200);

        assertThat(runs).hasValue(2);
    }

    @Test
    void aRouteThatRollsBackGetsStatus500() throws Exception {
        start("telnyx-gather:events", exchange -> exchange.setRollbackOnly(true));

        assertThat(deliver(event("e-1"))).isEqualTo(500);
    }

    @Test
    void anErrorThatTheRouteHandlesIsNoFailure() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(IllegalStateException.class).handled(true);
                from("telnyx-gather:events").process(exchange -> {
                    throw new IllegalStateException("handled");
                });
            }
        });
        context.start();

        assertThat(deliver(event("e-1"))).isEqualTo(200);
    }

    @Test
    void oneOfManySimultaneousDeliveriesRunsTheRouteAndAllGetTheSameStatus() throws Exception {
        start("telnyx-gather:events", exchange -> {
            if (runs.incrementAndGet() % 2 == 0) {
                throw new IllegalStateException("every other event fails");
            }
        });

        for (int round = 0; round < 50; round++) {
            int before = runs.get();
            String body = event("race-" + round);
            List<CompletableFuture<Integer>> rivals =
                    IntStream.range(0, 4).mapToObj(i -> deliverAsync(body)).toList();
            List<Integer> statuses =
                    rivals.stream().map(CompletableFuture::join).toList();
            if (runs.get() == before + 1 && statuses.contains(500)) {
                // deliveries before the release got the failure, and none came after it
                assertThat(statuses).containsOnly(500);
            } else {
                assertThat(statuses).contains(200);
            }
            deliver(body);
            int after = runs.get();
            assertThat(deliver(body)).isEqualTo(200);
            assertThat(runs).hasValue(after);
        }
    }

    @Test
    void aRouteThatTakesLongIsAcknowledgedAndItsDuplicatesAreTooWithoutRunningIt() throws Exception {
        start("telnyx-gather:events?acknowledgeTimeout=50", exchange -> {
            runs.incrementAndGet();
            gate.await(20, TimeUnit.SECONDS);
            throw new IllegalStateException("fails after it was acknowledged");
        });

        assertThat(deliver(event("e-1"))).isEqualTo(200);
        assertThat(deliver(event("e-1"))).isEqualTo(200);
        gate.countDown();
        awaitInflight(0);

        assertThat(deliver(event("e-1"))).isEqualTo(200);
        assertThat(runs).hasValue(1);
    }

    @Test
    void onReceiptRespondsBeforeTheRouteIsDone() throws Exception {
        start("telnyx-gather:events?acknowledge=onReceipt&acknowledgeTimeout=60000", exchange -> {
            runs.incrementAndGet();
            gate.await(20, TimeUnit.SECONDS);
        });

        assertThat(deliver(event("e-1"))).isEqualTo(200);

        Awaitility.await().untilAsserted(() -> assertThat(runs).hasValue(1));
    }

    @Test
    void onReceiptIsAcknowledgedEvenIfTheRouteFailsAtOnce() throws Exception {
        start("telnyx-gather:events?acknowledge=onReceipt", exchange -> {
            throw new IllegalStateException("fails fast");
        });

        List<CompletableFuture<Integer>> responses = IntStream.range(0, 400)
                .mapToObj(i -> deliverAsync(event("e-" + i)))
                .toList();

        assertThat(responses).allSatisfy(response -> assertThat(response.join()).isEqualTo(200));
    }

    @Test
    void aSuspendedRouteGetsStatus503AndGetsTheEventLater() throws Exception {
        start("telnyx-gather:events", exchange -> runs.incrementAndGet());

        context.getRouteController().suspendRoute("events");
        assertThat(deliver(event("e-1"))).isEqualTo(503);
        context.getRouteController().resumeRoute("events");
        assertThat(deliver(event("e-1"))).isEqualTo(200);

        assertThat(runs).hasValue(1);
    }

    @Test
    void aRouteCanBeStoppedAndStartedAgain() throws Exception {
        start("telnyx-gather:events", exchange -> runs.incrementAndGet());

        for (int i = 0; i < 2; i++) {
            context.getRouteController().stopRoute("events");
            assertThat(deliver(event("e-" + i))).isEqualTo(404);
            context.getRouteController().startRoute("events");
            assertThat(deliver(event("e-" + i))).isEqualTo(200);
        }

        assertThat(runs).hasValue(2);
    }

    @Test
    void withoutCapacityAnEventGetsStatus503AndComesAgain() throws Exception {
        start("telnyx-gather:events?workerPoolSize=1&workerQueueSize=1&acknowledgeTimeout=60000", exchange -> {
            runs.incrementAndGet();
            gate.await(20, TimeUnit.SECONDS);
        });
        CompletableFuture<Integer> running = deliverAsync(event("e-1"));
        Awaitility.await().untilAsserted(() -> assertThat(runs).hasValue(1));
        CompletableFuture<Integer> queued = deliverAsync(event("e-2"));
        Awaitility.await().until(() -> consumer("events").getPendingExchangesSize() == 2);

        assertThat(deliver(event("e-3"))).isEqualTo(503);
        gate.countDown();

        assertThat(running.join()).isEqualTo(200);
        assertThat(queued.join()).isEqualTo(200);
        assertThat(deliver(event("e-3"))).isEqualTo(200);
        assertThat(runs).hasValue(3);
    }

    @Test
    void consumersOfOnePathEachGetTheirEventTypes() throws Exception {
        AtomicInteger hangups = new AtomicInteger();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?eventTypes=call.hangup").process(exchange -> hangups.incrementAndGet());
                from("telnyx-gather:events").process(exchange -> {
                    if (runs.incrementAndGet() == 1) {
                        throw new IllegalStateException("first try");
                    }
                });
            }
        });
        context.start();

        assertThat(deliver(event("e-1", "call.hangup", ""))).isEqualTo(500);
        assertThat(deliver(event("e-1", "call.hangup", ""))).isEqualTo(200);
        assertThat(deliver(event("e-2"))).isEqualTo(200);

        assertThat(hangups).as("not doubled by the other's failure").hasValue(1);
        assertThat(runs).hasValue(3);
    }

    @Test
    void aPathStaysOpenUntilItsLastConsumerStops() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?eventTypes=call.hangup")
                        .routeId("hangups")
                        .to("mock:hangups");
                from("telnyx-gather:events").routeId("all").process(exchange -> runs.incrementAndGet());
            }
        });
        context.start();

        context.getRouteController().stopRoute("hangups");
        assertThat(deliver(event("e-1", "call.hangup", ""))).isEqualTo(200);
        context.getRouteController().stopRoute("all");
        assertThat(deliver(event("e-2"))).isEqualTo(404);

        assertThat(runs).hasValue(1);
    }

    @Test
    void consumersOfOnePathMustAgreeOnHowItIsVerified() {
        assertThatThrownBy(() -> {
                    context.addRoutes(new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("telnyx-gather:events").to("mock:a");
                            from("telnyx-gather:events?verifySignature=false").to("mock:b");
                        }
                    });
                    context.start();
                })
                .hasStackTraceContaining("Another route receives events on /telnyx/events with other options");
    }

    @Test
    void aRepositoryThatIsDownGetsStatus500() throws Exception {
        context.getRegistry().bind("down", new MemoryIdempotentRepository() {
            @Override
            public boolean add(String key) {
                throw new IllegalStateException("no connection");
            }
        });
        start("telnyx-gather:events?idempotentRepository=#down", exchange -> runs.incrementAndGet());

        assertThat(deliver(event("e-1"))).isEqualTo(500);
        assertThat(runs).hasValue(0);
    }

    @Test
    void shutdownWaitsForEventsInFlight() throws Exception {
        start("telnyx-gather:events?acknowledgeTimeout=20", exchange -> {
            runs.incrementAndGet();
            gate.await(20, TimeUnit.SECONDS);
            exchange.setProperty("done", true);
            runs.incrementAndGet();
        });
        deliver(event("e-1"));

        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> context.stop());
        Awaitility.await().until(() -> consumer("events").isSuspended());
        assertThat(deliver(event("e-2"))).isEqualTo(503);
        assertThat(stop).isNotDone();
        gate.countDown();

        stop.get(20, TimeUnit.SECONDS);
        assertThat(runs).hasValue(2);
        assertThat(context.getStatus()).isEqualTo(ServiceStatus.Stopped);
    }

    @Test
    void anEventWhoseExchangeCannotBeCreatedComesAgainAndDoesNotHoldUpItsCall() throws Exception {
        AtomicInteger failures = new AtomicInteger(1);
        context.getCamelContextExtension().setExchangeFactory(new FailingExchangeFactory(null, failures));
        start("telnyx-gather:events?ordering=call", exchange -> runs.incrementAndGet());

        assertThat(deliver(event("e-1"))).isEqualTo(500);
        assertThat(consumer("events").getPendingExchangesSize()).isZero();
        assertThat(deliver(event("e-1"))).isEqualTo(200);
        assertThat(deliver(event("e-2"))).isEqualTo(200);

        assertThat(runs).hasValue(2);
    }

    @Test
    void aProcessorThatThrowsEndsTheExchange() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?ordering=call").routeId("events").to("mock:events");
            }
        });
        context.start();
        component.webhookServers().leave(consumer("events"));
        TelnyxGatherConsumer throwing =
                new TelnyxGatherConsumer(consumer("events").getEndpoint(), new AsyncProcessorSupport() {
                    @Override
                    public boolean process(Exchange exchange, AsyncCallback callback) {
                        runs.incrementAndGet();
                        throw new AssertionError("a bug");
                    }
                });
        throwing.start();

        assertThat(deliver(event("e-1"))).isEqualTo(500);
        assertThat(deliver(event("e-1"))).isEqualTo(500);

        assertThat(runs).hasValue(2);
        assertThat(throwing.getPendingExchangesSize()).isZero();
        throwing.stop();
    }

    @Test
    void pooledExchangesCarryNothingFromOneEventToTheNext() throws Exception {
        PooledExchangeFactory pool = new PooledExchangeFactory();
        context.getCamelContextExtension().setExchangeFactory(pool);
        Set<Integer> identities = ConcurrentHashMap.newKeySet();
        List<String> seen = new CopyOnWriteArrayList<>();
        start("telnyx-gather:events", exchange -> {
            identities.add(System.identityHashCode(exchange));
            seen.add(exchange.getMessage().getHeader("CamelTelnyxGatherDigits") + "/" + exchange.getProperty("mine"));
            exchange.setProperty("mine", "left over");
        });

        deliver(event("e-1"));
        for (int i = 2; i < 50; i++) {
            deliver(event("e-" + i, "call.hangup", ""));
        }

        assertThat(seen.get(0)).isEqualTo("4711/null");
        assertThat(seen.subList(1, seen.size())).hasSize(48).containsOnly("null/null");
        assertThat(identities).as("exchanges are reused").hasSizeLessThan(49);
    }

    private void start(String from, Processor processor) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId("events").process(processor);
            }
        });
        context.start();
    }

    private TelnyxGatherConsumer consumer(String routeId) {
        return (TelnyxGatherConsumer) context.getRoute(routeId).getConsumer();
    }

    private void awaitInflight(int size) {
        Awaitility.await().until(() -> context.getInflightRepository().size() == size);
    }

    /** Fails to create the first exchanges of an events route. */
    private static final class FailingExchangeFactory extends PrototypeExchangeFactory {
        private final AtomicInteger failures;

        FailingExchangeFactory(Consumer consumer, AtomicInteger failures) {
            super(consumer);
            this.failures = failures;
        }

        @Override
        public ExchangeFactory newExchangeFactory(Consumer consumer) {
            if (!(consumer instanceof TelnyxGatherConsumer)) {
                return super.newExchangeFactory(consumer);
            }
            FailingExchangeFactory factory = new FailingExchangeFactory(consumer, failures);
            factory.setCamelContext(camelContext);
            return factory;
        }

        @Override
        public Exchange create(Endpoint endpoint, boolean autoRelease) {
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("no exchange");
            }
            return super.create(endpoint, autoRelease);
        }
    }
}
