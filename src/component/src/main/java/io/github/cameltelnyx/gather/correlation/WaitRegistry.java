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

/**
 * The waits of this node. An event finds its wait by the tag in its client state, or else, because state may be foreign,
 * late or missing, as the only wait of its call for its type; where two would fit, none is guessed. Thread-safe.
 */
public final class WaitRegistry implements AutoCloseable {

    /** An event that a hangup causes may come a little after it. */
    private static final Duration HANGUP_GRACE = Duration.ofSeconds(1);

    private static final int REMEMBERED = 10_000;

    private final long node = new SecureRandom().nextLong();
    private final AtomicLong ids = new AtomicLong();
    private final ScheduledExecutorService timer;
    private final ConcurrentMap<Long, Wait> open = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Set<Wait>> byCall = new ConcurrentHashMap<>();
    // each guarded by itself
    /** Waits that ended without their event, which may still come, with the types it can have. */
    private final Map<Long, Set<String>> abandoned = latest(REMEMBERED);
    /** What earlier deliveries of an event were told, which its duplicates are told too: whether it is an outcome. */
    private final Map<String, Boolean> told = latest(2 * REMEMBERED);

    private final Object[] stripes = Stream.generate(Object::new).limit(64).toArray();
    private final LongAdder late = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private volatile boolean closed;

    /** @param timer for time-outs; it should forget cancelled tasks */
    public WaitRegistry(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /**
     * Begins a wait, before the command is sent.
     *
     * @param eventTypes any of which ends it
     * @param timeout after which it ends without
     */
    public Wait begin(Set<String> eventTypes, Duration timeout) {
        Wait wait = new Wait(this, new WaitTag(node, ids.incrementAndGet()), Set.copyOf(eventTypes), timeout);
        open.put(wait.tag().id(), wait);
        try {
            wait.startTimer();
        } catch (RejectedExecutionException e) {
            // the application ends, and the timer was faster than close()
            wait.end(Outcome.of(Kind.SHUTDOWN));
        }
        if (closed) {
            wait.end(Outcome.of(Kind.SHUTDOWN));
        }
        return wait;
    }

    /**
     * Ends the wait that a verified event is for.
     *
     * @return whether the event is an outcome: it ended a wait, now or on an earlier delivery, or came too late for one
     */
    public boolean offer(CallEvent event) {
        boolean isOutcome;
        // one delivery after the other: a duplicate must find what the first has done
        synchronized (stripes[Math.floorMod(event.eventId().hashCode(), stripes.length)]) {
            Boolean before = told(event);
            isOutcome = before == null ? match(event) : before;
            if (before == null) {
                tell(event, isOutcome);
            } else if (isOutcome) {
                duplicates.increment();
            }
        }
        if (event instanceof CallHangup) {
            hangUp(event);
        }
        return isOutcome;
    }

    /** The other node whose command gave the event its state, or null. It may wait for the event. */
    public Long otherNode(CallEvent event) {
        WaitTag tag = tag(event);
        return tag == null || tag.node() == node ? null : (Long) tag.node();
    }

    /** The name of this node in tags; another one after each start. */
    public long node() {
        return node;
    }

    private static WaitTag tag(CallEvent event) {
        return event.data().waitTag();
    }

    private boolean match(CallEvent event) {
        WaitTag tag = tag(event);
        boolean isOurs = tag != null && tag.node() == node;
        Wait tagged = isOurs ? open.get(tag.id()) : null;
        if (isOurs && tagged == null && isLate(tag.id(), event)) {
            return true;
        }
        boolean byTag = tagged != null && tagged.expects(event.eventType());
        Wait wait = byTag ? tagged : onlyOne(event);
        if (wait == null) {
            return false;
        }
        // without its tag, an event that comes when the wait has ended may as well be for another command
        return wait.end(new Outcome(Kind.EVENT, event, null)) || byTag && isLate(wait);
    }

    /** Where two would fit, none does. */
    private Wait onlyOne(CallEvent event) {
        List<Wait> fitting = waitsOf(event.callControlId()).stream()
                .filter(wait -> wait.expects(event.eventType()))
                .toList();
        return fitting.size() == 1 ? fitting.get(0) : null;
    }

    /** Only the first such event is the one that was waited for: the state of a call outlives it. */
    private boolean isLate(long id, CallEvent event) {
        synchronized (abandoned) {
            Set<String> types = abandoned.get(id);
            if (types == null || !types.contains(event.eventType())) {
                return false;
            }
            abandoned.remove(id);
        }
        late.increment();
        return true;
    }

    /** The wait is just ending without the event. */
    private boolean isLate(Wait wait) {
        synchronized (abandoned) {
            if (!wait.markLateEvent()) {
                return false;
            }
            abandoned.remove(wait.tag().id());
        }
        late.increment();
        return true;
    }

    /** @return null for an event that is new */
    private Boolean told(CallEvent event) {
        synchronized (told) {
            return told.get(event.eventId());
        }
    }

    private void tell(CallEvent event, boolean isOutcome) {
        synchronized (told) {
            told.put(event.eventId(), isOutcome);
        }
    }

    private void hangUp(CallEvent hangup) {
        for (Wait wait : waitsOf(hangup.callControlId())) {
            if (wait.isOpen()) {
                after(HANGUP_GRACE, () -> wait.end(new Outcome(Kind.HANGUP, hangup, null)));
            }
        }
    }

    /** How many wait now. */
    public int size() {
        return open.size();
    }

    /** How many calls have waits now. */
    int calls() {
        return byCall.size();
    }

    /** How many events came after their wait had ended without them. */
    public long late() {
        return late.sum();
    }

    /** How many deliveries repeated an outcome. */
    public long duplicates() {
        return duplicates.sum();
    }

    /** Ends all waits, and those that begin from now on. */
    @Override
    public void close() {
        closed = true;
        new ArrayList<>(open.values()).forEach(wait -> wait.end(Outcome.of(Kind.SHUTDOWN)));
    }

    private Set<Wait> waitsOf(String callControlId) {
        return callControlId == null ? Set.of() : byCall.getOrDefault(callControlId, Set.of());
    }

    void index(String callControlId, Wait wait) {
        wait.calls().add(callControlId);
        byCall.compute(callControlId, (call, waits) -> {
            Set<Wait> all = waits == null ? ConcurrentHashMap.newKeySet(2) : waits;
            all.add(wait);
            return all;
        });
        if (!open.containsKey(wait.tag().id())) {
            forget(callControlId, wait);
        }
    }

    void remove(Wait wait) {
        synchronized (abandoned) {
            if (wait.misses()) {
                abandoned.put(wait.tag().id(), wait.eventTypes());
            }
        }
        open.remove(wait.tag().id());
        wait.calls().forEach(call -> forget(call, wait));
    }

    private void forget(String callControlId, Wait wait) {
        byCall.computeIfPresent(callControlId, (call, waits) -> {
            waits.remove(wait);
            return waits.isEmpty() ? null : waits;
        });
    }

    private static <K, V> Map<K, V> latest(int many) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > many;
            }
        };
    }

    Future<?> after(Duration delay, Runnable task) {
        return timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
