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
import java.util.PriorityQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The time of a schedule, which passes when the schedule says so, and all timers of the nodes and of Telnyx. */
final class Timeline {

    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Consumer<Throwable> onFailure;
    private long now;
    private long made;

    /** @param onFailure gets what a timer throws */
    Timeline(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    long now() {
        return now;
    }

    Timer schedule(Object owner, Runnable task, Duration delay) {
        Timer timer = new Timer(owner, task, now + Math.max(0, delay.toNanos()), made++);
        timers.add(timer);
        return timer;
    }

    /** Removes the timers of owners that are no more. */
    void forget(Predicate<Object> owners) {
        timers.removeIf(timer -> owners.test(timer.owner));
    }

    long pending(Predicate<Object> owners) {
        return timers.stream().filter(timer -> owners.test(timer.owner)).count();
    }

    boolean isEmpty() {
        return timers.isEmpty();
    }

    /** Lets time pass, and runs what is due until then in order. */
    void pass(Duration time, Runnable beforeEach) {
        long until = now + time.toNanos();
        while (!timers.isEmpty() && timers.peek().due <= until) {
            beforeEach.run();
            if (!timers.isEmpty() && timers.peek().due <= until) {
                passToNext();
            }
        }
        now = until;
    }

    /** Lets time pass until the next timer, and runs it. */
    void passToNext() {
        Timer next = timers.remove();
        now = Math.max(now, next.due);
        next.run();
    }

    final class Timer extends FutureTask<Object> implements ScheduledFuture<Object> {
        private final Object owner;
        private final long due;
        private final long number;

        Timer(Object owner, Runnable task, long due, long number) {
            super(task, null);
            this.owner = owner;
            this.due = due;
            this.number = number;
        }

        @Override
        protected void setException(Throwable failure) {
            onFailure.accept(failure);
            super.setException(failure);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            timers.remove(this);
            return super.cancel(mayInterruptIfRunning);
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Timer timer = (Timer) other;
            return due != timer.due ? Long.compare(due, timer.due) : Long.compare(number, timer.number);
        }
    }
}
