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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.apache.camel.Processor;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Events on several nodes that share a repository: nodes that die, duplicates, and a repository that is down or slow. */
class SharedClaimsTest {

    /** A node that neither acknowledges nor fails, like one that died. */
    private static final String DEAD = "acknowledgeTimeout=60000";
    /** Others wait for an acknowledgement this long. */
    private static final String QUICK = "acknowledgeTimeout=300";

    private static final String DEFAULTS = "acknowledgeTimeout=1500";
    private static final Processor DONE = exchange -> {};

    private final MemoryIdempotentRepository shared = new MemoryIdempotentRepository();
    private final DisturbedRepository repository = new DisturbedRepository(shared);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Node> nodes = new ArrayList<>();

    @BeforeEach
    void startRepository() {
        shared.setCacheSize(100_000);
        shared.start();
    }

    @AfterEach
    void stopNodes() {
        gate.countDown();
        nodes.forEach(Node::close);
    }

    @Test
    void anEventOfANodeThatDiedIsProcessedByAnother() throws Exception {
        Node dead = node(DEAD, this::waitForGate);
        Node survivor = node(QUICK, DONE);
        dead.deliverAsync(event(1));
        awaitRuns(dead, 1);

        assertThat(survivor.deliver(event(2))).isEqualTo(200);

        assertThat(survivor.runs).hasValue(1);
        assertThat(survivor.deliver(event(3))).isEqualTo(200);
        assertThat(survivor.runs).hasValue(1);
    }

    @Test
    void anEventOfTwoNodesThatDiedOneAfterTheOtherIsProcessedByTheThird() throws Exception {
        Node dead = node(DEAD, this::waitForGate);
        dead.deliverAsync(event(1));
        awaitRuns(dead, 1);
        DisturbedRepository ofDead = new DisturbedRepository(shared);
        Node deadToo = node(ofDead, QUICK, exchange -> ofDead.down = true);
        deadToo.deliverAsync(event(2));
        awaitRuns(deadToo, 1);

        Node survivor = node(QUICK, DONE);
        assertThat(survivor.deliver(event(3))).isEqualTo(200);

        assertThat(survivor.runs).hasValue(1);
    }

    @Test
    void aLaterAttemptDoesNotWaitAnewForANodeThatDied() throws Exception {
        Node dead = node(DEAD, this::waitForGate);
        Node survivor = node(QUICK, DONE);
        dead.deliverAsync(event(1));
        awaitRuns(dead, 1);
        assertThat(survivor.deliver(event(1))).isEqualTo(503);
        // so slow that there is no time for the wait
        repository.onAdd = () -> LockSupport.parkNanos(Duration.ofMillis(200).toNanos());

        assertThat(survivor.deliver(event(2))).isEqualTo(200);

        assertThat(survivor.runs).hasValue(1);
    }

    @Test
    void aDuplicateOnAnotherNodeIsNotAcknowledgedBeforeTheFirstIs() throws Exception {
        Node first = node(DEAD, this::waitForGate);
        Node second = node(QUICK, DONE);
        first.deliverAsync(event(1));
        awaitRuns(first, 1);

        assertThat(second.deliver(event(1))).isEqualTo(503);

        assertThat(second.runs).hasValue(0);
    }

    @Test
    void aDuplicateOnAnotherNodeIsAcknowledgedWhenTheFirstIs() throws Exception {
        Node first = node(DEFAULTS, this::waitForGate);
        Node second = node(DEFAULTS, DONE);
        CompletableFuture<Integer> response = first.deliverAsync(event(1));
        awaitRuns(first, 1);
        CompletableFuture<Integer> duplicate = second.deliverAsync(event(1));
        gate.countDown();

        assertThat(response.join()).isEqualTo(200);
        assertThat(duplicate.join()).isEqualTo(200);
        assertThat(second.runs).hasValue(0);
    }

    @Test
    void aDuplicateOnAnotherNodeIsProcessedWhenTheFirstFails() throws Exception {
        Node first = node(DEFAULTS, exchange -> {
            waitForGate(exchange);
            throw new IllegalStateException("the first fails");
        });
        Node second = node(DEFAULTS, DONE);
        CompletableFuture<Integer> response = first.deliverAsync(event(1));
        awaitRuns(first, 1);
        CompletableFuture<Integer> duplicate = second.deliverAsync(event(1));
        gate.countDown();

        assertThat(response.join()).isEqualTo(500);
        assertThat(duplicate.join()).isEqualTo(200);
        assertThat(second.runs).hasValue(1);
    }

    @Test
    void aFailedRouteGetsTheEventAgainAlsoIfTheRepositoryWasDownWhenItFailed() throws Exception {
        Node node = node(QUICK, exchange -> {
            repository.down = true;
            if (nodes.get(0).runs.get() == 1) {
                throw new IllegalStateException("the database is down");
            }
            repository.down = false;
        });

        assertThat(node.deliver(event(1))).isEqualTo(500);
        repository.down = false;

        assertThat(node.deliver(event(2))).isEqualTo(200);
        assertThat(node.runs).hasValue(2);
        assertThat(node.deliver(event(3))).isEqualTo(200);
        assertThat(node.runs).hasValue(2);
    }

    @Test
    void anotherNodeGetsAFailedEventAlsoIfTheRepositoryWasDownWhenItFailed() throws Exception {
        Node first = node(QUICK, exchange -> {
            repository.down = true;
            throw new IllegalStateException("the database is down");
        });
        Node second = node(QUICK, DONE);

        assertThat(first.deliver(event(1))).isEqualTo(500);
        repository.down = false;

        assertThat(second.deliver(event(2))).isEqualTo(200);
        assertThat(second.runs).hasValue(1);
    }

    @Test
    void anEventWhoseAcknowledgementCannotBeStoredIsAcknowledgedAndStoredLater() throws Exception {
        Node node = node(QUICK, exchange -> repository.down = true);

        assertThat(node.deliver(event(1))).isEqualTo(200);
        assertThat(node.deliver(event(2))).isEqualTo(200);
        repository.down = false;

        assertThat(node.runs).hasValue(1);
        Awaitility.await()
                .untilAsserted(() -> assertThat(shared.getCache().keySet()).anyMatch(key -> key.endsWith("|d")));
        Node other = node(QUICK, DONE);
        assertThat(other.deliver(event(3))).isEqualTo(200);
        assertThat(other.runs).hasValue(0);
    }

    @Test
    void aRepositoryThatIsDownGetsStatus500() throws Exception {
        Node node = node(QUICK, DONE);
        repository.down = true;

        assertThat(node.deliver(event(1))).isEqualTo(500);

        assertThat(node.runs).hasValue(0);
    }

    @Test
    void aClaimThatComesAfterTheResponseIsReleased() throws Exception {
        Node node = node(QUICK, DONE);
        repository.onAdd = this::awaitGate;

        assertThat(node.deliver(event(1))).isEqualTo(503);
        repository.onAdd = () -> {};
        gate.countDown();

        Awaitility.await()
                .untilAsserted(() -> assertThat(shared.getCache().keySet()).anyMatch(key -> key.endsWith("|1r")));
        assertThat(node.runs).hasValue(0);
        assertThat(node.deliver(event(2))).isEqualTo(200);
        assertThat(node.runs).hasValue(1);
    }

    @Test
    void aRepositoryThatHangsDoesNotHoldUpTheNextDelivery() throws Exception {
        Node node = node(QUICK, DONE);
        repository.onAdd = this::awaitGate;
        assertThat(node.deliver(event(1))).isEqualTo(503);
        repository.onAdd = () -> {};

        assertThat(node.deliver(event(2))).isEqualTo(200);
        gate.countDown();

        assertThat(node.deliver(event(3))).isEqualTo(200);
        assertThat(node.runs).hasValue(1);
    }

    @Test
    void anAcknowledgementThatTakesLongIsRespondedInTime() throws Exception {
        Node node = node(QUICK, exchange -> repository.onAdd = this::awaitGate);

        assertThat(node.deliverAsync(event(1)).get(5, TimeUnit.SECONDS)).isEqualTo(200);
    }

    @Test
    void theRepositoryIsCalledOnNeitherTheThreadsOfTheServerNorTheTimer() throws Exception {
        Node first = node(QUICK, this::waitForGate);
        Node second = node(QUICK, DONE);
        CompletableFuture<Integer> response = first.deliverAsync(event(1));
        awaitRuns(first, 1);

        second.deliver(event(2));
        response.join();

        assertThat(repository.threads)
                .isNotEmpty()
                .allMatch(name -> name.contains("TelnyxGatherClaims") || name.contains("TelnyxGatherMarks"));
    }

    @Test
    void aNodeThatIsForcedToStopLeavesNoClaim() throws Exception {
        Node stopped = node("workerPoolSize=1", this::waitForGate);
        List<CompletableFuture<Integer>> responses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            responses.add(stopped.deliverAsync(EventsTestSupport.event("e-" + i)));
        }
        Awaitility.await().until(() -> shared.getCache().size() == 5);
        awaitRuns(stopped, 1);

        nodes.remove(stopped);
        stopped.close();

        assertThat(shared.getCache().keySet())
                .filteredOn(key -> key.endsWith("|1"))
                .hasSize(5)
                .allMatch(key -> shared.getCache().containsKey(key + "r")
                        || shared.getCache().containsKey(key.replaceFirst("1$", "d")));
    }

    @Test
    void aRouteThatStopsDoesNotStopTheRepositoryOfOthers() throws Exception {
        Node node = node(DEFAULTS, DONE);

        node.context.getRouteController().stopRoute("events");
        assertThat(repository.isStarted()).isTrue();

        nodes.remove(node);
        node.close();
        assertThat(repository.isStopped()).as("it was started by this context").isTrue();
    }

    @Test
    void eventsOfACallAreProcessedInTheOrderOfTheirArrivalWhateverTheirClaimsTake() throws Exception {
        List<Object> seen = new CopyOnWriteArrayList<>();
        Node node = node(
                DEFAULTS + "&ordering=call",
                exchange -> seen.add(exchange.getMessage().getHeader(TelnyxGatherConstants.EVENT_ID)));
        repository.onAdd = this::awaitGate;
        CompletableFuture<Integer> first = node.deliverAsync(event(1));
        Awaitility.await().until(() -> !repository.threads.isEmpty());
        repository.onAdd = () -> {};
        CompletableFuture<Integer> second = node.deliverAsync(EventsTestSupport.event("e-2"));
        Awaitility.await().until(() -> shared.getCache().size() == 1);
        gate.countDown();

        assertThat(first.join()).isEqualTo(200);
        assertThat(second.join()).isEqualTo(200);
        assertThat(seen).containsExactly("e-1", "e-2");
    }

    @Test
    void twoNodesProcessEachEventOnce() throws Exception {
        Node first = node(DEFAULTS, DONE);
        Node second = node(DEFAULTS, DONE);
        List<CompletableFuture<Integer>> responses = new ArrayList<>();

        for (int i = 0; i < 300; i++) {
            for (Node node : List.of(first, second, first, second)) {
                responses.add(node.deliverUntilAcknowledged("e-" + i, 1));
            }
        }

        assertThat(responses).allSatisfy(response -> assertThat(response)
                .succeedsWithin(Duration.ofSeconds(30))
                .isEqualTo(200));
        assertThat(first.runs.get() + second.runs.get()).isEqualTo(300);
    }

    private Node node(String options, Processor route) throws Exception {
        return node(repository, options, route);
    }

    private Node node(DisturbedRepository repository, String options, Processor route) throws Exception {
        Node node = new Node(repository, options, route);
        nodes.add(node);
        return node;
    }

    private static String event(int attempt) {
        return EventsTestSupport.event("e-1").replace("\"attempt\":1", "\"attempt\":" + attempt);
    }

    private static void awaitRuns(Node node, int runs) {
        Awaitility.await().untilAsserted(() -> assertThat(node.runs).hasValue(runs));
    }

    private void waitForGate(Object exchange) throws InterruptedException {
        gate.await(30, TimeUnit.SECONDS);
    }

    private void awaitGate() {
        try {
            gate.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
