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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.github.cameltelnyx.gather.webhook.Lanes.Task;
import io.github.cameltelnyx.gather.webhook.Lanes.Turn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LanesTest {
    private static final int MANY = 100_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final ManualExecutor executor = new ManualExecutor();
    private final Lanes lanes = new Lanes(executor, MANY);
    private final List<String> ran = new ArrayList<>();
    private final List<Turn> turns = new ArrayList<>();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void runsATaskOnTheExecutor() {
        lanes.submit("a", ending("a1"));

        assertThat(ran).isEmpty();
        executor.runAll();
        assertThat(ran).containsExactly("a1");
    }

    @Test
    void runsTheTasksOfALaneInTheOrderOfSubmission() {
        submitAll("a1", "a2", "b1", "a3", "b2");

        executor.runAll();

        assertThat(ran).containsExactly("a1", "b1", "a2", "b2", "a3");
    }

    @Test
    void requestsAThreadOncePerTask() {
        submitAll("a1", "a2");

        executor.runOne();

        assertThat(ran).containsExactly("a1");
        assertThat(executor.given).hasSize(1);
    }

    @Test
    void aTurnLastsUntilItIsEnded() {
        lanes.submit("a", lasting("a1"));
        lanes.submit("a", ending("a2"));

        executor.runAll();
        assertThat(ran).containsExactly("a1");

        turns.get(0).end();
        executor.runAll();
        assertThat(ran).containsExactly("a1", "a2");
    }

    @Test
    void aLastingTurnDoesNotHoldUpOtherLanes() {
        lanes.submit("a", lasting("a1"));
        submitAll("b1", "b2");

        executor.runAll();

        assertThat(ran).containsExactly("a1", "b1", "b2");
        assertThat(lanes.lanes()).isEqualTo(1);
    }

    @Test
    void runsLanesInParallel() throws Exception {
        var parallel = new Lanes(threads, 10);
        var together = new CyclicBarrier(3);

        parallel.submit("a", turn -> meet(together));
        parallel.submit("b", turn -> meet(together));

        together.await(10, TimeUnit.SECONDS);
    }

    @Test
    void theNextTaskRunsWhileTheThreadOfASuspendedOneContinues() throws Exception {
        var parallel = new Lanes(threads, 10);
        var suspended = new AtomicReference<Turn>();
        var started = new CountDownLatch(1);
        var together = new CyclicBarrier(2);
        var both = new CountDownLatch(2);
        parallel.submit("a", turn -> {
            suspended.set(turn);
            started.countDown();
            meet(together);
            both.countDown();
        });
        parallel.submit("a", turn -> {
            meet(together);
            both.countDown();
        });

        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        suspended.get().end();

        assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endingATurnAgainDoesNotEndTheNextOne() {
        lanes.submit("a", lasting("a1"));
        lanes.submit("a", lasting("a2"));
        lanes.submit("a", lasting("a3"));
        executor.runAll();

        turns.get(0).end();
        turns.get(0).end();
        executor.runAll();
        turns.get(0).end();
        executor.runAll();

        assertThat(ran).containsExactly("a1", "a2");
        assertThat(lanes.lanes()).isEqualTo(1);
    }

    @Test
    void endingATurnAgainDoesNotEndAReusedLane() {
        lanes.submit("a", lasting("a1"));
        executor.runAll();
        turns.get(0).end();
        lanes.submit("a", lasting("a2"));
        executor.runAll();

        turns.get(0).end();

        assertThat(lanes.lanes()).isEqualTo(1);
    }

    @Test
    void aThrowingTaskEndsItsTurnAndIsReported() {
        var thrown = new IllegalStateException("broken");
        lanes.submit("a", turn -> {
            throw thrown;
        });
        lanes.submit("a", ending("a2"));

        List<Throwable> reported = reportedWhile(executor::runAll);

        assertThat(reported).containsExactly(thrown);
        assertThat(ran).containsExactly("a2");
        assertIdle(lanes);
    }

    @Test
    void aTaskThatThrowsAfterItsTurnEndedDoesNotEndTheNextOne() {
        lanes.submit("a", turn -> {
            turn.end();
            throw new IllegalStateException("broken");
        });
        lanes.submit("a", lasting("a2"));
        lanes.submit("a", lasting("a3"));

        reportedWhile(executor::runAll);

        assertThat(ran).containsExactly("a2");
    }

    @Test
    void isBoundedOverAllLanes() {
        var small = new Lanes(executor, 3);
        small.submit("a", ending("a1"));
        small.submit("a", ending("a2"));
        small.submit("b", ending("b1"));

        assertThatThrownBy(() -> small.submit("c", ending("c1")))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("3");
        assertThatThrownBy(() -> small.submit("a", ending("a3"))).isInstanceOf(RejectedExecutionException.class);

        assertThat(small.waiting()).isEqualTo(3);
        executor.runAll();
        assertThat(ran).containsExactly("a1", "b1", "a2");
        assertIdle(small);
    }

    @Test
    void takesAnotherTaskWhenOneHasStarted() {
        var small = new Lanes(executor, 1);
        small.submit("a", lasting("a1"));
        executor.runAll();

        small.submit("a", ending("a2"));
        turns.get(0).end();
        executor.runAll();

        assertThat(ran).containsExactly("a1", "a2");
    }

    @Test
    void needsRoomForATask() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lanes(executor, 0))
                .withMessageContaining("maximumWaiting")
                .withMessageContaining("0");
    }

    @Test
    void refusesATaskThatTheExecutorRefuses() {
        executor.capacity = 0;

        assertThatThrownBy(() -> lanes.submit("a", ending("a1"))).isInstanceOf(RejectedExecutionException.class);

        assertThat(ran).isEmpty();
        assertIdle(lanes);
    }

    @Test
    void aLaneWorksAfterARefusal() {
        executor.capacity = 0;
        assertThatThrownBy(() -> lanes.submit("a", ending("a1"))).isInstanceOf(RejectedExecutionException.class);
        executor.capacity = 1;

        submitAll("a2", "a3");
        executor.runAll();

        assertThat(ran).containsExactly("a2", "a3");
        assertIdle(lanes);
    }

    @Test
    void aLaneWorksAfterTheSystemHadNoMoreThreads() {
        var exhausted = new AtomicBoolean(true);
        var threads = new Lanes(
                task -> {
                    if (exhausted.get()) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    executor.execute(task);
                },
                10);
        assertThatThrownBy(() -> threads.submit("a", ending("a1"))).isInstanceOf(OutOfMemoryError.class);
        assertIdle(threads);
        exhausted.set(false);
        threads.submit("a", lasting("a2"));
        threads.submit("a", ending("a3"));
        executor.runAll();
        exhausted.set(true);

        turns.get(0).end();

        assertThat(ran).containsExactly("a2", "a3");
        assertIdle(threads);
    }

    @Test
    void aRefusedSubmitDoesNotHarmTheTaskThatJoinedMeanwhile() {
        var joined = new AtomicInteger();
        var submitted = new AtomicReference<Lanes>();
        var refusing = new Lanes(
                task -> {
                    if (joined.getAndIncrement() == 0) {
                        submitted.get().submit("a", ending("a2"));
                    }
                    throw new RejectedExecutionException("full");
                },
                10);
        submitted.set(refusing);

        assertThatThrownBy(() -> refusing.submit("a", ending("a1"))).isInstanceOf(RejectedExecutionException.class);

        assertThat(ran).containsExactly("a2");
        assertIdle(refusing);
    }

    @Test
    void theEndingThreadDrainsTheLaneIfTheExecutorRefusesAndHasNothingElse() {
        lanes.submit("a", lasting("a1"));
        submitAll("a2", "a3");
        executor.runAll();
        executor.capacity = 0;

        turns.get(0).end();

        assertThat(ran).containsExactly("a1", "a2", "a3");
        assertIdle(lanes);
    }

    @Test
    void theNextRunDrainsTheLaneIfTheExecutorIsFull() {
        lanes.submit("a", lasting("a1"));
        submitAll("a2");
        executor.runAll();
        submitAll("b1");
        executor.capacity = 1;

        turns.get(0).end();
        assertThat(ran).containsExactly("a1");

        executor.runOne();
        assertThat(ran).containsExactly("a1", "b1", "a2");
        assertIdle(lanes);
    }

    @Test
    void aLaneDoesNotKeepTheThreadFromOthersWhenTheExecutorIsFull() {
        submitAll("a1", "a2", "a3", "b1", "b2", "c1");
        executor.capacity = 2;

        executor.runAll();

        assertThat(ran).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
        assertIdle(lanes);
    }

    @Test
    void theFailureOfATaskDoesNotReachTheThreadThatDrains() {
        var thrown = new IllegalStateException("broken");
        lanes.submit("a", lasting("a1"));
        lanes.submit("a", turn -> {
            throw thrown;
        });
        submitAll("a3");
        executor.runAll();
        executor.capacity = 0;

        List<Throwable> reported = reportedWhile(() -> turns.get(0).end());

        assertThat(reported).containsExactly(thrown);
        assertThat(ran).containsExactly("a1", "a3");
    }

    @Test
    void closeReturnsWhatHasNotStartedInTheOrderOfSubmission() {
        Task a1 = lasting("a1");
        Task a2 = ending("a2");
        Task a3 = ending("a3");
        Task b1 = ending("b1");
        Task b2 = ending("b2");
        lanes.submit("a", a1);
        executor.runAll();
        lanes.submit("b", b1);
        lanes.submit("a", a2);
        lanes.submit("b", b2);
        lanes.submit("a", a3);

        assertThat(lanes.close()).containsExactly(b1, a2, b2, a3);
        assertThat(lanes.close()).isEmpty();
        assertThat(lanes.waiting()).isZero();
        assertThat(lanes.lanes()).isEqualTo(1);

        turns.get(0).end();
        executor.runAll();
        assertThat(ran).containsExactly("a1");
        assertIdle(lanes);
    }

    @Test
    void closeReturnsWhatAnExecutorDropped() {
        Task a2 = ending("a2");
        Task b1 = ending("b1");
        lanes.submit("a", lasting("a1"));
        lanes.submit("a", a2);
        executor.runAll();
        lanes.submit("b", b1);
        executor.given.clear();
        executor.capacity = 0;
        turns.get(0).end();

        assertThat(lanes.close()).containsExactly(a2, b1);
        assertIdle(lanes);
    }

    @Test
    void takesNothingAfterClose() {
        lanes.close();

        assertThatThrownBy(() -> lanes.submit("a", ending("a1"))).isInstanceOf(RejectedExecutionException.class);

        executor.runAll();
        assertThat(ran).isEmpty();
        assertIdle(lanes);
    }

    @Test
    void aTaskIsNotBothReturnedAndRefused() {
        Task a1 = ending("a1");
        var closed = new ArrayList<Task>();
        var closing = new AtomicReference<Lanes>();
        closing.set(new Lanes(
                task -> {
                    closed.addAll(closing.get().close());
                    throw new RejectedExecutionException("shut down");
                },
                10));

        closing.get().submit("a", a1);

        assertThat(closed).containsExactly(a1);
        assertIdle(closing.get());
    }

    @Test
    void isAbsentWhenIdle() {
        submitAll("a1", "a2", "b1");
        assertThat(lanes.waiting()).isEqualTo(3);
        assertThat(lanes.lanes()).isEqualTo(2);

        executor.runAll();

        assertIdle(lanes);
    }

    @Test
    void aLongLaneDoesNotOverflowTheStackOfTheExecutor() throws Exception {
        var parallel = new Lanes(threads, MANY);
        var rest = new CountDownLatch(MANY);
        for (int i = 0; i < MANY; i++) {
            parallel.submit("a", turn -> {
                rest.countDown();
                turn.end();
            });
        }

        assertThat(rest.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aLongLaneDoesNotOverflowTheStackOfTheEndingThread() {
        var count = new AtomicInteger();
        lanes.submit("a", lasting("first"));
        executor.runAll();
        for (int i = 0; i < MANY; i++) {
            lanes.submit("a", turn -> {
                count.incrementAndGet();
                turn.end();
            });
        }
        executor.capacity = 0;

        turns.get(0).end();

        assertThat(count).hasValue(MANY);
        assertIdle(lanes);
    }

    private void submitAll(String... names) {
        for (String name : names) {
            lanes.submit(name.substring(0, 1), ending(name));
        }
    }

    private Task ending(String name) {
        return turn -> {
            ran.add(name);
            turn.end();
        };
    }

    private Task lasting(String name) {
        return turn -> {
            ran.add(name);
            turns.add(turn);
        };
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the other threads did not come", e);
        }
    }

    private static List<Throwable> reportedWhile(Runnable body) {
        List<Throwable> reported = new ArrayList<>();
        Thread thread = Thread.currentThread();
        var before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler((where, e) -> reported.add(e));
        try {
            body.run();
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
        return reported;
    }

    private static void assertIdle(Lanes lanes) {
        assertThat(lanes.lanes()).isZero();
        assertThat(lanes.waiting()).isZero();
    }
}
