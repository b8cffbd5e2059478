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
package io.github.cameltelnyx.gather.client;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Limits how many commands are on their way at the same time, and so the connections: a command uses one, and one more for
 * each retry while earlier attempts have no response. The other commands wait in the order of their arrival. A retry never
 * waits here, because the connections that it would wait for may be those that no response comes from.
 */
final class CommandQueue {

    private final int maximum;
    // guarded by this
    private final Set<CommandExecution> waiting = new LinkedHashSet<>();
    private final Set<CommandExecution> started = new HashSet<>();
    /** A command may end while it is started: the thread that starts it starts the next one too, without recursion. */
    private boolean starting;

    private boolean closed;

    CommandQueue(int maximum) {
        this.maximum = maximum;
    }

    /** Starts a command, now or when others have ended. */
    void enter(CommandExecution execution) {
        synchronized (this) {
            waiting.add(execution);
        }
        // a command that has ended before leaves at once
        execution.ended().thenRun(() -> leave(execution));
        startNext();
    }

    /** Starts no more commands. */
    synchronized void close() {
        closed = true;
    }

    private void leave(CommandExecution execution) {
        synchronized (this) {
            if (!waiting.remove(execution)) {
                started.remove(execution);
            }
        }
        startNext();
    }

    private void startNext() {
        synchronized (this) {
            if (starting) {
                return;
            }
            starting = true;
        }
        try {
            for (CommandExecution next = next(); next != null; next = next()) {
                next.start();
            }
        } catch (Throwable e) {
            synchronized (this) {
                starting = false;
            }
            throw e;
        }
    }

    private synchronized CommandExecution next() {
        if (closed || waiting.isEmpty() || started.size() >= maximum) {
            starting = false;
            return null;
        }
        CommandExecution next = waiting.iterator().next();
        waiting.remove(next);
        started.add(next);
        return next;
    }
}
