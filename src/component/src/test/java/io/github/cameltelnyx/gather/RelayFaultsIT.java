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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameltelnyx.gather.correlation.RelayMessage;
import io.github.cameltelnyx.gather.correlation.RelayMessage.Event;
import io.github.cameltelnyx.gather.correlation.RelayMessage.Hello;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What the relay does when nodes die, and when the broker or the repository blocks or fails. */
class RelayFaultsIT extends RelayTestSupport {

    private static final Duration TELNYX_GIVES_UP = Duration.ofSeconds(2);
    /** As many routes can continue at the same time. */
    private static final int ROUTE_THREADS = 256;

    @RegisterExtension
    final LogCapture log = new LogCapture();

    @Test
    void aBrokerThatFailsMakesEventsPlainAndIsReportedOnce() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node().start();
        awaitThatNodesKnowEachOther();
        other.component.setRelayTimeout(20_000);
        String state = one.gathers(CALL);
        topic.onPublish((message, deliver) -> {
            throw new IllegalStateException("broker down");
        });

        for (int i = 1; i <= 5; i++) {
            assertThat(other.deliver("e-" + i, CALL, state)).isEqualTo(200);
        }

        assertThat(other.seen).containsExactly("plain e-1", "plain e-2", "plain e-3", "plain e-4", "plain e-5");
        assertThat(other.component.getRelayTimeouts()).isZero();
        assertThat(log.lines())
                .filteredOn(line -> line.contains("events that other nodes wait for are given"))
                .hasSize(1);
    }

    @Test
    void aBrokerThatBlocksHoldsUpNoResponse() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node().start();
        awaitThatNodesKnowEachOther();
        other.component.setRelayTimeout(800);
        String state = one.gathers(CALL);
        topic.onPublish((message, deliver) -> testOver.await());
        List<CompletableFuture<Integer>> responses = new ArrayList<>();

        try (IdleTime time = new IdleTime()) {
            for (int i = 0; i < 50; i++) {
                responses.add(other.deliverAsync("e-" + i, "call.gather.ended", "v3:" + i, state));
            }

            assertThat(responses)
                    .allSatisfy(response -> assertThat(response.get()).isEqualTo(200));
            assertThat(time.passed()).isLessThan(TELNYX_GIVES_UP);
        }
        assertThat(other.seen).hasSize(50);
    }

    @Test
    void aLongRouteIsAcknowledgedInTimeAlsoAfterARelay() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node().afterEvent(exchange -> awaitEndOfTest()).start();
        awaitThatNodesKnowEachOther();
        other.component.setRelayTimeout(20_000);
        String state = one.gathers(CALL);
        topic.onPublish((message, deliver) -> {});

        try (IdleTime time = new IdleTime()) {
            assertThat(other.deliver("e-1", CALL, state)).isEqualTo(200);

            assertThat(time.passed()).isLessThan(TELNYX_GIVES_UP);
        }
        assertThat(other.seen).containsExactly("plain e-1");
    }

    @Test
    void anEventBehindASlowOneOfItsCallIsRespondedInTime() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node().events("ordering=call")
                .afterEvent(exchange -> awaitEndOfTest())
                .start();
        awaitThatNodesKnowEachOther();
        other.component.setRelayTimeout(20_000);
        String state = one.gathers(CALL);
        CountDownLatch asked = new CountDownLatch(1);
        topic.onPublish((message, deliver) -> asked.countDown());

        CompletableFuture<Integer> slow = other.deliverAsync("e-1", "call.gather.ended", CALL, state);
        asked.await();
        try (IdleTime time = new IdleTime()) {
            // one that the other nodes are asked about, and one that they are not
            CompletableFuture<Integer> second = other.deliverAsync("e-2", "call.gather.ended", CALL, state);
            CompletableFuture<Integer> third = other.deliverAsync("e-3", "call.dtmf.received", CALL, "");

            assertThat(second.get()).isEqualTo(200);
            assertThat(third.get()).isEqualTo(200);
            assertThat(time.passed()).isLessThan(TELNYX_GIVES_UP);
        }
        assertThat(slow.get()).isEqualTo(200);
        assertThat(other.seen).containsExactly("plain e-1");
        testOver.countDown();
        awaitSeen(other, "plain e-1", "plain e-2", "plain e-3");
    }

    @Test
    void routesThatBlockAfterTheirResultsHoldUpNoResponse() throws Exception {
        node().start();
        RelayNode other = node().afterResult(exchange -> awaitEndOfTest()).start();
        awaitThatNodesKnowEachOther();
        ProducerTemplate template = other.context.createProducerTemplate();
        for (int i = 0; i < ROUTE_THREADS; i++) {
            String call = "v3:" + i;
            template.asyncSend("direct:gather", exchange -> exchange.getMessage()
                    .setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, call));
        }
        Awaitility.await().until(() -> other.component.waits().size() == ROUTE_THREADS);
        for (int i = 0; i < ROUTE_THREADS; i++) {
            assertThat(other.deliver("e-" + i, "v3:" + i, "")).isEqualTo(200);
        }
        Awaitility.await().until(() -> other.seen.size() == ROUTE_THREADS);
        topic.onPublish((message, deliver) -> {});

        CompletableFuture<Integer> response = other.deliverAsync("e-plain", "call.gather.ended", CALL, "");

        assertThat(response).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(200);
        assertThat(other.seen).contains("plain e-plain");
    }

    @Test
    void aNodeThatDiesWhileItIsAskedCostsOneTimeOut() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node().start();
        RelayNode third = node().start();
        awaitThatNodesKnowEachOther();
        other.component.setRelayTimeout(500);
        String state = third.gathers(CALL);
        long nodeOfThird = third.component.waits().node();
        FutureTask<Void> death = new FutureTask<>(third::close, null);
        topic.onPublish((message, deliver) -> {
            if (message instanceof Event event && event.to() == nodeOfThird) {
                new Thread(death).start();
            }
            if (message.from() != nodeOfThird) {
                deliver.run();
            }
        });

        assertThat(other.deliver("e-1", CALL, state)).isEqualTo(200);

        assertThat(other.seen).containsExactly("plain e-1");
        assertThat(other.component.getRelayTimeouts()).isEqualTo(1);
        assertThat(other.component.getRelayNodes()).isEqualTo(1);
        death.get();
        other.component.setRelayTimeout(20_000);
        assertThat(other.deliver("e-2", CALL, state)).isEqualTo(200);
        String stateOfOne = one.gathers("v3:other");
        assertThat(other.deliver("e-3", "v3:other", stateOfOne)).isEqualTo(200);

        awaitSeen(one, "result 471199");
        assertThat(other.seen).containsExactly("plain e-1", "plain e-2");
        assertThat(other.component.getRelayTimeouts()).isEqualTo(1);
    }

    @Test
    void aSlowRepositoryDoesNotHoldUpTheTimers() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node();
        CountDownLatch inRepository = new CountDownLatch(1);
        other.context.getRegistry().bind("slow", new MemoryIdempotentRepository() {
            @Override
            public boolean add(String key) {
                inRepository.countDown();
                awaitEndOfTest();
                return super.add(key);
            }
        });
        other.events("idempotentRepository=#slow").start();
        awaitThatNodesKnowEachOther();
        String state = one.gathers(CALL);
        topic.onPublish((message, deliver) -> {});

        CompletableFuture<Integer> response = other.deliverAsync("e-1", "call.gather.ended", CALL, state);
        inRepository.await();
        other.sends("direct:gatherBriefly", "v3:other");

        Awaitility.await().untilAsserted(() -> assertThat(other.seen).containsExactly("timed out"));
        testOver.countDown();
        response.get();
    }

    @Test
    void aNodeStartsWhenMessagesReachIt() throws Exception {
        node().start();
        AtomicInteger lost = new AtomicInteger();
        // a subscription that takes effect late, as that of a Kafka consumer
        topic.onPublish((message, deliver) -> {
            if (lost.incrementAndGet() > 3) {
                deliver.run();
            }
        });

        node().start();

        assertThat(lost.get()).isGreaterThan(3);
        awaitThatNodesKnowEachOther();
    }

    @Test
    void aNodeAsksAgainWhetherASilentOneIsThere() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node().start();
        awaitThatNodesKnowEachOther();
        String state = one.gathers(CALL);
        List<RelayMessage> published = new ArrayList<>();
        topic.onPublish((message, deliver) -> {
            published.add(message);
            if (!(message instanceof Event)) {
                deliver.run();
            }
        });

        assertThat(other.deliver("e-1", CALL, state)).isEqualTo(200);

        awaitThatNodesKnowEachOther();
        assertThat(published).anyMatch(Hello.class::isInstance);
    }
}
