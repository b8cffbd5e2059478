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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Events on several nodes that share a repository: nodes that die, duplicates, and a repository that is down or slow. */
class SharedClaimsTest extends SharedClaimsTestSupport {

    @Test
    void anEventOfANodeThatDiedIsProcessedByAnother() throws Exception {
        Node dead = node(DEAD, this::waitForGate);
        Node survivor = node(QUICK, DONE);
        dead.deliverAsync(event(1));
        awaitRuns(dead, 1);

        // on a busy machine, the claim of the dead node is over too late for the response to the second attempt
        assertThat(survivor.deliverUntilAcknowledged("e-1", 2).join()).isEqualTo(200);

        assertThat(survivor.runs).hasValue(1);
        assertThat(survivor.deliver(event(3))).isEqualTo(200);
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
    void aRepositoryThatIsDownGetsStatus500() throws Exception {
        Node node = node(DEFAULTS, DONE);
        repository.down = true;

        assertThat(node.deliver(event(1))).isEqualTo(500);

        assertThat(node.runs).hasValue(0);
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
}
