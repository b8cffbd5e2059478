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
package io.github.cameltelnyx.gather.correlation;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Remembers for each event whether it was a result: that holds for the repeated deliveries, too. It remembers by time, as
 * Telnyx repeats within minutes whatever the number of events between. Thread-safe.
 */
final class KnownVerdicts {

    private static final long KEPT = Duration.ofMinutes(10).toNanos();
    /** A bound for memory only: 10 minutes of more than 150 events a second. */
    private static final int LIMIT = 100_000;

    private record Verdict(boolean isResult, long at) {}

    private final LongSupplier clock;
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();

    /** @param clock of nanoseconds */
    KnownVerdicts(LongSupplier clock) {
        this.clock = clock;
    }

    /** Whether an earlier delivery was a result; null if there was none. */
    synchronized Boolean get(String eventId) {
        Verdict verdict = verdicts.get(eventId);
        return verdict == null || isOld(verdict) ? null : (Boolean) verdict.isResult;
    }

    synchronized void put(String eventId, boolean isResult) {
        verdicts.remove(eventId);
        verdicts.put(eventId, new Verdict(isResult, clock.getAsLong()));
        Iterator<Verdict> oldest = verdicts.values().iterator();
        while (oldest.hasNext() && (isOld(oldest.next()) || verdicts.size() > LIMIT)) {
            oldest.remove();
        }
    }

    synchronized int size() {
        return verdicts.size();
    }

    private boolean isOld(Verdict verdict) {
        return clock.getAsLong() - verdict.at >= KEPT;
    }
}
