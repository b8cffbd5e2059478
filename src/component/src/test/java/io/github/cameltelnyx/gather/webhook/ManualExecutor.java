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
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs the given tasks when the test calls it. */
final class ManualExecutor implements Executor {
    final Deque<Runnable> given = new ArrayDeque<>();
    int capacity = Integer.MAX_VALUE;

    @Override
    public void execute(Runnable task) {
        if (given.size() >= capacity) {
            throw new RejectedExecutionException("full");
        }
        given.add(task);
    }

    void runOne() {
        given.remove().run();
    }

    void runAll() {
        while (!given.isEmpty()) {
            runOne();
        }
    }
}
