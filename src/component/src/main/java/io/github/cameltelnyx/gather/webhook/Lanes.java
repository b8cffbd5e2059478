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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs the tasks of one lane one after the other in the order of arrival, those of different lanes in parallel.
 * Thread-safe; what a task did before its turn ended is visible to the next task of its lane.
 *
 * <pre>
 * lane is  submit(task) makes it  a thread comes  end() makes it            close() makes it
 * -------  ---------------------  --------------  ------------------------  -----------------------------------
 * absent   ready                                                            absent, and so it stays
 * ready    ready, task waits      busy                                      absent, all its tasks are returned
 * busy     busy, task waits                       ready if any task waits,  busy, the waiting tasks are returned
 *                                                 else absent
 * </pre>
 *
 * <p>Ready lanes get threads in the order in which they became ready, and the executor is asked once per task. If it
 * refuses to go on with a lane, the lane stays ready: the next thread of the executor that ends a task here goes on
 * with the first ready lane. If the executor has nothing of these lanes, the refused thread does that itself, outside
 * of the executor. So no accepted task is lost, unless the executor drops what it accepted, as on {@code shutdownNow};
 * {@link #close} returns the tasks that wait for it.
 */
public final class Lanes {
    /** What is to be done in a turn. If it throws, its turn ends and its thread's handler is told what is uncaught. */
    @FunctionalInterface
    public interface Task {
        /** Does it. The turn goes on after the return, until it is ended. */
        void run(Turn turn);
    }

    /** The right of one task to be the only one of its lane. */
    @FunctionalInterface
    public interface Turn {
        /** Lets the next task of the lane start. From any thread; only the first call counts. */
        void end();
    }

    private final Executor executor;
    private final int maximumWaiting;
    // all guarded by this, which is never held while the executor or a task is called
    private final Map<String, Place> last = new HashMap<>();
    private final Set<Place> waiting = new LinkedHashSet<>();
    // as many as the runs that have not begun plus those that are missing
    private final Deque<Place> ready = new ArrayDeque<>();
    private int runs;
    private int missing;
    private boolean closed;

    /**
     * Makes lanes, which take up memory only while they have tasks.
     *
     * @param executor must not run tasks in the calling thread; refuses nothing if its queue takes maximumWaiting
     * @param maximumWaiting of all lanes, at least 1; tasks that wait for a thread count as well
     */
    public Lanes(Executor executor, int maximumWaiting) {
        if (maximumWaiting < 1) {
            throw new IllegalArgumentException("maximumWaiting must be at least 1, but is " + maximumWaiting);
        }
        this.executor = Objects.requireNonNull(executor, "executor");
        this.maximumWaiting = maximumWaiting;
    }

    /**
     * Takes a task, to be run after those that the lane has.
     *
     * @throws RejectedExecutionException if too many wait, the lane is absent and the executor refuses, or after close;
     *     the task is not run then
     */
    public void submit(String lane, Task task) {
        Place place = new Place(Objects.requireNonNull(lane, "lane"), Objects.requireNonNull(task, "task"));
        if (enter(place)) {
            ask(place);
        }
    }

    /** Number of tasks that have not started. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** Number of lanes that are ready or busy. */
    public synchronized int lanes() {
        return last.size();
    }

    /** Takes no more tasks, and returns those that will never run in the order of arrival; the second time none. */
    public synchronized List<Task> close() {
        closed = true;
        List<Task> tasks = waiting.stream().map(place -> place.task).toList();
        ready.forEach(place -> last.remove(place.lane));
        ready.clear();
        waiting.clear();
        return tasks;
    }

    /** Gives whether the executor is to be asked. */
    private synchronized boolean enter(Place place) {
        if (closed || waiting.size() >= maximumWaiting) {
            throw new RejectedExecutionException(closed ? "Closed" : maximumWaiting + " tasks wait already");
        }
        waiting.add(place);
        Place before = last.put(place.lane, place);
        if (before != null) {
            before.next = place;
            return false;
        }
        ready.add(place);
        runs++;
        return true;
    }

    /** Asks for a thread; a refused newcomer, which is null if a turn ended, is refused as well. */
    private void ask(Place newcomer) {
        try {
            executor.execute(() -> work(begin()));
        } catch (RejectedExecutionException e) {
            boolean withdrawn = withdraw(newcomer);
            work(takeOver());
            if (withdrawn) {
                throw e;
            }
        }
    }

    /** Gives whether the task was still there: a run for another lane may have started it, close returned it. */
    private synchronized boolean withdraw(Place place) {
        boolean there = ready.removeLastOccurrence(place);
        if (there) {
            waiting.remove(place);
        }
        if (!there || leave(place)) {
            missing++;
        }
        return there;
    }

    /** Gives whether the lane is ready again. */
    private boolean leave(Place place) {
        if (place.next == null || closed) {
            last.remove(place.lane);
            return false;
        }
        ready.add(place.next);
        // whoever keeps an ended turn must not keep all later tasks with it
        place.next = null;
        return true;
    }

    private void work(Place first) {
        for (Place place = first; place != null; place = goOn()) {
            place.run();
        }
    }

    private synchronized Place begin() {
        Place place = ready.poll();
        waiting.remove(place);
        return place;
    }

    private synchronized Place goOn() {
        if (missing == 0) {
            runs--;
            return null;
        }
        missing--;
        return begin();
    }

    /** After a refusal: one of the other runs will go on, if there is any. */
    private synchronized Place takeOver() {
        if (runs == 1) {
            return goOn();
        }
        runs--;
        return null;
    }

    private synchronized boolean end(Place place) {
        boolean goesOn = !place.ended && leave(place);
        place.ended = true;
        runs += goesOn ? 1 : 0;
        return goesOn;
    }

    private final class Place implements Turn {
        private final String lane;
        private final Task task;
        private Place next;
        private boolean ended;

        Place(String lane, Task task) {
            this.lane = lane;
            this.task = task;
        }

        void run() {
            try {
                task.run(this);
            } catch (Throwable e) {
                end();
                // as the executor would: thrown on, it would reach whoever ended the turn before
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }

        @Override
        public void end() {
            if (Lanes.this.end(this)) {
                ask(null);
            }
        }
    }
}
