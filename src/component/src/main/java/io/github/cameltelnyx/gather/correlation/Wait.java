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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import io.github.cameltelnyx.gather.correlation.Outcome.Kind;
import io.github.cameltelnyx.gather.event.WaitTag;

/**
 * One wait: open until the first of event, hangup, time-out, failure and shutdown ends it; the others find it ended.
 * Thread-safe.
 */
public final class Wait {

    private final WaitRegistry waits;
    private final WaitTag tag;
    private final Set<String> eventTypes;
    private final Duration timeout;
    private final AtomicReference<Outcome> ended = new AtomicReference<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Set<String> calls = ConcurrentHashMap.newKeySet(2);
    // written by the thread that learns of the lost answer, read by the timer
    private volatile Throwable lostResponse;
    private volatile Future<?> timer;
    private boolean lateEventCame;

    Wait(WaitRegistry waits, WaitTag tag, Set<String> eventTypes, Duration timeout) {
        this.timeout = timeout;
        this.waits = waits;
        this.tag = tag;
        this.eventTypes = eventTypes;
    }

    /** What the command's client state has to carry. */
    public WaitTag tag() {
        return tag;
    }

    /** How long it may take. */
    public Duration timeout() {
        return timeout;
    }

    /** Completed once, normally, by the thread that ends the wait. */
    public CompletionStage<Outcome> outcome() {
        return outcome.minimalCompletionStage();
    }

    /** Lets events of a call find the wait without its tag; any number of calls. */
    public void bindToCall(String callControlId) {
        waits.index(callControlId, this);
    }

    /** The command failed: nothing will come. */
    public void fail(Throwable failure) {
        end(new Outcome(Kind.FAILURE, null, failure));
    }

    /** The command was answered that the call has ended. */
    public void endByHangup() {
        end(Outcome.of(Kind.HANGUP));
    }

    /** The answer to the command was lost. The event may come all the same; a time-out will tell of the failure. */
    public void recordLostResponse(Throwable failure) {
        lostResponse = failure;
    }

    boolean expects(String eventType) {
        return eventTypes.contains(eventType);
    }

    boolean isOpen() {
        return ended.get() == null;
    }

    /**
     * Whether the wait ended without its event, which has not come since. A failed command has none; if Telnyx did execute
     * it, the event is for the wait of its repetition, which Telnyx ignored together with its tag.
     */
    boolean misses() {
        Kind kind = ended.get().kind();
        return kind != Kind.EVENT && kind != Kind.FAILURE && !lateEventCame;
    }

    /** The same, of a wait that may be open, for the event that comes now; true once. Guarded by the caller's lock. */
    boolean markLateEvent() {
        boolean missed = !isOpen() && misses();
        lateEventCame |= missed;
        return missed;
    }

    /** @return false if it was ended before */
    boolean end(Outcome by) {
        if (!ended.compareAndSet(null, by)) {
            return false;
        }
        Future<?> pending = timer;
        if (pending != null) {
            pending.cancel(false);
        }
        waits.remove(this);
        outcome.complete(by);
        return true;
    }

    void startTimer() {
        timer = waits.after(timeout, () -> end(new Outcome(Kind.TIMEOUT, null, lostResponse)));
        if (!isOpen()) {
            timer.cancel(false);
        }
    }

    /** The calls whose events find the wait. */
    Set<String> calls() {
        return calls;
    }

    Set<String> eventTypes() {
        return eventTypes;
    }
}
