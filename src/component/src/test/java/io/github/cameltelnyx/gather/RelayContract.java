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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameltelnyx.gather.correlation.RelayMessage;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nodes behind a load balancer that sends each webhook to any of them, whatever publishes their messages. */
abstract class RelayContract {

    private static final String CALL = "v3:call";
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final RecordingApi api = new RecordingApi();
    private final List<RelayNode> nodes = new ArrayList<>();
    private final String topic = "telnyx" + NAMES.incrementAndGet();
    private RelayNode one;
    private RelayNode other;

    /** Lets a context reach the broker. */
    abstract void connect(CamelContext context) throws Exception;

    /** The URI of an endpoint that publishes to every node. */
    abstract String uri(String topic);

    @BeforeEach
    void startNodes() throws Exception {
        one = startNode();
        other = startNode();
        awaitThatNodesKnowEachOther();
    }

    private RelayNode startNode() throws Exception {
        RelayNode node = new RelayNode(api, uri(topic));
        connect(node.context);
        node.component.setRelayTimeout(100);
        nodes.add(node.start());
        // for a busy machine; less than what remains of the 2 s
        node.component.setRelayTimeout(20_000);
        return node;
    }

    private void awaitThatNodesKnowEachOther() {
        Awaitility.await().untilAsserted(() -> assertThat(nodes)
                .allSatisfy(node -> assertThat(node.component.getRelayNodes()).isEqualTo(nodes.size() - 1)));
    }

    @AfterEach
    void stop() {
        nodes.forEach(RelayNode::close);
        api.close();
    }

    @Test
    void aResultFindsTheNodeThatWaitsForIt() throws Exception {
        String stateOfOne = one.gathers("v3:1");
        String stateOfOther = other.gathers("v3:2");

        assertThat(other.deliver("e-1", "v3:1", stateOfOne)).isEqualTo(200);
        assertThat(one.deliver("e-2", "v3:2", stateOfOther)).isEqualTo(200);

        awaitSeen(one, "result 471199");
        awaitSeen(other, "result 471199");
    }

    @Test
    void aResultWhoseTagWasReplacedFindsTheNodeThatWaitsForIt() throws Exception {
        startNode();
        one.gathers(CALL);

        assertThat(other.deliver("e-1", CALL, RelayNode.foreignState())).isEqualTo(200);

        awaitSeen(one, "result 471199");
        assertThat(other.seen).isEmpty();
    }

    @Test
    void aResultWithTheTagOfAThirdNodeFindsTheNodeThatWaitsForIt() throws Exception {
        RelayNode third = startNode();
        awaitThatNodesKnowEachOther();
        one.gathers(CALL);
        String stateOfThird = third.sends("direct:hangup", CALL);

        assertThat(other.deliver("e-1", CALL, stateOfThird)).isEqualTo(200);

        awaitSeen(one, "result 471199");
        assertThat(other.seen).isEmpty();
        assertThat(third.seen).isEmpty();
    }

    @Test
    void aResultWithTheTagOfANodeThatIsGoneFindsTheNodeThatWaitsForIt() throws Exception {
        RelayNode third = startNode();
        awaitThatNodesKnowEachOther();
        one.gathers(CALL);
        String stateOfThird = third.sends("direct:hangup", CALL);
        third.close();
        other.component.setRelayTimeout(500);

        assertThat(other.deliver("e-1", CALL, stateOfThird)).isEqualTo(200);

        awaitSeen(one, "result 471199");
        assertThat(other.seen).isEmpty();
    }

    @Test
    void aHangupEndsTheWaitsOfItsCallOnEveryNode() throws Exception {
        RelayNode third = startNode();
        awaitThatNodesKnowEachOther();
        String state = one.gathers(CALL);
        other.gathers(CALL);

        assertThat(third.deliverHangup("e-1", CALL, state)).isEqualTo(200);

        awaitSeen(one, "result call_hangup");
        awaitSeen(other, "result call_hangup");
        // no route awaited the hangup itself
        assertThat(third.seen).containsExactly("plain e-1");
    }

    @Test
    void aHangupThatAnotherNodeAwaitedEndsTheWaitHere() throws Exception {
        other.gathers(CALL);
        String state = one.sends("direct:hangup", CALL);

        assertThat(other.deliverHangup("e-1", CALL, state)).isEqualTo(200);

        awaitSeen(one, "hung up");
        awaitSeen(other, "result call_hangup");
    }

    @Test
    void aHangupThatWasAwaitedHereEndsTheWaitOfAnotherNode() throws Exception {
        one.gathers(CALL);
        String state = other.sends("direct:hangup", CALL);

        assertThat(other.deliverHangup("e-1", CALL, state)).isEqualTo(200);

        awaitSeen(other, "hung up");
        awaitSeen(one, "result call_hangup");
    }

    @Test
    void aDuplicateOnEitherNodeChangesNothing() throws Exception {
        String state = one.gathers(CALL);

        other.deliver("e-1", CALL, state);
        other.deliver("e-1", CALL, state);
        one.deliver("e-1", CALL, state);

        awaitSeen(one, "result 471199");
        assertThat(other.seen).isEmpty();
    }

    @Test
    void anEventThatNoNodeAwaitsIsPlainWhereItCameAndCostsNoTimeOut() throws Exception {
        String state = one.gathers(CALL);
        other.deliver("e-1", CALL, state);

        // the first ones after the start of a node do wait
        Awaitility.await().pollInSameThread().until(() -> {
            long sent = System.nanoTime();
            other.deliver("e-" + sent, CALL, state);
            return System.nanoTime() - sent < TimeUnit.MILLISECONDS.toNanos(1000);
        });

        assertThat(other.seen).isNotEmpty().allMatch(line -> line.startsWith("plain"));
        assertThat(one.seen).containsExactly("result 471199");
        assertThat(other.component.getRelayTimeouts()).isZero();
    }

    @Test
    void anEventOfANodeThatIsGoneIsPlainAndCostsATimeOutOnce() throws Exception {
        String state = one.gathers(CALL);
        one.close();
        other.component.setRelayTimeout(100);

        assertThat(other.deliver("e-1", CALL, state)).isEqualTo(200);
        assertThat(other.deliver("e-2", CALL, state)).isEqualTo(200);

        assertThat(other.seen).containsExactly("plain e-1", "plain e-2");
        assertThat(other.component.getRelayTimeouts()).isEqualTo(1);
        assertThat(other.component.getRelayNodes()).isZero();
    }

    @Test
    void whatIsPublishedByAStrangerIsNotBelieved() throws Exception {
        String state = one.gathers(CALL);
        byte[] forged = EventsTestSupport.event(
                        "e-1", "call.gather.ended", ",\"digits\":\"666\",\"client_state\":\"" + state + "\"")
                .getBytes(StandardCharsets.UTF_8);
        long nodeOfOne = one.component.waits().node();
        long nodeOfOther = other.component.waits().node();

        other.context.createProducerTemplate().sendBody(uri(topic), "not of ours".getBytes(StandardCharsets.UTF_8));
        other.context
                .createProducerTemplate()
                .sendBody(uri(topic), new RelayMessage.Event(nodeOfOne, nodeOfOther, 1, "1", "x", forged).encode());
        other.deliver("e-2", CALL, state);

        awaitSeen(one, "result 471199");
    }

    private static void awaitSeen(RelayNode node, String... expected) {
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(node.seen).as(Arrays.toString(expected)).containsExactly(expected));
    }
}
