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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** As {@link SharedClaimsTest}, where it takes time: many events, and waits that are over. */
class SharedClaimsFaultsIT extends SharedClaimsTestSupport {

    @Test
    void anEventOfTwoNodesThatDiedOneAfterTheOtherIsProcessedByTheThird() throws Exception {
        Node dead = node(DEAD, this::waitForGate);
        dead.deliverAsync(event(1));
        awaitRuns(dead, 1);
        DisturbedRepository ofDead = new DisturbedRepository(shared);
        Node deadToo = node(ofDead, QUICK, exchange -> ofDead.down = true);
        // on a busy machine, the claim of the dead node is over too late for the response to the second attempt
        deadToo.deliverUntilAcknowledged("e-1", 2);
        awaitRuns(deadToo, 1);

        Node survivor = node(QUICK, DONE);
        assertThat(survivor.deliverUntilAcknowledged("e-1", 2).join()).isEqualTo(200);

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
    void anAcknowledgementThatTakesLongIsRespondedInTime() throws Exception {
        Node node = node(QUICK, exchange -> repository.onAdd = this::awaitGate);

        assertThat(node.deliverAsync(event(1)).get(5, TimeUnit.SECONDS)).isEqualTo(200);
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
}
