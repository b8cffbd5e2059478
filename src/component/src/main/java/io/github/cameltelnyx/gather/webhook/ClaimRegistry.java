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

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Lets one delivery of an event be processed, and gives its duplicates the same response. Thread-safe.
 *
 * <pre>
 * key is            claim(key) returns    then
 * ----------------  --------------------  ------------------------------------------------------
 * unknown           NEW                   in flight here
 * in flight here    IN_PROGRESS           in flight here; responds when the first delivery does
 * in the store      DONE, responds 200    in the store
 *
 * in flight here    NEW.acknowledge()     in flight here; the first and its duplicates respond 200
 * in flight here    NEW.confirm()         in the store; responds 200 unless acknowledged
 * in flight here    NEW.release(status)   unknown; responds status; as confirm() if acknowledged
 * </pre>
 *
 * <p>A key that another node processes is in the store. The store is changed while the key is in flight, so that a
 * duplicate finds the key in one of the two at any time.
 */
public final class ClaimRegistry {
    private final ClaimStore store;
    // written by the thread that claims and the one that confirms or releases, read by those of duplicates
    private final ConcurrentMap<String, Claim> inFlight = new ConcurrentHashMap<>();

    /** Creates a registry that keeps processed keys in {@code store}. */
    public ClaimRegistry(ClaimStore store) {
        this.store = store;
    }

    /**
     * Claims the right to process {@code key}.
     *
     * @throws RuntimeException of the store; the responses of duplicates that joined meanwhile fail in the same way
     */
    public Claim claim(String key) {
        Claim claim = new Claim(key, store, inFlight);
        Claim first = inFlight.putIfAbsent(key, claim);
        return first == null ? claim.addToStore() : first.duplicate();
    }

    /** The number of keys that are in flight here. */
    public int inFlight() {
        return inFlight.size();
    }
}
