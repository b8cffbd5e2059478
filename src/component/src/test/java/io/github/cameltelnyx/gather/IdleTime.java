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

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long something takes on a machine with time for it: without what a thread that wants to run every few
 * milliseconds was late meanwhile.
 */
final class IdleTime implements AutoCloseable {

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(5);
    /** What a thread is late also on an idle machine. */
    private static final long USUAL = TimeUnit.MILLISECONDS.toNanos(5);

    private final long start = System.nanoTime();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Thread ticker = new Thread(this::tick, "idle-time");
    private final LongAdder late = new LongAdder();

    IdleTime() {
        ticker.setDaemon(true);
        ticker.start();
    }

    private void tick() {
        while (!over.get()) {
            long before = System.nanoTime();
            LockSupport.parkNanos(TICK);
            late.add(Math.max(0, System.nanoTime() - before - TICK - USUAL));
        }
    }

    /** The time since this object was created, less what the machine was late. */
    Duration passed() {
        return Duration.ofNanos(System.nanoTime() - start - late.sum());
    }

    @Override
    public void close() {
        over.set(true);
    }
}
