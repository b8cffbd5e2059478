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
package io.github.cameltelnyx.gather.correlation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.github.cameltelnyx.gather.correlation.Outcome.Kind;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.ClientState;
import org.junit.jupiter.api.Test;

import static io.github.cameltelnyx.gather.correlation.TestEvents.CALL;
import static io.github.cameltelnyx.gather.correlation.TestEvents.GATHER_ENDED;
import static io.github.cameltelnyx.gather.correlation.TestEvents.SPEAK_ENDED;
import static io.github.cameltelnyx.gather.correlation.TestEvents.event;
import static io.github.cameltelnyx.gather.correlation.TestEvents.gatherEnded;
import static io.github.cameltelnyx.gather.correlation.TestEvents.hangup;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever comes first ends a wait, once, and its event reaches either the wait or the routes. */
class WaitInterleavingTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final RuntimeException LOST = new IllegalStateException("lost response");
    private static final int SCHEDULES = 6_000;
    private static final int THREADS = 4;
    private static final int RACES = 20_000;
    /** Threads that meet take long on a busy machine: fewer races do, then. */
    private static final Duration RACING = Duration.ofMillis(1500);

    private enum Step {
        RESPONSE,
        LOST_RESPONSE,
        OUTCOME,
        DUPLICATE,
        HANGUP,
        TIME_OUT,
        CANCELLED,
        SHUTDOWN
    }

    private record Played(List<Outcome> ends, Set<String> dropped, Set<String> emitted, int left) {}

    @Test
    void everyOrderEndsTheWaitOnceAndEmitsNoOutcome() {
        List<List<Step>> orders = new ArrayList<>();
        permute(new ArrayList<>(List.of(Step.values())), 0, orders);

        orders.forEach(WaitInterleavingTest::play);

        assertThat(orders).doesNotHaveDuplicates().hasSize(40_320);
    }

    private static void permute(List<Step> steps, int from, List<List<Step>> orders) {
        if (from == steps.size()) {
            orders.add(List.copyOf(steps));
        }
        for (int i = from; i < steps.size(); i++) {
            Collections.swap(steps, from, i);
            permute(steps, from + 1, orders);
            Collections.swap(steps, from, i);
        }
    }

    private static void play(List<Step> order) {
        ManualTimer timer = new ManualTimer();
        WaitRegistry waits = new WaitRegistry(timer);
        Wait wait = waits.begin(Set.of(GATHER_ENDED), TIMEOUT);
        wait.bindToCall(CALL);
        List<Outcome> ends = new ArrayList<>();
        wait.outcome().thenAccept(ends::add);
        // Telnyx sends the end of a stopped gather as another event
        CallEvent outcome = gatherEnded("outcome", wait.tag());
        CallEvent cancelled = gatherEnded("cancelled", wait.tag());
        Set<String> dropped = new HashSet<>();
        Set<String> emitted = new HashSet<>();

        for (Step step : order) {
            switch (step) {
                case RESPONSE -> wait.bindToCall("v3:new");
                case LOST_RESPONSE -> wait.recordLostResponse(LOST);
                case OUTCOME, DUPLICATE -> (waits.offer(outcome) ? dropped : emitted).add(outcome.eventId());
                case CANCELLED -> (waits.offer(cancelled) ? dropped : emitted).add(cancelled.eventId());
                case HANGUP -> assertThat(waits.offer(hangup("hangup", CALL))).isFalse();
                case TIME_OUT -> timer.pass(TIMEOUT);
                case SHUTDOWN -> waits.close();
            }
        }

        timer.pass(TIMEOUT);
        boolean isCancelled =
                order.indexOf(Step.CANCELLED) < Math.min(order.indexOf(Step.OUTCOME), order.indexOf(Step.DUPLICATE));
        assertThat(new Played(ends, dropped, emitted, waits.size() + waits.calls() + timer.pending()))
                .as("%s", order)
                .isEqualTo(new Played(
                        List.of(expected(order, outcome, cancelled, ends)),
                        Set.of(isCancelled ? "cancelled" : "outcome"),
                        Set.of(isCancelled ? "outcome" : "cancelled"),
                        0));
        timer.shutdownNow();
    }

    private static Outcome expected(List<Step> order, CallEvent outcome, CallEvent cancelled, List<Outcome> ends) {
        boolean hungUp = false;
        boolean lost = false;
        for (Step step : order) {
            switch (step) {
                case RESPONSE -> {}
                case LOST_RESPONSE -> lost = true;
                case OUTCOME, DUPLICATE -> {
                    return new Outcome(Kind.EVENT, outcome, null);
                }
                case CANCELLED -> {
                    return new Outcome(Kind.EVENT, cancelled, null);
                }
                case HANGUP -> hungUp = true;
                case TIME_OUT -> {
                    // the grace after a hangup is shorter
                    return hungUp
                            ? new Outcome(Kind.HANGUP, ends.get(0).event(), null)
                            : new Outcome(Kind.TIMEOUT, null, lost ? LOST : null);
                }
                case SHUTDOWN -> {
                    return Outcome.of(Kind.SHUTDOWN);
                }
            }
        }
        throw new AssertionError("Nothing ends " + order);
    }

    @Test
    void racesEndEachWaitOnceAndGiveEachEventOneVerdict() throws Exception {
        long seed = new Random().nextLong();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (int i = 0; i < SCHEDULES; i++) {
                new Schedule(seed + i).run(threads);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void twoThatEndAWaitAtOnceAgreeWhoDid() throws Exception {
        ManualTimer timer = new ManualTimer();
        WaitRegistry waits = new WaitRegistry(timer);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        AtomicInteger arrived = new AtomicInteger();
        int hungUp = 0;
        try {
            long startedAt = System.nanoTime();
            for (int round = 1; round <= RACES && System.nanoTime() - startedAt < RACING.toNanos(); round++) {
                Wait wait = waits.begin(Set.of(GATHER_ENDED), TIMEOUT);
                CallEvent event = gatherEnded("e" + round, wait.tag());
                int together = 2 * round;
                Future<Boolean> offered = threads.submit(() -> {
                    meet(arrived, together);
                    return waits.offer(event);
                });
                meet(arrived, together);
                wait.endByHangup();

                assertThat(offered.get(10, TimeUnit.SECONDS)).isTrue();
                Outcome outcome = wait.outcome().toCompletableFuture().get(10, TimeUnit.SECONDS);
                hungUp += outcome.kind() == Kind.HANGUP ? 1 : 0;
                // an event that did not end its wait came late for it
                assertThat(waits.late()).isEqualTo(hungUp);
            }
        } finally {
            threads.shutdownNow();
            timer.shutdownNow();
        }
    }

    private static void meet(AtomicInteger arrived, int together) {
        arrived.incrementAndGet();
        while (arrived.get() < together) {
            Thread.yield();
        }
    }

    /** Waits of a few calls, and what happens to them in an order that the threads make. */
    private static final class Schedule {
        private final long seed;
        private final Random random;
        private final ManualTimer timer = new ManualTimer();
        private final WaitRegistry waits = new WaitRegistry(timer);
        private final CyclicBarrier start = new CyclicBarrier(THREADS);
        private final List<Runnable> actions = new ArrayList<>();
        private final List<Wait> begun = new ArrayList<>();
        private final ConcurrentMap<Wait, List<Outcome>> ends = new ConcurrentHashMap<>();
        private final ConcurrentMap<String, List<Boolean>> verdicts = new ConcurrentHashMap<>();
        private final ConcurrentMap<String, Wait> taggedWith = new ConcurrentHashMap<>();

        Schedule(long seed) {
            this.seed = seed;
            random = new Random(seed);
            int calls = 1 + random.nextInt(3);
            int waitsToBegin = 1 + random.nextInt(5);
            IntStream.range(0, waitsToBegin).forEach(i -> add("e" + i, "v3:" + random.nextInt(calls)));
            IntStream.range(0, calls)
                    .filter(i -> random.nextBoolean())
                    .mapToObj(i -> hangup("h" + i, "v3:" + i))
                    .forEach(event -> {
                        actions.add(() -> offer(event));
                        actions.add(() -> offer(event));
                    });
            addSometimes(3, () -> timer.pass(TIMEOUT.dividedBy(10)));
            addSometimes(4, () -> timer.pass(TIMEOUT));
            addSometimes(6, waits::close);
            Collections.shuffle(actions, random);
        }

        private void add(String eventId, String call) {
            String type = random.nextInt(3) == 0 ? SPEAK_ENDED : GATHER_ENDED;
            Wait wait = waits.begin(Set.of(type), TIMEOUT);
            begun.add(wait);
            ends.put(wait, new CopyOnWriteArrayList<>());
            wait.outcome().thenAccept(ends.get(wait)::add);
            actions.add(() -> wait.bindToCall(call));
            boolean tagged = random.nextInt(3) > 0;
            CallEvent event = event(eventId, type, call, tagged ? ClientState.encode(wait.tag(), "vip") : null);
            if (tagged) {
                if (!type.equals(SPEAK_ENDED)) {
                    taggedWith.put(eventId, wait);
                }
            }
            for (int deliveries = 1 + random.nextInt(3); deliveries > 0; deliveries--) {
                actions.add(() -> offer(event));
            }
            addSometimes(3, () -> wait.bindToCall("v3:0"));
            addSometimes(4, () -> wait.recordLostResponse(LOST));
            addSometimes(5, () -> wait.fail(LOST));
            addSometimes(5, wait::endByHangup);
        }

        private void addSometimes(int oneIn, Runnable action) {
            if (random.nextInt(oneIn) == 0) {
                actions.add(action);
            }
        }

        private void offer(CallEvent event) {
            verdicts.computeIfAbsent(event.eventId(), id -> new CopyOnWriteArrayList<>())
                    .add(waits.offer(event));
        }

        void run(ExecutorService threads) throws Exception {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                running.add(threads.submit(() -> {
                    start.await();
                    for (int i = first; i < actions.size(); i += THREADS) {
                        actions.get(i).run();
                    }
                    return null;
                }));
            }
            for (Future<?> thread : running) {
                thread.get(10, TimeUnit.SECONDS);
            }
            timer.pass(TIMEOUT.multipliedBy(2));
            check();
            timer.shutdownNow();
        }

        private void check() {
            String label = "seed " + seed;
            assertThat(begun)
                    .as(label)
                    .allSatisfy(wait -> assertThat(ends.get(wait)).as(label).hasSize(1));
            List<String> outcomes = ends.values().stream()
                    .filter(end -> end.get(0).kind() == Kind.EVENT)
                    .map(end -> end.get(0).event().eventId())
                    .toList();
            assertThat(outcomes).as(label).doesNotHaveDuplicates();
            assertThat(verdicts.values())
                    .as(label)
                    .allSatisfy(same -> assertThat(Set.copyOf(same)).as(label).hasSize(1));
            List<String> kept = verdicts.entrySet().stream()
                    .filter(verdict -> verdict.getValue().get(0))
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(kept).as(label).containsAll(outcomes);
            assertThat(kept.size() - outcomes.size()).as(label).isEqualTo((int) waits.late());
            // an event that was emitted although it has the tag of a wait was not what ended it, nor missed by it;
            // speeches end in turn, whatever their tag
            assertThat(verdicts.keySet()).as(label).allSatisfy(id -> assertThat(
                            kept.contains(id) || !taggedWith.containsKey(id) || !isMissed(taggedWith.get(id)))
                    .as(label)
                    .isTrue());
            assertThat(waits.size() + waits.calls() + timer.pending()).as(label).isZero();
        }

        private boolean isMissed(Wait wait) {
            Kind kind = ends.get(wait).get(0).kind();
            return kind == Kind.TIMEOUT || kind == Kind.HANGUP || kind == Kind.SHUTDOWN;
        }
    }
}
