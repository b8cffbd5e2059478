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
package io.github.cameltelnyx.gather.http;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The question whether other nodes wait for an event. The first node that took the event decides it; otherwise the event is
 * not taken as soon as every node has said so, or after a time-out. Thread-safe.
 */
final class RelayQuestion {

    private final Set<Long> silent = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Boolean> taken = new CompletableFuture<>();

    /** @param asked the nodes that reply */
    RelayQuestion(Set<Long> asked) {
        silent.addAll(asked);
        if (asked.isEmpty()) {
            taken.complete(false);
        }
    }

    CompletableFuture<Boolean> taken() {
        return taken;
    }

    /** @return whether the node took an event that has been taken for plain meanwhile */
    boolean reply(long node, boolean took) {
        if (took) {
            return !taken.complete(true) && !taken.getNow(true);
        }
        silent.remove(node);
        if (silent.isEmpty()) {
            taken.complete(false);
        }
        return false;
    }

    /** The nodes that have not replied; none if the question is decided. */
    Set<Long> silent() {
        return taken.isDone() ? Set.of() : Set.copyOf(silent);
    }

    void giveUp() {
        taken.complete(false);
    }
}
