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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.cameltelnyx.gather.webhook.ClaimStore.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claim of one delivery on an event, from its arrival to the end of its processing. Duplicates that come to this node
 * meanwhile get its response. Thread-safe; nothing blocks.
 *
 * <pre>
 * claim is   granted               acknowledge()      confirm()     release(status)         time is up
 * ---------  --------------------  -----------------  ------------  ----------------------  -----------------
 * asked for  granted, or acknow-   acknowledges when               released when granted   as release(503)
 *            ledged if that is due granted
 * granted                          responds 200       responds 200  responds status, ended  responds 200
 * acknow-                          no effect          ended         ended                   responds 200
 *   ledged
 * ended      released              no effect          no effect     no effect               responds
 * </pre>
 *
 * <p>The response waits until the store has what it stands for, or the time is up.
 */
public final class Claim {
    private static final int OK = 200;
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;

    private static final Logger LOG = LoggerFactory.getLogger(Claim.class);

    private final Object description;
    private final String key;
    private final ClaimRegistry registry;
    private final CompletableFuture<Boolean> granted = new CompletableFuture<>();
    private final CompletableFuture<Integer> response = new CompletableFuture<>();
    // guarded by this
    /** Of the granted claim; 0 until then. */
    private int generation;
    /** The response, also if it has not left; 0 until it is decided. */
    private int status;

    private boolean acknowledgeDue;
    private boolean started;
    private boolean ended;
    private boolean stored;

    /** @param description of the delivery, for the log */
    Claim(Object description, String key, ClaimRegistry registry) {
        this.description = description;
        this.key = key;
        this.registry = registry;
    }

    /** Whether this node is to process the event. It fails if the store failed. */
    public CompletionStage<Boolean> granted() {
        return granted.minimalCompletionStage();
    }

    /** Whether {@link #granted} is complete. */
    public boolean isResolved() {
        return granted.isDone();
    }

    /** The HTTP status to respond with. */
    public CompletionStage<Integer> responseStatus() {
        return response.minimalCompletionStage();
    }

    /** Begins the processing; returns false if the claim was not granted, or was released meanwhile. */
    public synchronized boolean start() {
        if (generation == 0 || ended) {
            return false;
        }
        started = true;
        return true;
    }

    /** Responds 200 before the processing ends, or as soon as the claim is granted; has no effect after a response. */
    public void acknowledge() {
        synchronized (this) {
            if (generation == 0) {
                acknowledgeDue = true;
            }
            if (generation == 0 || status != 0) {
                return;
            }
            status = OK;
        }
        registry.store().acknowledge(key, generation).whenComplete((nothing, failure) -> stored());
    }

    /** Ends the claim: the event was processed. Responds 200 unless acknowledged before; later calls have no effect. */
    public void confirm() {
        acknowledge();
        end();
    }

    /**
     * Ends the claim: the event was not processed, and the next delivery is. An acknowledged event is not delivered again and
     * therefore counts as processed. Later calls have no effect.
     *
     * @param failure the HTTP status to respond with unless acknowledged before; it must make Telnyx send the event again
     * @return whether the response is that status; otherwise the claim had a response before
     */
    public boolean release(int failure) {
        int claimed;
        boolean decides;
        synchronized (this) {
            decides = status == 0;
            status = decides ? failure : status;
            claimed = generation;
        }
        end();
        if (decides) {
            releaseInStore(claimed);
        }
        return decides;
    }

    /** The generation that this claim released, so that the next delivery may follow at once; 0 if there is none. */
    synchronized int released() {
        return status > OK ? generation : 0;
    }

    synchronized boolean isOpen() {
        return status == 0;
    }

    /** Whether the processing has not ended. */
    synchronized boolean isActive() {
        return !ended;
    }

    boolean hasResponse() {
        return response.isDone();
    }

    /** The result of {@link ClaimStore#claim}. */
    void resolved(Result result, Throwable failure) {
        if (failure != null) {
            LOG.debug("{}: the store of claims failed", description, failure);
            granted.completeExceptionally(failure);
            release(FAILED);
            return;
        }
        switch (result.decision()) {
            case NEW -> grant(result.generation());
            case HELD -> {
                LOG.debug("{}: not claimed: another node has the claim, or the store had no capacity", description);
                release(UNAVAILABLE);
            }
            case DONE -> {
                LOG.debug("{}: duplicate of an event that was acknowledged", description);
                release(OK);
            }
        }
    }

    private void grant(int granting) {
        boolean late;
        boolean due;
        synchronized (this) {
            generation = granting;
            late = status != 0;
            due = acknowledgeDue;
        }
        LOG.debug("{}: {}", description, late ? "claimed too late, and released" : "claimed");
        if (late) {
            releaseInStore(granting);
            return;
        }
        granted.complete(true);
        if (due) {
            acknowledge();
        }
    }

    /** The response must leave now, whatever the store does. */
    void expire() {
        acknowledge();
        refuse();
        // if it was started meanwhile
        acknowledge();
        respond();
    }

    /** The processing must not start any more. */
    void close() {
        refuse();
        boolean waits;
        synchronized (this) {
            waits = !started;
        }
        if (waits) {
            end();
        }
    }

    /** Responds 503 unless the processing has started or there is a response. */
    private void refuse() {
        int claimed;
        synchronized (this) {
            if (started || status != 0) {
                return;
            }
            status = UNAVAILABLE;
            ended = true;
            claimed = generation;
        }
        releaseInStore(claimed);
    }

    /** @param claimed the generation; 0 if the claim is not granted: if it is later, it is released then */
    private void releaseInStore(int claimed) {
        if (claimed == 0) {
            stored();
        } else {
            registry.store().release(key, claimed).whenComplete((nothing, failure) -> stored());
        }
        granted.complete(false);
    }

    private void stored() {
        synchronized (this) {
            stored = true;
        }
        forget();
        respond();
    }

    private void end() {
        synchronized (this) {
            ended = true;
        }
        forget();
    }

    private void forget() {
        boolean over;
        synchronized (this) {
            over = ended && stored;
        }
        if (over) {
            registry.forget(key, this);
        }
    }

    private void respond() {
        int decided;
        synchronized (this) {
            decided = status;
        }
        response.complete(decided);
    }
}
