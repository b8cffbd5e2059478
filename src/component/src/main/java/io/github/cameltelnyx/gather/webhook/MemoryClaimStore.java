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

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * Remembers the events of one node: for 10 minutes, which is longer than Telnyx repeats a webhook, and at most 100,000. An
 * event takes one operation on a map.
 */
public final class MemoryClaimStore implements ClaimStore {
    static final Duration REMEMBERED = Duration.ofMinutes(10);
    static final int MAXIMUM = 100_000;
    private static final CompletionStage<Void> STORED = CompletableFuture.completedStage(null);

    private final LongSupplier nanoTime;
    /** The time of each claim, the oldest first; guarded by this. */
    private final Map<String, Long> claims = new LinkedHashMap<>();

    public MemoryClaimStore() {
        this(System::nanoTime);
    }

    MemoryClaimStore(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized CompletionStage<Result> claim(Request request) {
        long now = nanoTime.getAsLong();
        Iterator<Long> oldest = claims.values().iterator();
        while (oldest.hasNext() && now - oldest.next() >= REMEMBERED.toNanos()) {
            oldest.remove();
        }
        boolean added = claims.putIfAbsent(request.key(), now) == null;
        if (claims.size() > MAXIMUM) {
            claims.remove(claims.keySet().iterator().next());
        }
        return CompletableFuture.completedStage(new Result(added ? Decision.NEW : Decision.DONE, 1));
    }

    @Override
    public CompletionStage<Void> acknowledge(String key, int generation) {
        return STORED;
    }

    @Override
    public synchronized CompletionStage<Void> release(String key, int generation) {
        claims.remove(key);
        return STORED;
    }
}
