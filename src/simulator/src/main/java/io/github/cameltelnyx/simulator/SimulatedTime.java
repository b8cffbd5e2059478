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
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock and the thread of the simulator. Every change of a call - a command, a digit, a timer, the response to a
 * webhook - is a task of this one thread, so that no two of them race and a cancelled timer never fires.
 * Simulated time starts at the real time of the start.
 */
final class SimulatedTime implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedTime.class);

    private final Runnable afterEachTask;
    private final ScheduledThreadPoolExecutor thread;
    private final SimulatedClock clock;

    SimulatedTime(SimulatorSettings settings, Runnable afterEachTask) {
        this.afterEachTask = afterEachTask;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread created = new Thread(task, "telnyx-simulator");
            created.setDaemon(true);
            return created;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        clock = settings.virtualTime() ? new VirtualClock() : new RunningClock(settings.timeScale(), thread);
    }

    Instant now() {
        // Telnyx writes microseconds
        return clock.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** The real time that a simulated duration takes; zero with virtual time. */
    Duration inReality(Duration simulated) {
        return clock.inReality(simulated);
    }

    /** The virtual clock, if time is virtual. */
    Optional<VirtualClock> virtual() {
        return clock instanceof VirtualClock byHand ? Optional.of(byHand) : Optional.empty();
    }

    void execute(Runnable task) {
        try {
            thread.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("The simulator is closed: a late task is dropped", e);
        }
    }

    SimulatedClock.Timer schedule(Duration simulated, Runnable task) {
        try {
            return clock.schedule(simulated, () -> run(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("The simulator is closed: a timer is not set", e);
            return SimulatedClock.Timer.NONE;
        }
    }

    /** Runs a task for another thread and returns its result. Works after {@link #close()}, too. */
    <T> T invoke(Callable<T> question) {
        try {
            return thread.isTerminated() ? question.call() : invokeOnThread(question);
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the simulator", e);
        } catch (Exception e) {
            throw new IllegalStateException("The simulator failed", e);
        }
    }

    private <T> T invokeOnThread(Callable<T> question) throws Exception {
        try {
            Future<T> result = thread.submit(() -> {
                try {
                    return question.call();
                } finally {
                    afterEachTask.run();
                }
            });
            return result.get();
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("The simulator is closed", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("The simulator failed; this is a defect of the simulator", e);
        } finally {
            afterEachTask.run();
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("The simulator's thread did not stop within 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
