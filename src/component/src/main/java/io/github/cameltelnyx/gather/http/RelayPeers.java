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

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.cameltelnyx.gather.correlation.RelayMessage;

/**
 * The other nodes that were heard of. A node that does not reply in time is forgotten until it is heard again. Thread-safe.
 */
final class RelayPeers {

    /** In a set of nodes: those that have not been heard of yet, so that their reply cannot be counted. */
    static final long UNKNOWN = RelayMessage.ALL;

    private final Set<Long> known = ConcurrentHashMap.newKeySet();
    private volatile boolean settled;

    /** Every message of a node is a sign of life. */
    void hear(long node) {
        known.add(node);
    }

    void forget(long node) {
        known.remove(node);
    }

    boolean know(long node) {
        return known.contains(node);
    }

    /** The nodes that had time to introduce themselves have done so. */
    void settle() {
        settled = true;
    }

    /** The nodes that reply to a question to all. */
    Set<Long> all() {
        Set<Long> all = new HashSet<>(known);
        if (!settled) {
            all.add(UNKNOWN);
        }
        return all;
    }

    int size() {
        return known.size();
    }
}
