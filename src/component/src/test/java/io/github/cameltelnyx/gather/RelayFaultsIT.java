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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameltelnyx.gather.correlation.RelayMessage;
import io.github.cameltelnyx.gather.correlation.RelayMessage.Event;
import io.github.cameltelnyx.gather.correlation.RelayMessage.Hello;
import io.github.cameltelnyx.gather.correlation.RelayMessage.Reply;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the relay does when messages are lost, late or doubled, and when the broker blocks or fails. */
class RelayFaultsIT {

    private static final String CALL = "v3:call";
    private static final long TELNYX_GIVES_UP = 2000;

    @RegisterExtension
    final LogCapture log = new LogCapture();

    private final RecordingApi api = new RecordingApi();
    private final TestTopic topic = new TestTopic();
    private final List<RelayNode> nodes = new ArrayList<>();
    private final CountDownLatch testOver = new CountDownLatch(1);

    private RelayNode node() throws Exception {
        RelayNode node = new RelayNode(api, "topic:telnyx");
        node.context.addComponent("topic", topic.component());
        node.component.setRelayTimeout(100);
        nodes.add(node);
        return node;
    }

    private void awaitThatNodesKnowEachOther() {
        Awaitility.await().untilAsserted(() -> assertThat(nodes)
                .allSatisfy(node -> assertThat(node.component.getRelayNodes()).isEqualTo(nodes.size() - 1)));
    }

    @AfterEach
    void stop() {
        testOver.countDown();
        nodes.forEach(RelayNode::close);
        topic.close();
        api.close();
    }

    @Test
    void aLostReplyMakesTheEventPlainAndTheNodeIsKnownAgain() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node().start();
        awaitThatNodesKnowEachOther();
        String state = one.gathers(CALL);
        topic.onPublish((message, deliver) -> {
            if (!(message instanceof Reply reply && reply.taken())) {
                deliver.run();
            }
        });

        assertThat(other.deliver("e-1", CALL, state)).isEqualTo(200);

        assertThat(other.seen).containsExactly("plain e-1");
        assertThat(other.component.getRelayTimeouts()).isEqualTo(1);
        awaitThatNodesKnowEachOther();
    }

    @Test
    void aReplyThatIsLateIsCounted() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node().start();
        awaitThatNodesKnowEachOther();
        String state = one.gathers(CALL);
        BlockingQueue<Runnable> late = new LinkedBlockingQueue<>();
        topic.onPublish((message, deliver) -> {
            if (message instanceof Reply) {
                late.add(deliver);
            } else {
                deliver.run();
            }
        });

        assertThat(other.deliver("e-1", CALL, state)).isEqualTo(200);

        assertThat(other.seen).containsExactly("plain e-1");
        assertThat(other.component.getLateRelayReplies()).isZero();
        late.forEach(Runnable::run);
        Awaitility.await().untilAsserted(() -> {
            assertThat(other.component.getLateRelayReplies()).isPositive();
            assertThat(other.component.getRelayNodes()).isEqualTo(1);
        });
    }

    @Test
    void doubledMessagesChangeNothing() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node().start();
        awaitThatNodesKnowEachOther();
        topic.onPublish((message, deliver) -> {
            deliver.run();
            deliver.run();
        });
        String state = one.gathers(CALL);

        assertThat(other.deliver("e-1", CALL, state)).isEqualTo(200);
        assertThat(other.deliver("e-2", CALL, state)).isEqualTo(200);

        Awaitility.await().untilAsserted(() -> assertThat(one.seen).containsExactly("result 471199"));
        assertThat(other.seen).containsExactly("plain e-2");
        assertThat(other.component.getLateRelayReplies()).isZero();
        assertThat(other.component.getRelayTimeouts()).isZero();
    }

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
        long sent = System.nanoTime();

        List<CompletableFuture<Integer>> responses = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            responses.add(other.deliverAsync("e-" + i, "call.gather.ended", "v3:" + i, state));
        }

        assertThat(responses).allSatisfy(response -> assertThat(response.get()).isEqualTo(200));
        assertThat(millisSince(sent)).isLessThan(TELNYX_GIVES_UP);
        assertThat(other.seen).hasSize(50);
    }

    @Test
    void aLongRouteIsAcknowledgedInTimeAlsoAfterARelay() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node().events("acknowledgeTimeout=100")
                .afterEvent(exchange -> awaitEndOfTest())
                .start();
        awaitThatNodesKnowEachOther();
        other.component.setRelayTimeout(20_000);
        String state = one.gathers(CALL);
        topic.onPublish((message, deliver) -> {});
        long sent = System.nanoTime();

        assertThat(other.deliver("e-1", CALL, state)).isEqualTo(200);

        assertThat(millisSince(sent)).isLessThan(TELNYX_GIVES_UP);
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
    void eventsOfACallKeepTheOrderOfTheirArrivalWhileOtherNodesAreAsked() throws Exception {
        node().start();
        RelayNode other = node().events("ordering=call").start();
        awaitThatNodesKnowEachOther();
        other.component.setRelayTimeout(1000);
        BlockingQueue<Runnable> replies = new LinkedBlockingQueue<>();
        topic.onPublish((message, deliver) -> {
            if (message instanceof Reply) {
                replies.add(deliver);
            } else {
                deliver.run();
            }
        });

        CompletableFuture<Integer> first = other.deliverAsync("e-1", "call.gather.ended", CALL, "");
        Runnable reply = replies.poll(10, TimeUnit.SECONDS);
        CompletableFuture<Integer> second = other.deliverAsync("e-2", "call.dtmf.received", CALL, "");
        assertThat(other.deliverAsync("e-3", "call.dtmf.received", "v3:other", "")
                        .get())
                .isEqualTo(200);
        reply.run();

        assertThat(first.get()).isEqualTo(200);
        assertThat(second.get()).isEqualTo(200);
        assertThat(other.seen).containsExactly("plain e-3", "plain e-1", "plain e-2");
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
    void aResultOfANodeThatHasNotIntroducedItselfYetIsNotTakenForPlain() throws Exception {
        RelayNode one = node().start();
        String state = one.gathers(CALL);
        RelayNode other = node();
        other.component.setRelayTimeout(60_000);
        // the replies to its Hello are late
        topic.onPublish((message, deliver) -> {
            if (!(message instanceof Reply reply && reply.question() == RelayMessage.NO_REPLY)) {
                deliver.run();
            }
        });
        other.start();
        assertThat(other.component.getRelayNodes()).isZero();

        assertThat(other.deliver("e-1", CALL, state)).isEqualTo(200);

        Awaitility.await().untilAsserted(() -> assertThat(one.seen).containsExactly("result 471199"));
        assertThat(other.seen).isEmpty();
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

    @Test
    void aForgedReplyIsNotBelieved() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node().start();
        awaitThatNodesKnowEachOther();
        other.component.setRelayTimeout(500);
        long nodeOfOne = one.component.waits().node();
        topic.onPublish((message, deliver) -> {
            if (message instanceof Event event) {
                topic.onPublish((any, deliverAny) -> deliverAny.run());
                byte[] forged = new Reply(event.from(), nodeOfOne, event.question(), true).encode();
                topic.publish(forged);
                topic.publish(Arrays.copyOf(forged, forged.length + 32));
            }
        });

        assertThat(other.deliver("e-1", CALL, "")).isEqualTo(200);

        assertThat(other.seen).containsExactly("plain e-1");
    }

    @Test
    void aRelayWithoutAnApiKeyDoesNotStart() throws Exception {
        RelayNode node = node();
        node.component.getConfiguration().setApiKey(null);
        node.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events").to("mock:events");
            }
        });

        assertThatThrownBy(node.context::start).hasStackTraceContaining("option apiKey of the component is missing");
    }

    private void awaitEndOfTest() {
        try {
            testOver.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
