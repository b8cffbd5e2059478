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

import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.cameltelnyx.gather.correlation.RelayMessage;
import io.github.cameltelnyx.gather.correlation.RelayMessage.Event;
import io.github.cameltelnyx.gather.correlation.RelayMessage.Reply;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What nodes tell each other, and messages that are lost, late or doubled. */
class RelayTest extends RelayTestSupport {

    @Test
    void aResultFindsTheNodeThatWaitsForIt() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node().start();
        awaitThatNodesKnowEachOther();
        other.component.setRelayTimeout(20_000);
        String state = one.gathers(CALL);

        assertThat(other.deliver("e-1", CALL, state)).isEqualTo(200);

        awaitSeen(one, "result 471199");
        assertThat(other.seen).isEmpty();
    }

    @Test
    void anEventOfAnEndedWaitOfOneNodeEndsNoWaitOfAnother() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node().start();
        RelayNode third = node().start();
        awaitThatNodesKnowEachOther();
        nodes.forEach(node -> node.component.setRelayTimeout(20_000));
        String stateOfOne = one.sends("direct:gatherBriefly", CALL);
        awaitSeen(one, "timed out");
        String stateOfOther = other.gathers(CALL);

        assertThat(other.deliver("e-1", CALL, stateOfOne)).isEqualTo(200);
        assertThat(third.deliver("e-2", CALL, stateOfOther)).isEqualTo(200);

        awaitSeen(other, "result 471199");
        assertThat(one.seen).containsExactly("timed out");
        assertThat(one.component.waits().late()).isEqualTo(1);
        assertThat(third.seen).isEmpty();
        // what no wait is left for
        assertThat(third.deliver("e-3", CALL, stateOfOther)).isEqualTo(200);
        assertThat(third.seen).containsExactly("plain e-3");
    }

    @Test
    void anEventWhoseTagWasReplacedByAnEndedWaitOfAnotherNodeEndsItsOwnWait() throws Exception {
        RelayNode one = node().start();
        RelayNode other = node().start();
        RelayNode third = node().start();
        awaitThatNodesKnowEachOther();
        nodes.forEach(node -> node.component.setRelayTimeout(20_000));
        other.sends("direct:speak", CALL);
        String stateOfOne = one.sends("direct:gatherBriefly", CALL);
        awaitSeen(one, "timed out");

        assertThat(third.deliverAsync("e-1", "call.speak.ended", CALL, stateOfOne)
                        .get())
                .isEqualTo(200);

        awaitSeen(other, "spoken");
        assertThat(third.seen).isEmpty();
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
        other.component.setRelayTimeout(20_000);
        topic.onPublish((message, deliver) -> {
            deliver.run();
            deliver.run();
        });
        String state = one.gathers(CALL);

        assertThat(other.deliver("e-1", CALL, state)).isEqualTo(200);
        assertThat(other.deliver("e-2", CALL, state)).isEqualTo(200);

        awaitSeen(one, "result 471199");
        assertThat(other.seen).containsExactly("plain e-2");
        assertThat(other.component.getLateRelayReplies()).isZero();
        assertThat(other.component.getRelayTimeouts()).isZero();
    }

    @Test
    void eventsOfACallKeepTheOrderOfTheirArrivalWhileOtherNodesAreAsked() throws Exception {
        node().start();
        RelayNode other = node().events("ordering=call").start();
        awaitThatNodesKnowEachOther();
        other.component.setRelayTimeout(20_000);
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

        awaitSeen(one, "result 471199");
        assertThat(other.seen).isEmpty();
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
}
