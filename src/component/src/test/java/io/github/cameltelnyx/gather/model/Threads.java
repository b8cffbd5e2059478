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
package io.github.cameltelnyx.gather.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.camel.spi.ThreadPoolFactory;
import org.apache.camel.spi.ThreadPoolProfile;

/** The thread pools of a node. They have no threads: the schedule runs their tasks one by one, in the order that it likes. */
final class Threads implements ThreadPoolFactory {

    private final List<Task> ready = new ArrayList<>();
    private final Supplier<Timeline> timeline;
    private boolean starting;

    /** A task that could run now. */
    record Task(Pool pool, Runnable runnable) {}

    Threads(Supplier<Timeline> timeline) {
        this.timeline = timeline;
    }

    /** While a node starts, which waits for its tasks, they run at once. */
    void setStarting(boolean newStarting) {
        starting = newStarting;
    }

    int ready() {
        return ready.size();
    }

    /** Runs one of the ready tasks; of a pool with one thread, the first. */
    void run(int index) {
        Pool pool = ready.get(index).pool;
        int chosen = index;
        if (pool.serial) {
            chosen = 0;
            while (ready.get(chosen).pool != pool) {
                chosen++;
            }
        }
        ready.remove(chosen).runnable.run();
    }

    /** Removes all tasks and timers, as the end of the process does. */
    void kill() {
        ready.clear();
        timeline.get().forget(this::owns);
    }

    long timers() {
        return timeline.get().pending(this::owns);
    }

    private boolean owns(Object owner) {
        return owner instanceof Pool pool && pool.threads() == this;
    }

    @Override
    public ExecutorService newCachedThreadPool(ThreadFactory threadFactory) {
        return new Pool(false, false);
    }

    @Override
    public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory threadFactory) {
        return new Pool(profile.getMaxPoolSize() == 1, true);
    }

    @Override
    public ScheduledExecutorService newScheduledThreadPool(ThreadPoolProfile profile, ThreadFactory threadFactory) {
        return new Pool(true, true);
    }

    private final class Pool extends AbstractExecutorService implements ScheduledExecutorService {
        private final boolean serial;
        /** Whether tasks wait in a queue, which {@code shutdownNow} empties, or have threads from the start. */
        private final boolean queue;

        private boolean shutdown;

        Pool(boolean serial, boolean queue) {
            this.serial = serial;
            this.queue = queue;
        }

        @Override
        public void execute(Runnable task) {
            requireOpen();
            if (starting) {
                task.run();
            } else {
                ready.add(new Task(this, task));
            }
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            requireOpen();
            return timeline.get().schedule(this, task, Duration.ofNanos(unit.toNanos(delay)));
        }

        @Override
        @SuppressWarnings("unchecked")
        public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
            return (ScheduledFuture<V>) schedule(new FutureTask<>(task), delay, unit);
        }

        @Override
        public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long pause, TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        Threads threads() {
            return Threads.this;
        }

        private void requireOpen() {
            if (shutdown) {
                throw new RejectedExecutionException("the pool is shut down");
            }
        }

        @Override
        public void shutdown() {
            shutdown = true;
        }

        @Override
        public List<Runnable> shutdownNow() {
            shutdown = true;
            timeline.get().forget(owner -> owner == this);
            if (!queue) {
                return List.of();
            }
            List<Runnable> waiting = ready.stream()
                    .filter(task -> task.pool == this)
                    .map(Task::runnable)
                    .toList();
            ready.removeIf(task -> task.pool == this);
            return waiting;
        }

        @Override
        public boolean isShutdown() {
            return shutdown;
        }

        @Override
        public boolean isTerminated() {
            return shutdown && ready.stream().noneMatch(task -> task.pool == this);
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            for (int i = 0; i < ready.size(); ) {
                if (ready.get(i).pool == this) {
                    ready.remove(i).runnable.run();
                    i = 0;
                } else {
                    i++;
                }
            }
            return isTerminated();
        }
    }
}
