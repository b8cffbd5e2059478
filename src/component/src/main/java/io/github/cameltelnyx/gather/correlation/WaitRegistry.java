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

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.github.cameltelnyx.gather.correlation.CommandLedger.Placement;
import io.github.cameltelnyx.gather.correlation.Outcome.Kind;
import io.github.cameltelnyx.gather.event.CallBridged;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.CallHangup;
import io.github.cameltelnyx.gather.event.WaitTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the open waits of this node and ends them: with the event that the {@link CommandLedger} finds to be of their
 * command, by the hangup of the call, by their timeout, or at the shutdown. Thread-safe.
 */
public final class WaitRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WaitRegistry.class);

    /** How long events that the hangup itself causes, or that it overtakes, can be on their way. */
    private static final Duration HANGUP_GRACE = Duration.ofSeconds(1);

    private final long node = new SecureRandom().nextLong();
    private final AtomicLong ids = new AtomicLong();
    private final ScheduledExecutorService timer;
    private final ConcurrentMap<Long, Wait> open = new ConcurrentHashMap<>();
    private final CommandLedger ledger;
    private final KnownVerdicts knownVerdicts;
    private final Object[] stripes = Stream.generate(Object::new).limit(64).toArray();
    private final LongAdder late = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private volatile boolean closed;

    /**
     * Creates a registry without waits.
     *
     * @param timer runs the timeouts; it should remove cancelled tasks
     */
    public WaitRegistry(ScheduledExecutorService timer) {
        this(timer, System::nanoTime);
    }

    /** @param clock of nanoseconds */
    WaitRegistry(ScheduledExecutorService timer, LongSupplier clock) {
        this.timer = timer;
        this.ledger = new CommandLedger(node, clock);
        this.knownVerdicts = new KnownVerdicts(clock);
    }

    /** Begins a wait for a command that can last as long as the wait. */
    public Wait begin(Set<String> eventTypes, Duration timeout) {
        return begin(EventProfile.of(eventTypes, timeout), timeout, null);
    }

    /**
     * Begins a wait. Call it before the command is sent, because the event may overtake the response.
     *
     * @param events the events that end the wait
     * @param timeout the time after which the wait ends without an event
     * @param again the tag of an earlier wait for the same command, which is sent again; null for a new command. If the event
     *     has come meanwhile, the wait ends with it at once
     */
    public Wait begin(EventProfile events, Duration timeout, WaitTag again) {
        boolean isKnown = again != null && again.node() == node && !open.containsKey(again.id());
        long id = isKnown ? again.id() : ids.incrementAndGet();
        Wait wait = new Wait(this, new WaitTag(node, id), timeout);
        SentCommand before = isKnown ? ledger.takeBack(id, wait) : null;
        wait.setCommand(before != null ? before : ledger.add(id, events, wait));
        open.put(id, wait);
        LOG.debug("{} began: {} ends it, or {} ms", wait, events.eventTypes(), timeout.toMillis());
        if (before != null && before.event != null) {
            wait.end(new Outcome(Kind.EVENT, before.event, null));
            return wait;
        }
        try {
            wait.setTimer(schedule(timeout, wait::timeOut));
        } catch (RejectedExecutionException e) {
            // the application shuts down, and the timer was faster than close()
            wait.end(Outcome.of(Kind.SHUTDOWN));
        }
        if (closed) {
            wait.end(Outcome.of(Kind.SHUTDOWN));
        }
        return wait;
    }

    /**
     * Records a command that is not awaited, so that its event ends no wait for a later command.
     *
     * @param again what an earlier call returned for the same command, which is sent again; null for a new command
     */
    public WaitTag recordUnawaited(EventProfile events, String callControlId, WaitTag again) {
        if (again != null && again.node() == node && ledger.contains(again.id())) {
            return again;
        }
        WaitTag tag = new WaitTag(node, ids.incrementAndGet());
        ledger.bind(ledger.add(tag.id(), events, null), callControlId);
        return tag;
    }

    /** Records that a command that is not awaited was not executed. */
    public void forgetUnawaited(WaitTag tag) {
        ledger.forget(tag.id());
    }

    /**
     * Records that the media of a call are to stop.
     *
     * @param what Telnyx's value: current, all or overlay
     */
    public void recordStop(String callControlId, String what) {
        ledger.stopMedia(callControlId, what);
    }

    /**
     * Ends the wait that a verified event belongs to.
     *
     * @return whether the event is an outcome: it ended a wait, now or on an earlier delivery, or came after the wait had
     *     ended without it
     */
    public boolean offer(CallEvent event) {
        boolean isOutcome;
        // one delivery after the other: a duplicate must find the verdict of the first
        synchronized (stripes[Math.floorMod(event.eventId().hashCode(), stripes.length)]) {
            Boolean known = knownVerdicts.get(event.eventId());
            isOutcome = known == null ? place(event) : known;
            if (known == null) {
                knownVerdicts.put(event.eventId(), isOutcome);
            } else if (isOutcome) {
                duplicates.increment();
                LOG.debug("{} was delivered again: it is the result of an earlier wait", event);
            }
        }
        if (event instanceof CallHangup) {
            scheduleHangup(event);
        }
        return isOutcome;
    }

    /** The id of the other node whose command set the client state of the event, or null. That node may wait for it. */
    public Long otherNode(CallEvent event) {
        WaitTag tag = event.data().waitTag();
        return tag == null || tag.node() == node ? null : (Long) tag.node();
    }

    /** The id of this node in wait tags. It is random, and a new one after each start. */
    public long node() {
        return node;
    }

    /** The number of open waits. */
    public int size() {
        return open.size();
    }

    /** The number of calls that open waits are bound to. */
    int calls() {
        return ledger.callsWithWaits();
    }

    /** The number of calls with commands whose events may come. */
    public int callsWithCommands() {
        return ledger.calls();
    }

    /** The number of events that came after their wait had ended without them. */
    public long late() {
        return late.sum();
    }

    /** The number of repeated deliveries of outcomes. */
    public long duplicates() {
        return duplicates.sum();
    }

    /** Ends all waits, including those that begin later. */
    @Override
    public void close() {
        closed = true;
        new ArrayList<>(open.values()).forEach(wait -> wait.end(Outcome.of(Kind.SHUTDOWN)));
    }

    private boolean place(CallEvent event) {
        if (event instanceof CallBridged) {
            ledger.bridged(event);
        }
        Placement placement = ledger.place(event);
        if (placement == null) {
            return false;
        }
        if (placement.ended() != null) {
            placement.ended().conclude();
        }
        if (placement.isLate()) {
            LOG.debug("{} is late: its wait has ended without it", event);
            late.increment();
        }
        return placement.isResult();
    }

    private void scheduleHangup(CallEvent hangup) {
        String call = hangup.callControlId();
        if (!ledger.hasCommands(call)) {
            return;
        }
        schedule(HANGUP_GRACE, () -> {
            ledger.waitsOf(call).forEach(wait -> wait.end(new Outcome(Kind.HANGUP, hangup, null)));
            // not before: an event that is on its way may be of a command that is not awaited
            ledger.callEnded(call);
        });
    }

    void bind(Wait wait, String callControlId) {
        ledger.bind(wait.command(), callControlId);
    }

    /** Forgets a wait that has just ended. Its event may still come. */
    void remove(Wait wait) {
        ledger.waitEnded(wait.command(), wait);
        open.remove(wait.tag().id(), wait);
        LOG.debug("{} ended by {}", wait, wait.endedBy());
    }

    private Future<?> schedule(Duration delay, Runnable task) {
        return timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
