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
package io.github.cameltelnyx.gather.soak;

import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.cameltelnyx.gather.LeftOver;
import io.github.cameltelnyx.gather.crash.HazelcastServer;
import io.github.cameltelnyx.gather.crash.PostgresServer;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls on two nodes while everything around them fails at random. {@code soak.minutes} sets how long (the profile soak: 30;
 * else two rounds), {@code soak.seed} repeats the same faults.
 */
class SoakIT {

    private static final double MINUTES = Double.parseDouble(System.getProperty("soak.minutes", "0"));
    private static final long SEED =
            Long.getLong("soak.seed", ThreadLocalRandom.current().nextLong(1_000_000));
    private static final int CALLS = MINUTES > 0 ? 500 : 60;
    private static final int CALLERS_AT_ONCE = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private final Tally tally = new Tally();
    private final SoakReport report = new SoakReport();
    private final ExecutorService people = Executors.newFixedThreadPool(CALLERS_AT_ONCE);
    private final String signingKey = Base64.getEncoder().encodeToString(new byte[32]);
    private final List<SoakNode> nodes = new ArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private int telnyxPort;
    private TcpProxy database;
    private TcpProxy relay;
    private TcpProxy webhooks;

    @BeforeEach
    void start() throws Exception {
        PostgresServer postgres = open(PostgresServer.start());
        postgres.createTable();
        HazelcastServer hazelcast = open(new HazelcastServer());
        database = open(new TcpProxy(postgres.port()));
        relay = open(new TcpProxy(hazelcast.port()));
        try (ServerSocket free = new ServerSocket(0)) {
            telnyxPort = free.getLocalPort();
        }
        try (TelnyxSimulator telnyx = telnyx()) {
            for (int i = 0; i < 2; i++) {
                nodes.add(open(new SoakNode(tally, telnyx, database.port(), hazelcast.cluster(), relay.port())));
            }
        }
        webhooks = open(new TcpProxy(nodes.stream().map(SoakNode::port).toArray(Integer[]::new)));
    }

    private <T extends AutoCloseable> T open(T resource) {
        opened.push(resource);
        return resource;
    }

    @AfterEach
    void stop() throws Exception {
        people.shutdownNow();
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }

    @Test
    void nothingIsLostDoubledOrLeftOverWhateverFails() throws Exception {
        long end = System.nanoTime() + (long) (MINUTES * TimeUnit.MINUTES.toNanos(1));
        List<Long> heaps = new ArrayList<>();
        round(0);
        int threads = threads();
        heaps.add(heap());
        while (heaps.size() < 2 || System.nanoTime() < end) {
            round(heaps.size());
            heaps.add(heap());
            System.out.printf(
                    "Round %d: lost %d, doubled %d, heap %d KB%n",
                    heaps.size(), report.lost.size(), report.doubled.size(), heaps.get(heaps.size() - 1) / 1024);
        }
        LeftOver leftOver = leftOver();
        int moreThreads = threads() - threads;
        // until then, what remembers the latest events may not be full
        long heapHalfway = heaps.get(heaps.size() / 2);
        long heapAfter = heaps.get(heaps.size() - 1);

        System.out.println("Soak, -Dsoak.seed=" + SEED + "\n"
                + report.table(tally, leftOver, moreThreads, heapHalfway, heapAfter));
        assertThat(report.lost).as("lost, seed %s", SEED).isEmpty();
        assertThat(report.doubled).as("doubled, seed %s", SEED).isEmpty();
        assertThat(report.doubledCommands).as("doubled commands, seed %s", SEED).isEmpty();
        assertThat(tally.wrong).as("wrong results, seed %s", SEED).isEmpty();
        assertThat(leftOver.isNothing()).as("%s, seed %s", leftOver, SEED).isTrue();
        assertThat(moreThreads).isLessThan(20);
        assertThat(heapAfter - heapHalfway).isLessThan(16L << 20);
    }

    /** Calls to a simulator of their own, because one remembers its calls. */
    private void round(int number) throws Exception {
        try (TelnyxSimulator telnyx = telnyx()) {
            telnyx.webhookUrl("http://localhost:" + webhooks.port() + "/telnyx/events");
            Random random = new Random(SEED + number);
            try (Disturber disturber =
                    new Disturber(random.nextLong(), telnyx, List.of(database, relay, webhooks), report.outages)) {
                CompletableFuture.allOf(IntStream.range(0, CALLS)
                                .mapToObj(i -> caller(telnyx, i, new Random(random.nextLong())))
                                .toArray(CompletableFuture[]::new))
                        .get(10, TimeUnit.MINUTES);
            }
            telnyx.calls().forEach(SimulatedCall::hangsUp);
            telnyx.awaitIdle();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> leftOver()
                    .isNothing());
            report.add(telnyx, tally);
            tally.clear();
        }
    }

    private CompletableFuture<Void> caller(TelnyxSimulator telnyx, int number, Random random) {
        return CompletableFuture.runAsync(
                () -> {
                    String caller = "+1555%07d".formatted(number * 10 + random.nextInt(10));
                    String code = "%04d".formatted(random.nextInt(10_000));
                    tally.expect(caller, code);
                    talk(telnyx.call(caller, "+15550100022").within(PATIENCE), code, random.nextInt(10));
                },
                people);
    }

    private void talk(SimulatedCall call, String code, int mood) {
        try {
            if (mood == 0) {
                call.isAnswered();
                return;
            }
            call.hears(SoakRoutes.PROMPT);
            if (mood == 1) {
                return;
            }
            call.presses(code);
            if (call.from().endsWith("7")) {
                call.isTransferredTo(SoakRoutes.AGENT);
            } else {
                call.hasEnded();
            }
            report.served.increment();
        } catch (AssertionError impatient) {
            // a webhook or a command was lost for good
        } finally {
            call.hangsUp();
        }
    }

    private TelnyxSimulator telnyx() {
        return TelnyxSimulator.builder()
                .port(telnyxPort)
                .signingKey(signingKey)
                .timeScale(20)
                .patience(Duration.ofSeconds(60))
                .start();
    }

    private LeftOver leftOver() {
        return nodes.stream().map(SoakNode::leftOver).reduce(new LeftOver(0, 0, 0, 0), LeftOver::plus);
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** What is in use when all that can be collected is. */
    private static long heap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
