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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.cameltelnyx.gather.crash.EventSender.Delivery;
import io.github.cameltelnyx.gather.crash.Journal.Entry;
import org.awaitility.Awaitility;

/** Round after round, sends some events and kills a node, at a moment that the seed determines as far as it can. */
final class CrashRun {

    /** The moment at which a node dies. */
    enum Moment {
        /** While it runs the route. */
        BEFORE,
        /** When it has acknowledged, but Telnyx does not get the response. */
        AFTER,
        /** When a route that takes long is acknowledged, but has not ended. */
        MEANWHILE,
        ANY
    }

    private static final int OTHERS = 6;
    private static final Duration LONG = Duration.ofMillis(2500);

    private final NodeGroup nodes;
    private final Balancer balancer;
    private final EventSender telnyx;
    private final Journal journal;
    private final Random random;
    private final List<Delivery> deliveries = new ArrayList<>();

    CrashRun(NodeGroup nodes, Balancer balancer, EventSender telnyx, Journal journal, long seed) {
        this.nodes = nodes;
        this.balancer = balancer;
        this.telnyx = telnyx;
        this.journal = journal;
        random = new Random(seed);
    }

    CrashReport run(int kills) {
        for (int i = 0; i < kills; i++) {
            round(Moment.values()[i % Moment.values().length]);
        }
        // a busy machine may acknowledge routes before they end
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::nothingRuns);
        return CrashReport.of(deliveries, journal.entries(), balancer.responses(), nodes);
    }

    private boolean nothingRuns() {
        List<Entry> entries = journal.entries();
        return entries.stream()
                .filter(entry -> entry.began() && nodes.of(entry.process()).isAlive())
                .allMatch(began -> entries.stream()
                        .anyMatch(entry -> entry.ended()
                                && entry.process() == began.process()
                                && entry.about().equals(began.about())));
    }

    private void round(Moment moment) {
        List<Delivery> round = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            round.add(telnyx.send(id(), millis(800), millis(300)));
        }
        Delivery victim = telnyx.send(
                id(), moment == Moment.MEANWHILE ? LONG : millis(600).plusMillis(300), millis(300));
        round.add(victim);
        deliveries.addAll(round);
        NodeProcess dead = kill(moment, victim);
        nodes.replace(dead);
        CompletableFuture.allOf(round.stream().map(Delivery::decided).toArray(CompletableFuture[]::new))
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
        balancer.passes(response -> true);
    }

    private NodeProcess kill(Moment moment, Delivery victim) {
        CompletableFuture<NodeProcess> killed = new CompletableFuture<>();
        switch (moment) {
            case BEFORE -> kill(runnerOf(victim), millis(200), killed);
            case AFTER ->
                balancer.passes(response -> {
                    if (!response.event().equals(victim.event()) || response.status() != 200 || killed.isDone()) {
                        return true;
                    }
                    kill(response.node(), Duration.ZERO, killed);
                    return false;
                });
            case MEANWHILE -> {
                NodeProcess runner = runnerOf(victim);
                victim.decided().orTimeout(30, TimeUnit.SECONDS).join();
                kill(runner, millis(300), killed);
            }
            case ANY -> {
                List<NodeProcess> running = nodes.running();
                kill(running.get(random.nextInt(running.size())), millis(600), killed);
            }
        }
        return killed.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void kill(NodeProcess node, Duration after, CompletableFuture<NodeProcess> killed) {
        CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    node.kill();
                    killed.complete(node);
                });
    }

    /** The node whose route has the event. */
    private NodeProcess runnerOf(Delivery delivery) {
        return Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> journal.entries().stream()
                                .filter(entry -> entry.began() && entry.about().equals(delivery.event()))
                                .findFirst()
                                .map(entry -> nodes.of(entry.process())),
                        Optional::isPresent)
                .orElseThrow();
    }

    private Duration millis(int bound) {
        return Duration.ofMillis(random.nextInt(bound));
    }

    private String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
