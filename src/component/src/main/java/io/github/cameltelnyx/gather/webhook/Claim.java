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
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one delivery of an event gets from a {@link ClaimRegistry}: the right to process the event, or the response of the
 * delivery that has this right.
 *
 * <p>The holder of a {@link State#NEW} claim calls exactly one of {@link #confirm} and {@link #release}, and before that
 * {@link #acknowledge} if the HTTP response is sent before the processing ends. Thread-safe.
 */
public final class Claim {
    private static final int OK = 200;

    /** Which delivery processes the event. */
    public enum State {
        /** This delivery. */
        NEW,
        /** An earlier delivery to this node, which is not finished. */
        IN_PROGRESS,
        /** None: the event was processed, or another node processes it. */
        DONE
    }

    private final String key;
    private final ClaimStore store;
    private final ConcurrentMap<String, Claim> inFlight;
    private final State state;
    private final CompletableFuture<Integer> responseStatus;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final AtomicBoolean finished = new AtomicBoolean();

    /** Creates a new claim, which removes itself from the claims in flight when it is finished. */
    Claim(String key, ClaimStore store, ConcurrentMap<String, Claim> inFlight) {
        this.key = key;
        this.store = store;
        this.inFlight = inFlight;
        this.state = State.NEW;
        this.responseStatus = new CompletableFuture<>();
    }

    /** Creates a claim of the same event that cannot be finished and shares the response. */
    private Claim(Claim first, State state) {
        this.key = first.key;
        this.store = first.store;
        this.inFlight = first.inFlight;
        this.state = state;
        this.responseStatus = first.responseStatus;
    }

    /** Which delivery processes the event. */
    public State state() {
        return state;
    }

    /**
     * The HTTP status to respond with, the same for the first delivery and its duplicates. It fails only if the store
     * failed to add the key. Dependents run on the thread that completes it.
     */
    public CompletionStage<Integer> responseStatus() {
        return responseStatus.minimalCompletionStage();
    }

    /** Responds 200 to the first delivery and its duplicates before the processing ends; has no effect after a response. */
    public void acknowledge() {
        requireNew();
        if (decided.compareAndSet(false, true)) {
            responseStatus.complete(OK);
        }
    }

    /**
     * Records that the event was processed, and responds 200 unless acknowledged before.
     *
     * @throws IllegalStateException if the claim is not new, or was confirmed or released before
     * @throws RuntimeException of the store, after the response
     */
    public void confirm() {
        finish();
        try {
            confirmInStore();
        } finally {
            responseStatus.complete(OK);
        }
    }

    /**
     * Records that the event was not processed, so that the next delivery is new. An acknowledged event is not delivered
     * again and therefore counts as processed.
     *
     * @param status the HTTP status to respond with unless acknowledged before; it must make Telnyx send the event again
     * @throws IllegalStateException if the claim is not new, or was confirmed or released before
     * @throws RuntimeException of the store, after the response; the store may then report the next delivery as done
     */
    public void release(int status) {
        finish();
        if (!decided.compareAndSet(false, true)) {
            confirmInStore();
            return;
        }
        // the response comes last: another node must not find the key when Telnyx sends the event again
        try {
            store.remove(key);
        } finally {
            forget();
            responseStatus.complete(status);
        }
    }

    /** Adds the key of a new claim to the store; returns a done claim if the store has it. */
    Claim addToStore() {
        boolean added = false;
        try {
            added = store.add(key);
        } catch (RuntimeException | Error e) {
            responseStatus.completeExceptionally(e);
            throw e;
        } finally {
            if (!added) {
                forget();
            }
        }
        if (added) {
            return this;
        }
        responseStatus.complete(OK);
        return new Claim(this, State.DONE);
    }

    /** The claim of another delivery of the event. */
    Claim duplicate() {
        return new Claim(this, State.IN_PROGRESS);
    }

    private void confirmInStore() {
        try {
            store.confirm(key);
        } finally {
            forget();
        }
    }

    private void forget() {
        inFlight.remove(key, this);
    }

    private void finish() {
        requireNew();
        if (!finished.compareAndSet(false, true)) {
            throw new IllegalStateException("The claim was confirmed or released before");
        }
    }

    private void requireNew() {
        if (state != State.NEW) {
            throw new IllegalStateException(
                    "The claim is " + state + " but must be NEW to be acknowledged, confirmed or released");
        }
    }
}
