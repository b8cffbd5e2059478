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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has rivals do something at the same moment, round after round.
 *
 * @param threads as many as there are rivals
 */
record Race(ExecutorService threads, int rivals, int rounds) {

    interface Round {
        void run(int rival, int round);
    }

    /** Runs each round on all threads at once; ends when all have ended, so that all callbacks have run. */
    void run(Round body) throws Exception {
        var arrived = new AtomicInteger();
        List<Future<?>> racing = new ArrayList<>();
        for (int i = 0; i < rivals; i++) {
            int rival = i;
            racing.add(threads.submit(() -> {
                for (int round = 0; round < rounds; round++) {
                    awaitAll(arrived, round);
                    body.run(rival, round);
                }
            }));
        }
        for (Future<?> one : racing) {
            one.get(30, TimeUnit.SECONDS);
        }
    }

    /** Spins: a lock wakes one thread after the other, too late for a race; yields, as cores may be few. */
    private void awaitAll(AtomicInteger arrived, int round) {
        arrived.incrementAndGet();
        for (int spins = 0;
                arrived.get() < (round + 1) * rivals && !Thread.currentThread().isInterrupted();
                spins++) {
            if (spins % 500 == 499) {
                Thread.yield();
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
