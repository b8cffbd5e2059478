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
package io.github.cameltelnyx.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Simulated time that only advances on request. Timers of the same instant run in the order of their start. */
final class VirtualClock implements SimulatedClock {

    private final PriorityQueue<Entry> timers =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparing(Entry::number));
    /** Read by any thread. */
    private volatile Instant now = Instant.now();

    private long numbers;

    private record Entry(Instant due, long number, Runnable task) {}

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Timer schedule(Duration simulated, Runnable task) {
        Entry entry = new Entry(now.plus(simulated), numbers++, task);
        timers.add(entry);
        return () -> timers.remove(entry);
    }

    @Override
    public Duration inReality(Duration simulated) {
        return Duration.ZERO;
    }

    /** Runs the next timer that is due until a time; without one, advances to that time and returns false. */
    boolean step(Instant until) {
        if (timers.isEmpty() || timers.peek().due().isAfter(until)) {
            now = until;
            return false;
        }
        Entry next = timers.poll();
        now = next.due();
        next.task().run();
        return true;
    }
}
