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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one delivery of an event be processed, and gives duplicates that come to this node meanwhile the same response.
 * Every response leaves in time after the arrival of the request, whatever the store and the processing do. Thread-safe.
 */
public final class ClaimRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimRegistry.class);
    /** How long after the acknowledgement is due the response leaves, stored or not. */
    static final Duration STORING = Duration.ofMillis(400);

    private final ClaimStore store;
    private final ScheduledExecutorService timer;
    private final Duration acknowledgeTimeout;
    // written by the threads of the HTTP server and those that end claims, read by those of duplicates
    private final ConcurrentMap<String, Claim> inFlight = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param acknowledgeTimeout after the arrival of a request, when its event is acknowledged if it is being processed */
    public ClaimRegistry(ClaimStore store, ScheduledExecutorService timer, Duration acknowledgeTimeout) {
        this.store = store;
        this.timer = timer;
        this.acknowledgeTimeout = acknowledgeTimeout;
    }

    /**
     * Claims the right to process the event of a delivery.
     *
     * @param description of the delivery, for the log
     * @param firstAttempt whether no earlier delivery of the event can have failed
     * @param arrivedAt the {@link System#nanoTime()} at which the request arrived
     * @param processing receives, on this thread, a claim that is granted or may be; not a duplicate
     * @return the HTTP status to respond with
     */
    public CompletionStage<Integer> claim(
            Object description, String key, boolean firstAttempt, long arrivedAt, Consumer<Claim> processing) {
        Claim claim = new Claim(description, key, this);
        int[] released = new int[1];
        Claim current = inFlight.compute(key, (same, before) -> {
            if (before == null || !before.hasResponse() || before.released() == 0) {
                return before == null ? claim : before;
            }
            released[0] = before.released();
            return claim;
        });
        if (current == claim) {
            begin(claim, new ClaimStore.Request(key, firstAttempt, released[0], claim::isOpen), arrivedAt, processing);
        } else {
            LOG.debug("{}: duplicate of an event that is being processed", description);
        }
        return current.responseStatus();
    }

    private void begin(Claim claim, ClaimStore.Request request, long arrivedAt, Consumer<Claim> processing) {
        try {
            if (closed) {
                claim.close();
                return;
            }
            store.claim(request).whenComplete(claim::resolved);
            if (claim.isOpen()) {
                limit(claim, arrivedAt);
                processing.accept(claim);
            }
        } catch (RuntimeException | Error e) {
            claim.close();
            throw e;
        }
    }

    private void limit(Claim claim, long arrivedAt) {
        long elapsed = System.nanoTime() - arrivedAt;
        ScheduledFuture<?> acknowledgement =
                timer.schedule(() -> acknowledge(claim), acknowledgeTimeout.toNanos() - elapsed, TimeUnit.NANOSECONDS);
        claim.responseStatus().whenComplete((status, failure) -> acknowledgement.cancel(false));
    }

    private void acknowledge(Claim claim) {
        claim.acknowledge();
        if (!claim.hasResponse()) {
            ScheduledFuture<?> response = timer.schedule(claim::expire, STORING.toNanos(), TimeUnit.NANOSECONDS);
            claim.responseStatus().whenComplete((status, failure) -> response.cancel(false));
        }
    }

    /** Refuses further claims, and releases those whose processing has not started. */
    public void close() {
        closed = true;
        inFlight.values().forEach(Claim::close);
    }

    /** The number of events that are claimed, or may be, and whose processing has not ended. */
    public int inFlight() {
        return (int) inFlight.values().stream().filter(Claim::isActive).count();
    }

    ClaimStore store() {
        return store;
    }

    void forget(String key, Claim claim) {
        inFlight.remove(key, claim);
    }
}
