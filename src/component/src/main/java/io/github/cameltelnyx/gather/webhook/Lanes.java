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
 * Runs the tasks of one lane one after the other in the order of submission, and the tasks of different lanes in
 * parallel. Thread-safe; what a task did before its turn ended is visible to the next task of its lane.
 *
 * <pre>
 * lane is  submit(task)            a run takes its entry  end() of its turn        close()
 * -------  ----------------------  ---------------------  -----------------------  ---------------------------------
 * absent   ready                                                                   absent, submit refuses from now on
 * ready    ready, task waits       busy                                            absent, returns all its tasks
 * busy     busy, task waits                               ready if a task waits,   busy, returns its waiting tasks
 *                                                         else absent
 * </pre>
 *
 * <p>A lane that becomes ready requests a thread from the executor: one run. A run takes the entry of the lane that
 * became ready first, runs its task, and ends. If the executor refuses a request, the entry stays ready and counts as
 * unserved: the next run that ends its task takes an unserved entry instead of ending. If there is no other run, the
 * refused thread runs the unserved entries itself. So no accepted task is lost, unless the executor drops what it
 * accepted, as on {@code shutdownNow}; {@link #close} returns such tasks.
 */
public final class Lanes {
    /** A task of a lane. If it throws, its turn ends and the thread's uncaught exception handler gets the exception. */
    @FunctionalInterface
    public interface Task {
        /** Runs the task. The turn lasts until {@link Turn#end} is called, which may be after the return. */
        void run(Turn turn);
    }

    /** The time during which a task is the only active one of its lane. */
    @FunctionalInterface
    public interface Turn {
        /** Ends the turn, so that the next task of the lane can start. Any thread may call it; later calls have no effect. */
        void end();
    }

    private final Executor executor;
    private final int maximumWaiting;
    // all guarded by this, which is never held while the executor or a task is called
    /** The last entry of each lane that is ready or busy. */
    private final Map<String, Entry> tails = new HashMap<>();
    /** The entries whose tasks have not started. */
    private final Set<Entry> waiting = new LinkedHashSet<>();
    /** The first entry of each ready lane: as many as the runs that have not taken one, plus the unserved ones. */
    private final Deque<Entry> ready = new ArrayDeque<>();
    /** The threads that are requested or running. */
    private int runs;
    /** The ready entries for which the executor refused a thread. */
    private int unserved;

    private boolean closed;

    /**
     * Creates lanes. A lane uses memory only while it has tasks.
     *
     * @param executor must not run tasks in the calling thread; refuses nothing if its queue takes maximumWaiting
     * @param maximumWaiting the maximum number of tasks that have not started, over all lanes; at least 1
     */
    public Lanes(Executor executor, int maximumWaiting) {
        if (maximumWaiting < 1) {
            throw new IllegalArgumentException("maximumWaiting is " + maximumWaiting + " but must be at least 1");
        }
        this.executor = Objects.requireNonNull(executor, "executor");
        this.maximumWaiting = maximumWaiting;
    }

    /**
     * Appends a task to a lane.
     *
     * @throws RejectedExecutionException if too many tasks wait, or after close; the task does not run then
     * @throws RuntimeException or an Error of the executor, if the lane is absent; the task does not run then
     */
    public void submit(String lane, Task task) {
        Entry entry = new Entry(Objects.requireNonNull(lane, "lane"), Objects.requireNonNull(task, "task"));
        if (append(entry)) {
            requestThread(entry);
        }
    }

    /** The number of tasks that have not started. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** The number of lanes that are ready or busy. */
    public synchronized int lanes() {
        return tails.size();
    }

    /** Refuses further tasks, and returns those that will never run in the order of submission; none on the next call. */
    public synchronized List<Task> close() {
        closed = true;
        List<Task> tasks = waiting.stream().map(entry -> entry.task).toList();
        ready.forEach(entry -> tails.remove(entry.lane));
        ready.clear();
        waiting.clear();
        return tasks;
    }

    /** Returns whether the lane was absent, so that the entry needs a run. */
    private synchronized boolean append(Entry entry) {
        if (closed || waiting.size() >= maximumWaiting) {
            throw new RejectedExecutionException(
                    closed ? "The lanes are closed" : maximumWaiting + " tasks are waiting, which is the maximum");
        }
        waiting.add(entry);
        Entry before = tails.put(entry.lane, entry);
        if (before != null) {
            before.next = entry;
            return false;
        }
        ready.add(entry);
        runs++;
        return true;
    }

    /** Requests a thread for one ready entry; {@code submitted} is null if a turn ended, and else is refused if need be. */
    private void requestThread(Entry submitted) {
        try {
            executor.execute(() -> runLoop(takeReady()));
        } catch (RuntimeException | Error e) {
            // an Error if the system has no more threads
            boolean revoked = revoke(submitted);
            runLoop(drainIfLastRun());
            if (revoked) {
                throw e;
            }
        }
    }

    /** Returns whether the entry was still ready: the run of another lane may have taken it, or close returned it. */
    private synchronized boolean revoke(Entry entry) {
        boolean wasReady = ready.removeLastOccurrence(entry);
        if (wasReady) {
            waiting.remove(entry);
        }
        if (!wasReady || advance(entry)) {
            unserved++;
        }
        return wasReady;
    }

    /** Makes the next entry of the lane ready; returns false if there is none, so that the lane is absent. */
    private boolean advance(Entry entry) {
        if (entry.next == null || closed) {
            tails.remove(entry.lane);
            return false;
        }
        ready.add(entry.next);
        // a turn that is kept after its end must not keep all later entries
        entry.next = null;
        return true;
    }

    private void runLoop(Entry first) {
        for (Entry entry = first; entry != null; entry = drain()) {
            entry.run();
        }
    }

    /** Null if close came first. */
    private synchronized Entry takeReady() {
        Entry entry = ready.poll();
        waiting.remove(entry);
        return entry;
    }

    /** Takes an unserved entry, or ends this run. */
    private synchronized Entry drain() {
        if (unserved == 0) {
            runs--;
            return null;
        }
        unserved--;
        return takeReady();
    }

    /** After a refusal: leaves the unserved entries to the other runs, if there are any. */
    private synchronized Entry drainIfLastRun() {
        if (runs == 1) {
            return drain();
        }
        runs--;
        return null;
    }

    /** Returns whether the lane is ready again, so that it needs a run. */
    private synchronized boolean end(Entry entry) {
        boolean advanced = !entry.ended && advance(entry);
        entry.ended = true;
        runs += advanced ? 1 : 0;
        return advanced;
    }

    /** A task in the queue of its lane, and the turn of that task. */
    private final class Entry implements Turn {
        private final String lane;
        private final Task task;
        private Entry next;
        private boolean ended;

        Entry(String lane, Task task) {
            this.lane = lane;
            this.task = task;
        }

        void run() {
            try {
                task.run(this);
            } catch (Throwable e) {
                end();
                // as the executor would: rethrown, it would reach the thread that ended the turn before
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }

        @Override
        public void end() {
            if (Lanes.this.end(this)) {
                requestThread(null);
            }
        }
    }
}
