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
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer without a thread, whose time passes by calls of the test. Thread-safe. */
final class ManualTimer extends ScheduledThreadPoolExecutor {

    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long now;
    private long tasksMade;
    private Runnable onCancel = () -> {};

    ManualTimer() {
        super(0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        if (isShutdown()) {
            throw new RejectedExecutionException("shut down");
        }
        synchronized (tasks) {
            Task task = new Task(command, now + unit.toMillis(delay), tasksMade++);
            tasks.add(task);
            return task;
        }
    }

    /** Runs on this thread what is due until then, in order. */
    void pass(Duration time) {
        long until;
        synchronized (tasks) {
            until = now + time.toMillis();
        }
        for (Task task = next(until); task != null; task = next(until)) {
            task.run();
        }
        synchronized (tasks) {
            now = Math.max(now, until);
        }
    }

    private Task next(long until) {
        synchronized (tasks) {
            if (tasks.isEmpty() || tasks.peek().due > until) {
                return null;
            }
            Task task = tasks.poll();
            now = Math.max(now, task.due);
            return task;
        }
    }

    /** Runs when the next task is cancelled, on the thread that cancels it. */
    void onNextCancel(Runnable action) {
        onCancel = action;
    }

    /** The time of this timer. */
    long nanoTime() {
        synchronized (tasks) {
            return TimeUnit.MILLISECONDS.toNanos(now);
        }
    }

    int pending() {
        synchronized (tasks) {
            return tasks.size();
        }
    }

    private final class Task extends FutureTask<Void> implements ScheduledFuture<Void> {
        private final long due;
        private final long number;

        Task(Runnable command, long due, long number) {
            super(command, null);
            this.due = due;
            this.number = number;
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            Runnable action = onCancel;
            onCancel = () -> {};
            action.run();
            return super.cancel(mayInterruptIfRunning);
        }

        @Override
        protected void done() {
            synchronized (tasks) {
                tasks.remove(this);
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            synchronized (tasks) {
                return unit.convert(due - now, TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public int compareTo(Delayed other) {
            Task task = (Task) other;
            return due != task.due ? Long.compare(due, task.due) : Long.compare(number, task.number);
        }
    }
}
