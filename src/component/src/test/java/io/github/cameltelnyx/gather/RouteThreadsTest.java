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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RouteThreadsTest {

    private static final int MAXIMUM = 4;

    private final ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newCachedThreadPool();
    private final ExecutorService others = Executors.newSingleThreadExecutor();
    private final RouteThreads threads = new RouteThreads(pool, MAXIMUM);

    @AfterEach
    void stop() {
        pool.shutdownNow();
        others.shutdownNow();
    }

    @Test
    void moreTasksThanThreadsWait() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(100);
        for (int task = 0; task < 100; task++) {
            threads.execute(() -> {
                awaitQuietly(released);
                ended.countDown();
            });
        }

        released.countDown();

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.getLargestPoolSize()).isEqualTo(MAXIMUM);
    }

    @Test
    void tasksThatBlockOnWhatTheyHaveBegunDoNotWaitForEachOther() throws Exception {
        List<CompletableFuture<Void>> routes = new ArrayList<>();
        for (int route = 0; route < 100; route++) {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            routes.add(ended);
            threads.execute(() -> {
                CountDownLatch response = new CountDownLatch(1);
                ExecutorCall.later(others, threads, response::countDown);
                awaitQuietly(response);
                ended.complete(null);
            });
        }

        CompletableFuture.allOf(routes.toArray(CompletableFuture[]::new)).get(20, TimeUnit.SECONDS);

        assertThat(pool.getLargestPoolSize()).isLessThanOrEqualTo(2 * MAXIMUM);
    }

    @Test
    void aTaskThatFailsDoesNotTakeThoseThatWaitWithIt() throws Exception {
        CountDownLatch ended = new CountDownLatch(20);
        for (int task = 0; task < 20; task++) {
            threads.execute(() -> {
                ended.countDown();
                throw new IllegalStateException("of the test");
            });
        }

        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aThreadThatCannotBeStartedIsNotCounted() {
        RouteThreads none = new RouteThreads(
                task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                1);

        for (int task = 0; task < 3; task++) {
            assertThatThrownBy(() -> none.execute(() -> {})).isInstanceOf(OutOfMemoryError.class);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a client does: the executor is asked on the thread that sends, and used by the one with the response. */
    private static final class ExecutorCall {
        static void later(ExecutorService transport, RouteThreads threads, Runnable completion) {
            var callbacks = threads.forCaller();
            transport.execute(() -> callbacks.execute(completion));
        }
    }
}
