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
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.WaitTag;

/**
 * The wait of one exchange for the event that ends its command. It is open until the first of event, hangup, timeout,
 * failure and shutdown ends it; the later ones have no effect. Thread-safe.
 */
public final class Wait {

    private final WaitRegistry registry;
    private final WaitTag tag;
    private final Duration timeout;
    private final AtomicReference<Outcome> ended = new AtomicReference<>();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Set<String> calls = ConcurrentHashMap.newKeySet(2);
    // written by the thread that learns of the lost response, read by the timer
    private volatile Throwable lostResponse;
    private volatile Future<?> timer;
    private volatile boolean hasResponse;
    private volatile boolean mayComeBack;
    // set before the wait is published
    private SentCommand command;

    Wait(WaitRegistry registry, WaitTag tag, Duration timeout) {
        this.registry = registry;
        this.tag = tag;
        this.timeout = timeout;
    }

    /** The tag that the client state of the command carries. */
    public WaitTag tag() {
        return tag;
    }

    /** The time after which the wait ends without its event. */
    public Duration timeout() {
        return timeout;
    }

    /** Completes once, always normally, on the thread that ends the wait. */
    public CompletionStage<Outcome> outcome() {
        return outcome.minimalCompletionStage();
    }

    /** Lets events and the hangup of a call end the wait, also without its tag. A wait can be bound to several calls. */
    public void bindToCall(String callControlId) {
        calls.add(callControlId);
        registry.bind(this, callControlId);
    }

    /** Records that Telnyx has executed the command: a command that is sent from now on comes after it. */
    public void recordResponse() {
        hasResponse = true;
    }

    /** Ends the wait because the command failed and no event follows. */
    public void fail(Throwable failure) {
        end(new Outcome(Kind.FAILURE, null, failure));
    }

    /**
     * Ends the wait because the command failed in a way that may pass. Telnyx may have executed it; its event is kept for the
     * wait that {@linkplain WaitRegistry#begin(EventProfile, Duration, WaitTag) begins again} with the same tag.
     */
    public void failForNow(Throwable failure) {
        mayComeBack = true;
        fail(failure);
    }

    /** Ends the wait because Telnyx refused the command: its call has ended. */
    public void endByHangup() {
        end(Outcome.of(Kind.HANGUP));
    }

    /** Records that no response to the command came. The event may still come; the outcome of a timeout has the failure. */
    public void recordLostResponse(Throwable failure) {
        lostResponse = failure;
    }

    /** Whether the wait has ended. */
    public boolean isOver() {
        return !isOpen();
    }

    SentCommand command() {
        return command;
    }

    void setCommand(SentCommand sent) {
        command = sent;
    }

    boolean hasResponse() {
        return hasResponse;
    }

    boolean hasEndedWith(CallEvent event) {
        Outcome by = ended.get();
        return by != null && by.kind() == Kind.EVENT && by.event() == event;
    }

    /** Whether no event follows. */
    boolean hasFailed() {
        Outcome by = ended.get();
        return by != null && by.kind() == Kind.FAILURE && !mayComeBack;
    }

    boolean hasEndedWithCall() {
        Outcome by = ended.get();
        return by != null && by.kind() == Kind.HANGUP;
    }

    boolean mayComeBack() {
        return mayComeBack;
    }

    boolean isOpen() {
        return ended.get() == null;
    }

    /** Ends the wait; returns false if it ended before. */
    boolean end(Outcome by) {
        boolean ends = decide(by);
        if (ends) {
            conclude();
        }
        return ends;
    }

    /** Decides what ends the wait, which whoever has decided then {@linkplain #conclude concludes}. */
    boolean decide(Outcome by) {
        return ended.compareAndSet(null, by);
    }

    /** Does what follows from the end. The exchange may continue on this thread: no lock may be held. */
    void conclude() {
        Future<?> pending = timer;
        if (pending != null) {
            pending.cancel(false);
        }
        registry.remove(this);
        outcome.complete(ended.get());
    }

    void timeOut() {
        end(new Outcome(Kind.TIMEOUT, null, lostResponse));
    }

    /** Takes the timer of {@link #timeOut}, which is cancelled when the wait ends. */
    void setTimer(Future<?> newTimer) {
        timer = newTimer;
        if (!isOpen()) {
            newTimer.cancel(false);
        }
    }

    /** What ended the wait, without content; for logs. */
    String endedBy() {
        Outcome by = ended.get();
        return by.event() == null
                ? by.kind().name()
                : by.event().describe() + ", status "
                        + by.event().payload().path("status").asText("none");
    }

    @Override
    public String toString() {
        return "Wait " + tag.id() + (calls.isEmpty() ? "" : " of call " + String.join(", ", calls));
    }
}
