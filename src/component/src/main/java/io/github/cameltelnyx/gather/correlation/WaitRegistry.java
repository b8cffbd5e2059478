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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import io.github.cameltelnyx.gather.correlation.Outcome.Kind;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.CallHangup;
import io.github.cameltelnyx.gather.event.WaitTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the open waits of this node and finds the wait that an event ends: by the tag in the client state of the event,
 * else, because the state may be foreign, late or missing, as the only open wait of the call for the event type. If two
 * waits fit, none is chosen. Thread-safe.
 */
public final class WaitRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WaitRegistry.class);

    /** How long the wait for an event that the hangup itself causes stays open. */
    private static final Duration HANGUP_GRACE = Duration.ofSeconds(1);

    private static final int REMEMBERED = 10_000;

    private final long node = new SecureRandom().nextLong();
    private final AtomicLong ids = new AtomicLong();
    private final ScheduledExecutorService timer;
    private final ConcurrentMap<Long, Wait> open = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Set<Wait>> byCall = new ConcurrentHashMap<>();
    // each guarded by itself
    /** The event types of waits that ended without their event, which may still come. */
    private final Map<Long, Set<String>> abandoned = latest(REMEMBERED);
    /** Whether an event id was an outcome: the verdict of its first delivery holds for the repeated ones. */
    private final Map<String, Boolean> knownVerdicts = latest(2 * REMEMBERED);

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
        this.timer = timer;
    }

    /**
     * Begins a wait. Call it before the command is sent, because the event may overtake the response.
     *
     * @param eventTypes the event types that end the wait
     * @param timeout the time after which the wait ends without an event
     */
    public Wait begin(Set<String> eventTypes, Duration timeout) {
        Wait wait = new Wait(this, new WaitTag(node, ids.incrementAndGet()), Set.copyOf(eventTypes), timeout);
        open.put(wait.tag().id(), wait);
        LOG.debug("{} began: {} ends it, or {} ms", wait, eventTypes, timeout.toMillis());
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
     * Ends the wait that a verified event belongs to.
     *
     * @return whether the event is an outcome: it ended a wait, now or on an earlier delivery, or came after the wait had
     *     ended without it
     */
    public boolean offer(CallEvent event) {
        boolean isOutcome;
        // one delivery after the other: a duplicate must find the verdict of the first
        synchronized (stripes[Math.floorMod(event.eventId().hashCode(), stripes.length)]) {
            Boolean known = knownVerdict(event);
            isOutcome = known == null ? match(event) : known;
            if (known == null) {
                recordVerdict(event, isOutcome);
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
        return byCall.size();
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

    private boolean match(CallEvent event) {
        WaitTag tag = event.data().waitTag();
        boolean isOurs = tag != null && tag.node() == node;
        Wait tagged = isOurs ? open.get(tag.id()) : null;
        if (isOurs && tagged == null && takeAbandoned(tag.id(), event)) {
            return true;
        }
        boolean byTag = tagged != null && tagged.expects(event.eventType());
        Wait wait = byTag ? tagged : onlyWaitFor(event);
        if (wait == null) {
            return false;
        }
        // without the tag, an event that comes while the wait is ending may as well belong to another command
        return wait.end(new Outcome(Kind.EVENT, event, null)) || byTag && markLate(wait);
    }

    /** The only open wait of the call for the event type; null if there is none, or more than one. */
    private Wait onlyWaitFor(CallEvent event) {
        List<Wait> fitting = waitsOf(event.callControlId()).stream()
                .filter(wait -> wait.expects(event.eventType()))
                .toList();
        if (fitting.size() > 1) {
            LOG.debug("{} fits {} waits of its call, so that none is chosen", event, fitting.size());
        }
        return fitting.size() == 1 ? fitting.get(0) : null;
    }

    /** Only the first event counts as the missing one, because client state stays with the call for later events. */
    private boolean takeAbandoned(long id, CallEvent event) {
        synchronized (abandoned) {
            Set<String> types = abandoned.get(id);
            if (types == null || !types.contains(event.eventType())) {
                return false;
            }
            abandoned.remove(id);
        }
        LOG.debug("{} is late: wait {} has ended without it", event, id);
        late.increment();
        return true;
    }

    /** For a wait that ended without the event after the lookup found it open. */
    private boolean markLate(Wait wait) {
        synchronized (abandoned) {
            if (!wait.markLateEvent()) {
                return false;
            }
            abandoned.remove(wait.tag().id());
        }
        LOG.debug("The event of {} is late: the wait has ended without it", wait);
        late.increment();
        return true;
    }

    /** Whether an earlier delivery of the event was an outcome; null if there was none. */
    private Boolean knownVerdict(CallEvent event) {
        synchronized (knownVerdicts) {
            return knownVerdicts.get(event.eventId());
        }
    }

    private void recordVerdict(CallEvent event, boolean isOutcome) {
        synchronized (knownVerdicts) {
            knownVerdicts.put(event.eventId(), isOutcome);
        }
    }

    private void scheduleHangup(CallEvent hangup) {
        for (Wait wait : waitsOf(hangup.callControlId())) {
            if (wait.isOpen()) {
                schedule(HANGUP_GRACE, () -> wait.end(new Outcome(Kind.HANGUP, hangup, null)));
            }
        }
    }

    private Set<Wait> waitsOf(String callControlId) {
        return callControlId == null ? Set.of() : byCall.getOrDefault(callControlId, Set.of());
    }

    void index(String callControlId, Wait wait) {
        byCall.compute(callControlId, (call, waits) -> {
            Set<Wait> all = waits == null ? ConcurrentHashMap.newKeySet(2) : waits;
            all.add(wait);
            return all;
        });
        if (!open.containsKey(wait.tag().id())) {
            removeFromIndex(callControlId, wait);
        }
    }

    /** Forgets a wait that has just ended, and remembers it as abandoned if its event may still come. */
    void remove(Wait wait) {
        synchronized (abandoned) {
            if (wait.lacksEvent()) {
                abandoned.put(wait.tag().id(), wait.eventTypes());
            }
        }
        open.remove(wait.tag().id());
        LOG.debug("{} ended by {}", wait, wait.endedBy());
        wait.calls().forEach(call -> removeFromIndex(call, wait));
    }

    private void removeFromIndex(String callControlId, Wait wait) {
        byCall.computeIfPresent(callControlId, (call, waits) -> {
            waits.remove(wait);
            return waits.isEmpty() ? null : waits;
        });
    }

    private Future<?> schedule(Duration delay, Runnable task) {
        return timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static <K, V> Map<K, V> latest(int limit) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > limit;
            }
        };
    }
}
