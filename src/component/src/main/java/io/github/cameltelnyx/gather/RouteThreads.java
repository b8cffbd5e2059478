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

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads on which routes continue after a command or its result. There are as many as routes that continue, up to a
 * maximum; further routes wait.
 *
 * <p>A route may block on its thread until another command has ended, as with {@code ProducerTemplate.requestBody}. If the end
 * of that command had to wait for a thread, all threads might come to wait for each other. So it does not wait as long as
 * the task that has sent the command is still running: see {@link #forCaller()}.
 */
final class RouteThreads implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(RouteThreads.class);

    private final Executor threads;
    private final int maximum;
    private final ThreadLocal<Task> current = new ThreadLocal<>();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    /** How many threads run tasks. Like the queue, guarded by the queue. */
    private int running;

    /** @param threads has a thread for every task */
    RouteThreads(Executor threads, int maximum) {
        this.threads = threads;
        this.maximum = maximum;
    }

    /** Runs a task, after others if all threads are in use. Throws what the start of a thread throws. */
    @Override
    public void execute(Runnable task) {
        execute(task, true);
    }

    /** Returns the executor for the end of what the current thread begins. */
    Executor forCaller() {
        Task caller = current.get();
        return caller == null ? this : task -> execute(task, caller.ended);
    }

    private void execute(Runnable task, boolean mayWait) {
        synchronized (waiting) {
            if (mayWait && running >= maximum) {
                waiting.add(task);
                return;
            }
            running++;
        }
        try {
            threads.execute(() -> runAll(task));
        } catch (Throwable e) {
            synchronized (waiting) {
                running--;
            }
            throw e;
        }
    }

    private void runAll(Runnable first) {
        for (Runnable task = first; task != null; task = next()) {
            run(task);
        }
    }

    private Runnable next() {
        synchronized (waiting) {
            Runnable next = running > maximum ? null : waiting.poll();
            if (next == null) {
                running--;
            }
            return next;
        }
    }

    private void run(Runnable runnable) {
        Task task = new Task();
        current.set(task);
        try {
            runnable.run();
        } catch (Throwable e) {
            // the tasks that wait are not lost with this one
            LOG.warn("A route could not continue", e);
        } finally {
            task.ended = true;
            current.remove();
        }
    }

    private static final class Task {
        private volatile boolean ended;
    }
}
