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
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one delivery of an event got from {@link ClaimRegistry}: the right to process it, or the answer of the one that has it.
 *
 * <p>Whoever holds a {@link State#NEW} claim calls exactly one of {@link #confirm} and {@link #release}, and before
 * that {@link #acknowledge} if the HTTP answer goes out before processing ends. Thread-safe.
 */
public final class Claim {
    private static final int OK = 200;

    /** Whose turn it is to process the event. */
    public enum State {
        /** This delivery's. */
        NEW,
        /** That of an earlier delivery to this node, which is not finished. */
        IN_PROGRESS,
        /** Nobody's any more, or another node's. */
        DONE
    }

    private final String key;
    private final ClaimRegistry claims;
    private final State state;
    private final CompletableFuture<Integer> answer;
    private final AtomicBoolean decided = new AtomicBoolean();
    private final AtomicBoolean finished = new AtomicBoolean();

    Claim(String key, ClaimRegistry claims) {
        this(key, claims, State.NEW, new CompletableFuture<>());
    }

    private Claim(String key, ClaimRegistry claims, State state, CompletableFuture<Integer> answer) {
        this.key = key;
        this.claims = claims;
        this.state = state;
        this.answer = answer;
    }

    /** Whose turn it is. */
    public State state() {
        return state;
    }

    /**
     * The HTTP status that this delivery is answered with; the same for the first and its duplicates. It fails only if
     * the store failed while the first was being claimed. Callbacks run on the thread that answers.
     */
    public CompletionStage<Integer> answer() {
        return answer.minimalCompletionStage();
    }

    /** Answers the first delivery and its duplicates 200 before processing ends; has no effect if they are answered. */
    public void acknowledge() {
        checkNew();
        if (decided.compareAndSet(false, true)) {
            answer.complete(OK);
        }
    }

    /**
     * The event was processed. Answers 200 unless acknowledged before.
     *
     * @throws IllegalStateException if the claim is not new, or was confirmed or released before
     * @throws RuntimeException of the store, after the answer
     */
    public void confirm() {
        finish();
        try {
            claims.confirm(this);
        } finally {
            answer.complete(OK);
        }
    }

    /**
     * The event was not processed: the next delivery is new again. Where it was acknowledged there will be none, so
     * that the event then counts as processed.
     *
     * @param status the answer, unless acknowledged before; one that makes Telnyx send the event again
     * @throws IllegalStateException if the claim is not new, or was confirmed or released before
     * @throws RuntimeException of the store, after the answer; the store may then take the next delivery for done
     */
    public void release(int status) {
        finish();
        if (!decided.compareAndSet(false, true)) {
            claims.confirm(this);
            return;
        }
        // the answer comes last: another node must not find the key when Telnyx sends the event again
        try {
            claims.release(this);
        } finally {
            answer.complete(status);
        }
    }

    String key() {
        return key;
    }

    Claim joined() {
        return new Claim(key, claims, State.IN_PROGRESS, answer);
    }

    Claim done() {
        answer.complete(OK);
        return new Claim(key, claims, State.DONE, answer);
    }

    void fail(Throwable cause) {
        answer.completeExceptionally(cause);
    }

    private void finish() {
        checkNew();
        if (!finished.compareAndSet(false, true)) {
            throw new IllegalStateException("A claim is confirmed or released once");
        }
    }

    private void checkNew() {
        if (state != State.NEW) {
            throw new IllegalStateException(
                    "Only a new claim can be acknowledged, confirmed or released, this is " + state);
        }
    }
}
