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
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Simulated time that runs a number of times faster than real time. */
final class RunningClock implements SimulatedClock {

    private final double scale;
    private final ScheduledExecutorService thread;
    private final Instant started = Instant.now();
    private final long startedNanos = System.nanoTime();

    RunningClock(double scale, ScheduledExecutorService thread) {
        this.scale = scale;
        this.thread = thread;
    }

    @Override
    public Instant now() {
        return started.plusNanos((long) ((System.nanoTime() - startedNanos) * scale));
    }

    @Override
    public Timer schedule(Duration simulated, Runnable task) {
        Future<?> scheduled = thread.schedule(task, inReality(simulated).toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public Duration inReality(Duration simulated) {
        return Duration.ofNanos((long) (simulated.toNanos() / scale));
    }
}
