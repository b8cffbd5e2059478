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
 * Sees to it that one delivery of an event is processed and its duplicates are answered alike. Thread-safe.
 *
 * <pre>
 * key is            claim(key) gives      then
 * ----------------  --------------------  --------------------------------------------------
 * unknown           NEW                   in flight here
 * in flight here    IN_PROGRESS           in flight here; answered together with the first
 * in the store      DONE, answered 200    in the store
 *
 * in flight here    NEW.acknowledge()     in flight here; the first and its duplicates answered 200
 * in flight here    NEW.confirm()         in the store; answered 200 unless acknowledged
 * in flight here    NEW.release(status)   unknown; answered status; as confirm() if acknowledged
 * </pre>
 *
 * <p>A key that another node processes is in the store. The store is changed while the key is in flight, so that at no
 * moment a duplicate finds neither.
 */
public final class ClaimRegistry {
    private final ClaimStore store;
    // written by the thread that claims and the one that confirms or releases, read by those of duplicates
    private final ConcurrentMap<String, Claim> inFlight = new ConcurrentHashMap<>();

    /** Makes claims that {@code store} remembers. */
    public ClaimRegistry(ClaimStore store) {
        this.store = store;
    }

    /**
     * Claims the right to process {@code key}.
     *
     * @throws RuntimeException of the store; duplicates that joined meanwhile are answered with the same failure
     */
    public Claim claim(String key) {
        Claim claim = new Claim(key, this);
        Claim first = inFlight.putIfAbsent(key, claim);
        if (first != null) {
            return first.joined();
        }
        return addToStore(claim) ? claim : claim.done();
    }

    /** Number of keys in flight here. */
    public int inFlight() {
        return inFlight.size();
    }

    private boolean addToStore(Claim claim) {
        boolean added = false;
        try {
            added = store.add(claim.key());
            return added;
        } catch (RuntimeException | Error e) {
            claim.fail(e);
            throw e;
        } finally {
            if (!added) {
                inFlight.remove(claim.key(), claim);
            }
        }
    }

    void confirm(Claim claim) {
        try {
            store.confirm(claim.key());
        } finally {
            inFlight.remove(claim.key(), claim);
        }
    }

    void release(Claim claim) {
        try {
            store.remove(claim.key());
        } finally {
            inFlight.remove(claim.key(), claim);
        }
    }
}
