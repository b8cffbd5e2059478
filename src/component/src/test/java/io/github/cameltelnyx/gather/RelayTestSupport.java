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

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

import static org.assertj.core.api.Assertions.assertThat;

/** Nodes that relay their events over a broker in this JVM, which can lose, double and delay them. */
abstract class RelayTestSupport {

    static final String CALL = "v3:call";

    final RecordingApi api = new RecordingApi();
    final TestTopic topic = new TestTopic();
    final List<RelayNode> nodes = new ArrayList<>();
    final CountDownLatch testOver = new CountDownLatch(1);

    RelayNode node() throws Exception {
        RelayNode node = new RelayNode(api, "topic:telnyx");
        node.context.addComponent("topic", topic.component());
        node.component.setRelayTimeout(100);
        nodes.add(node);
        return node;
    }

    void awaitThatNodesKnowEachOther() {
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

    void awaitEndOfTest() {
        try {
            testOver.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void awaitSeen(RelayNode node, String... expected) {
        Awaitility.await().untilAsserted(() -> assertThat(node.seen).containsExactly(expected));
    }
}
