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

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import org.apache.camel.processor.idempotent.hazelcast.HazelcastIdempotentRepository;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Claims in repositories of Camel, with the times that the options have by default. */
class SharedClaimsIT {

    private static final String DEFAULTS = "acknowledgeTimeout=1500";
    private static final Duration LESS_THAN_THE_REPOSITORY = Duration.ofSeconds(3);

    private final CountDownLatch gate = new CountDownLatch(1);

    @Test
    void hazelcast() throws Exception {
        Config config = new Config();
        config.setClusterName(UUID.randomUUID().toString());
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        HazelcastInstance hazelcast = Hazelcast.newHazelcastInstance(config);
        try {
            isClaimedAcknowledgedReleasedAndTakenOver(new HazelcastIdempotentRepository(hazelcast, "telnyx"));

            assertThat(hazelcast.getMap("telnyx").entrySet())
                    .filteredOn(entry -> entry.getKey().toString().endsWith("|d"))
                    .isNotEmpty()
                    .allMatch(entry -> Boolean.TRUE.equals(entry.getValue()));
        } finally {
            hazelcast.shutdown();
        }
    }

    @Test
    void file(@TempDir Path folder) throws Exception {
        isClaimedAcknowledgedReleasedAndTakenOver(FileIdempotentRepository.fileIdempotentRepository(
                folder.resolve("claims").toFile()));
    }

    @Test
    void anEventIsNotLostIfTheRepositoryTakesFourSecondsOnce() throws Exception {
        MemoryIdempotentRepository shared = new MemoryIdempotentRepository();
        shared.start();
        DisturbedRepository repository = new DisturbedRepository(shared);
        try (Node node = new Node(repository, DEFAULTS, exchange -> {})) {
            repository.onAdd = () -> awaitGate(4);
            long begin = System.nanoTime();

            assertThat(node.deliver(event(1))).isEqualTo(503);

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LESS_THAN_THE_REPOSITORY);
            assertThat(node.runs).hasValue(0);
            repository.onAdd = () -> {};
            begin = System.nanoTime();
            assertThat(node.deliver(event(2))).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LESS_THAN_THE_REPOSITORY);
            assertThat(node.deliver(event(3))).isEqualTo(200);
            assertThat(node.runs).hasValue(1);
        }
    }

    private void isClaimedAcknowledgedReleasedAndTakenOver(IdempotentRepository repository) throws Exception {
        Node[] failing = new Node[1];
        try (Node dead = new Node(repository, "acknowledgeTimeout=60000", exchange -> awaitGate(30));
                Node node = new Node(repository, "acknowledgeTimeout=5000", exchange -> {
                    if (failing[0].runs.get() == 1) {
                        throw new IllegalStateException("fails at first");
                    }
                })) {
            failing[0] = node;
            // what a repository does at the first use only may take longer than a response may
            repository.contains("anything");
            assertThat(node.deliver(event(1))).isEqualTo(500);
            assertThat(node.deliver(event(2))).isEqualTo(200);
            assertThat(node.deliver(event(3))).isEqualTo(200);
            assertThat(node.runs).hasValue(2);

            String other = event(1).replace("e-1", "e-2");
            CompletableFuture<Integer> never = dead.deliverAsync(other);
            Awaitility.await().untilAsserted(() -> assertThat(dead.runs).hasValue(1));
            // on a machine with much to do, it takes the third attempt
            if (node.deliver(event(2).replace("e-1", "e-2")) != 200) {
                assertThat(node.deliver(event(3).replace("e-1", "e-2"))).isEqualTo(200);
            }
            assertThat(node.runs).hasValue(3);
            assertThat(never).isNotDone();
            gate.countDown();
        }
    }

    private static String event(int attempt) {
        return EventsTestSupport.event("e-1").replace("\"attempt\":1", "\"attempt\":" + attempt);
    }

    private void awaitGate(int seconds) {
        try {
            gate.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
