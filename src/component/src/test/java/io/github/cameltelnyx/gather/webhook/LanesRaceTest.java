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
package io.github.cameltelnyx.gather.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;

import io.github.cameltelnyx.gather.webhook.Lanes.Task;
import io.github.cameltelnyx.gather.webhook.Lanes.Turn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LanesRaceTest {
    private static final int RIVALS = 4;
    private static final int ROUNDS = 1_000;
    private static final int LANES = 3;
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private final ExecutorService rivals = Executors.newFixedThreadPool(RIVALS);
    private final Race race = new Race(rivals, RIVALS, ROUNDS);
    private final ExecutorService enders = Executors.newFixedThreadPool(2);
    private final ExecutorService roomy = Executors.newFixedThreadPool(3);
    // refuse all the time; the second one has no queue to hide what is lost
    private final ThreadPoolExecutor tight =
            new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(2));
    private final ThreadPoolExecutor single =
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>());

    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger ran = new AtomicInteger();
    private final AtomicInteger violations = new AtomicInteger();
    private final AtomicIntegerArray inTurn = new AtomicIntegerArray(LANES);
    // per lane and rival, the last number; plain, so that a missing happens-before would show as well
    private final int[][] numbers = new int[LANES][RIVALS];

    @AfterEach
    void stopThreads() {
        List.of(rivals, enders, roomy, tight, single).forEach(ExecutorService::shutdownNow);
    }

    @Test
    void keepsTheOrderOfEachLaneAndOneTurnAtATime() throws Exception {
        var lanes = new Lanes(roomy, UNBOUNDED);

        race.run((rival, round) -> submit(lanes, rival, round));

        assertAllRan(lanes);
        assertThat(accepted).hasValue(RIVALS * ROUNDS);
    }

    @Test
    void keepsBothWhenTheExecutorRefusesOften() throws Exception {
        var lanes = new Lanes(tight, UNBOUNDED);

        race.run((rival, round) -> submit(lanes, rival, round));

        assertAllRan(lanes);
    }

    @Test
    void keepsBothWhenTheExecutorHasNoQueue() throws Exception {
        var lanes = new Lanes(single, UNBOUNDED);

        race.run((rival, round) -> submit(lanes, rival, round));

        assertAllRan(lanes);
        assertThat(accepted).hasPositiveValue();
    }

    @Test
    void keepsBothWhenLanesAreFull() throws Exception {
        var lanes = new Lanes(roomy, 3);

        race.run((rival, round) -> {
            submit(lanes, rival, round);
            if (lanes.waiting() > 3) {
                violations.incrementAndGet();
            }
        });

        assertAllRan(lanes);
    }

    @Test
    void aTaskThatIsSubmittedWhileTheLaneBecomesAbsentIsRun() throws Exception {
        var lanes = new Lanes(roomy, UNBOUNDED);
        var turns = startedTurns(lanes);

        race.run((rival, round) -> {
            if (rival == 0) {
                turns[round].end();
            } else {
                lanes.submit("lane " + round, count());
                accepted.incrementAndGet();
            }
        });

        assertAllRan(lanes);
    }

    @Test
    void oneOfSimultaneousEndsCounts() throws Exception {
        var lanes = new Lanes(roomy, UNBOUNDED);
        var turns = startedTurns(lanes);
        for (int round = 0; round < ROUNDS; round++) {
            // their turns last, so that a second end shows as a second one that runs
            lanes.submit("lane " + round, turn -> ran.incrementAndGet());
            lanes.submit("lane " + round, turn -> ran.incrementAndGet());
        }

        race.run((rival, round) -> turns[round].end());

        await().until(() -> ran.get() >= ROUNDS);
        roomy.shutdown();
        assertThat(roomy.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).hasValue(ROUNDS);
        assertThat(lanes.waiting()).isEqualTo(ROUNDS);
        assertThat(lanes.lanes()).isEqualTo(ROUNDS);
    }

    @Test
    void knowsAfterARaceThatTheExecutorHasNothing() throws Exception {
        var lanes = new Lanes(roomy, UNBOUNDED);
        race.run((rival, round) -> submit(lanes, "lane " + rival, count()));
        assertAllRan(lanes);
        var turns = startedTurns(lanes);
        lanes.submit("lane 0", count());
        roomy.shutdown();
        assertThat(roomy.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        // else it would leave the task to a thread that never comes
        turns[0].end();

        assertThat(ran).hasValue(accepted.get() + 1);
    }

    @Test
    void closeReturnsExactlyWhatDoesNotRun() throws Exception {
        closesAgainstSubmits(roomy);
    }

    @Test
    void closeReturnsExactlyWhatDoesNotRunWhenTheExecutorRefusesOften() throws Exception {
        closesAgainstSubmits(tight);
    }

    /** Again until the race has been seen to end in both ways, which one time it may not on a busy machine. */
    private void closesAgainstSubmits(ExecutorService executor) throws Exception {
        var returned = new AtomicInteger();
        List<Lanes> all = new ArrayList<>();
        for (int again = 0; again < 100 && (returned.get() == 0 || ran.get() == 0); again++) {
            all.addAll(closeWhileSubmitting(executor, returned));
        }
        executor.shutdown();
        assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran.get() + returned.get()).isEqualTo(accepted.get());
        assertThat(ran).hasPositiveValue();
        assertThat(returned).hasPositiveValue();
        assertThat(all).allSatisfy(lanes -> assertThat(lanes.lanes()).isZero());
    }

    private List<Lanes> closeWhileSubmitting(ExecutorService executor, AtomicInteger returned) throws Exception {
        List<Lanes> all = Stream.generate(() -> new Lanes(executor, UNBOUNDED))
                .limit(ROUNDS)
                .toList();

        race.run((rival, round) -> {
            if (rival == 0) {
                returned.addAndGet(all.get(round).close().size());
            } else {
                for (int i = 0; i < 3; i++) {
                    submit(all.get(round), rival == 1 ? "a" : "b", count());
                }
            }
        });

        await().until(() -> ran.get() + returned.get() >= accepted.get());
        return all;
    }

    /** A lane per round, each with a task whose turn lasts. */
    private Turn[] startedTurns(Lanes lanes) {
        var turns = new Turn[ROUNDS];
        var started = new AtomicInteger();
        for (int i = 0; i < ROUNDS; i++) {
            int round = i;
            lanes.submit("lane " + round, turn -> {
                turns[round] = turn;
                started.incrementAndGet();
            });
        }
        await().until(() -> started.get() == ROUNDS);
        return turns;
    }

    private Task count() {
        return turn -> {
            ran.incrementAndGet();
            turn.end();
        };
    }

    private void submit(Lanes lanes, int rival, int round) {
        int lane = round % LANES;
        submit(lanes, "lane " + lane, turn -> {
            violations.addAndGet(inTurn.getAndIncrement(lane));
            if (numbers[lane][rival] > round) {
                violations.incrementAndGet();
            }
            numbers[lane][rival] = round;
            if (round % 8 == 0) {
                Thread.yield();
            }
            if (round % 2 == 0) {
                end(turn, lane);
            } else {
                enders.execute(() -> end(turn, lane));
            }
        });
    }

    private void end(Turn turn, int lane) {
        inTurn.decrementAndGet(lane);
        turn.end();
        ran.incrementAndGet();
    }

    private void submit(Lanes lanes, String lane, Task task) {
        try {
            lanes.submit(lane, task);
            accepted.incrementAndGet();
        } catch (RejectedExecutionException e) {
            // counted by its absence: the pool or the lanes were full, or closed
            Thread.yield();
        }
    }

    private void assertAllRan(Lanes lanes) {
        await().atMost(Duration.ofSeconds(20)).until(() -> ran.get() >= accepted.get() && lanes.lanes() == 0);
        assertThat(ran.get()).isEqualTo(accepted.get());
        assertThat(violations).hasValue(0);
        assertThat(lanes.waiting()).isZero();
    }
}
