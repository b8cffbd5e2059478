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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Processor;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/** Nodes that share a repository of events, which can be down or slow. */
abstract class SharedClaimsTestSupport {

    /** A node that neither acknowledges nor fails, like one that died. */
    static final String DEAD = "acknowledgeTimeout=60000";
    /** Others wait for an acknowledgement this long. */
    static final String QUICK = "acknowledgeTimeout=300";

    static final String DEFAULTS = "acknowledgeTimeout=1500";
    static final Processor DONE = exchange -> {};

    final MemoryIdempotentRepository shared = new MemoryIdempotentRepository();
    final DisturbedRepository repository = new DisturbedRepository(shared);
    final CountDownLatch gate = new CountDownLatch(1);
    final List<Node> nodes = new ArrayList<>();

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

    Node node(String options, Processor route) throws Exception {
        return node(repository, options, route);
    }

    Node node(DisturbedRepository repository, String options, Processor route) throws Exception {
        Node node = new Node(repository, options, route);
        nodes.add(node);
        return node;
    }

    static String event(int attempt) {
        return EventsTestSupport.event("e-1").replace("\"attempt\":1", "\"attempt\":" + attempt);
    }

    static void awaitRuns(Node node, int runs) {
        Awaitility.await().untilAsserted(() -> assertThat(node.runs).hasValue(runs));
    }

    void waitForGate(Object exchange) throws InterruptedException {
        gate.await(30, TimeUnit.SECONDS);
    }

    void awaitGate() {
        try {
            gate.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
