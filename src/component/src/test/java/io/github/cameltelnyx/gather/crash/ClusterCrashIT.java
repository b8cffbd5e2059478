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
package io.github.cameltelnyx.gather.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.cameltelnyx.gather.crash.Journal.Entry;
import io.github.cameltelnyx.simulator.RecordedEvent;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Two processes share calls over PostgreSQL and a relay of Hazelcast, and one of them dies. {@code crash.calls} sets how many. */
class ClusterCrashIT {

    private static final int CALLS = Integer.getInteger("crash.calls", 100);
    private static final Duration BETWEEN = Duration.ofMillis(50);
    /** Longer than the attempts of a webhook last. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @TempDir
    Path directory;

    private final ExecutorService people = Executors.newCachedThreadPool();

    @Test
    void theDeathOfANodeLosesTheWaitsOfItsCallersAndNoEvent() throws Exception {
        Journal journal = new Journal(directory.resolve("journal"));
        try (PostgresServer postgres = PostgresServer.start();
                HazelcastServer hazelcast = new HazelcastServer();
                Balancer balancer = new Balancer();
                TelnyxSimulator telnyx =
                        TelnyxSimulator.builder().patience(PATIENCE).start()) {
            postgres.createTable();
            telnyx.webhookUrl("http://localhost:" + balancer.port() + "/telnyx/events");
            Map<String, String> options = Map.of(
                    "repository", postgres.jdbcUrl(),
                    "hazelcast", Integer.toString(hazelcast.port()),
                    "cluster", hazelcast.cluster(),
                    "relay", "hazelcast-topic:telnyx?hazelcastInstance=#hazelcast",
                    "publicKey", telnyx.publicKey(),
                    "apiKey", telnyx.apiKey(),
                    "baseUrl", telnyx.baseUrl(),
                    "journal", journal.file().toString());
            try (NodeGroup nodes = new NodeGroup(options, balancer, 2, 0)) {
                NodeProcess dead = nodes.running().get(0);
                people.execute(() -> killAmongItsCalls(dead, journal));

                List<SimulatedCall> calls = place(telnyx);

                telnyx.awaitIdle();
                check(telnyx, calls, journal.entries(), dead);
            }
        } finally {
            people.shutdownNow();
        }
    }

    /** Kills the node when it has served some calls and serves others. */
    private static void killAmongItsCalls(NodeProcess node, Journal journal) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> count("result-valid", journal.entries(), node) >= CALLS / 8);
        node.kill();
    }

    private static long count(String what, List<Entry> journal, NodeProcess node) {
        return journal.stream()
                .filter(entry -> entry.what().equals(what) && entry.process() == node.id())
                .count();
    }

    /** Places the calls one after the other; returns when all are over. */
    private List<SimulatedCall> place(TelnyxSimulator telnyx) {
        List<CompletableFuture<SimulatedCall>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            String caller = "+1555010" + (1000 + i);
            calls.add(CompletableFuture.supplyAsync(
                            () -> telnyx.call(caller, "+15550100022"),
                            CompletableFuture.delayedExecutor(BETWEEN.toMillis() * i, TimeUnit.MILLISECONDS, people))
                    .thenApply(ClusterCrashIT::talk));
        }
        return calls.stream()
                .map(call -> call.orTimeout(3, TimeUnit.MINUTES).join())
                .toList();
    }

    private static SimulatedCall talk(SimulatedCall call) {
        try {
            call.hears(CallRoutes.PROMPT).presses("1").hasEnded();
        } catch (AssertionError nobodyServesTheCaller) {
            call.hangsUp();
        }
        return call;
    }

    private static void check(
            TelnyxSimulator telnyx, List<SimulatedCall> calls, List<Entry> journal, NodeProcess dead) {
        List<String> lost = new ArrayList<>();
        List<String> givenUp = new ArrayList<>();
        List<String> doubled = new ArrayList<>();
        List<String> lostCallers = new ArrayList<>();
        for (RecordedEvent event : telnyx.events()) {
            String kind = event.eventType().substring("call.".length());
            if (kind.equals("initiated") || kind.equals("hangup")) {
                List<Entry> runs = entries(journal, kind, event.id());
                if (runs.isEmpty()) {
                    (event.isDelivered() ? lost : givenUp).add(event.eventType() + " " + event.attempts());
                } else if (runs.stream()
                                        .filter(run -> run.process() != dead.id())
                                        .count()
                                > 1
                        || runs.stream()
                                        .filter(run -> run.process() == dead.id())
                                        .count()
                                > 1
                        || runs.size() > 1 && runs.get(1).process() == dead.id()) {
                    doubled.add(event.eventType() + " " + event.attempts() + " " + runs);
                }
            }
        }
        int ofTheDeadNode = 0;
        for (SimulatedCall call : calls) {
            RecordedEvent initiated = call.events().get(0);
            List<Entry> runs = entries(journal, "initiated", initiated.id());
            boolean served =
                    !entries(journal, "result-valid", call.callControlId()).isEmpty();
            if (!served && !runs.isEmpty() && runs.get(runs.size() - 1).process() == dead.id()) {
                ofTheDeadNode++;
            } else if (!served) {
                lostCallers.add(call.callControlId() + " " + runs + " " + call.transcript());
            }
        }
        System.out.println(
                """
                Calls, one of two nodes killed
                | calls                                           | %d
                | call.initiated on the node that was killed      | %d
                | call.initiated and call.hangup lost             | %d
                | call.initiated and call.hangup given up         | %d
                | call.initiated and call.hangup doubled          | %d
                | callers of the dead node                        | %d
                | callers of the other node that lost their wait  | %d
                """
                        .formatted(
                                calls.size(),
                                count("initiated", journal, dead),
                                lost.size(),
                                givenUp.size(),
                                doubled.size(),
                                ofTheDeadNode,
                                lostCallers.size()));
        assertThat(lost).as("lost events").isEmpty();
        if (!Machine.isTooBusy()) {
            assertThat(givenUp)
                    .as("events that were not processed in three attempts")
                    .isEmpty();
        }
        assertThat(doubled).as("doubled events").isEmpty();
        assertThat(lostCallers).as("callers of the other node").isEmpty();
        assertThat(dead.killedAt()).isPositive();
    }

    private static List<Entry> entries(List<Entry> journal, String what, String about) {
        return journal.stream()
                .filter(entry -> entry.what().equals(what) && entry.about().equals(about))
                .toList();
    }
}
