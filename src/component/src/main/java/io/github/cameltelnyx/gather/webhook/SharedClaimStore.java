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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares claims with other nodes through a set of keys. Keys are only ever added, so that a late write of one node cannot
 * undo what another node has done since.
 *
 * <pre>
 * key    is added when                                      then the next delivery, on any node,
 * -----  -------------------------------------------------  --------------------------------------------
 * {@literal |1}     the first delivery claims the event                waits for one of the keys below
 * {@literal |d}     the webhook is acknowledged                        is responded 200
 * {@literal |1r}    the route failed before that                       claims the event by adding |2
 * {@literal |2}     the event is claimed anew, and so on               waits for |d, |2r or |3
 * </pre>
 *
 * <p>A node that dies adds neither {@literal |d} nor {@literal |1r}. A living one adds one of them within the hold time of its
 * claim. When this time has passed, a later attempt of Telnyx claims the event by adding {@literal |2}. A first attempt that
 * finds a claim does not: it is a duplicate that came together with the delivery that is being processed.
 *
 * <p>An event takes two additions, of {@literal |1} and of {@literal |d}, and a confirmation of each. With Camel's
 * JdbcMessageIdRepository, an addition takes a SELECT and an INSERT, and a confirmation nothing: four statements an event.
 */
public final class SharedClaimStore implements ClaimStore {

    /** A set of keys that all nodes share. Its methods may block and throw. */
    public interface Keys {
        /** Adds a key; returns false if the set has it. Of concurrent callers on any nodes, one at most gets true. */
        boolean add(String key);

        boolean contains(String key);

        /** Called for each key that was added when what it stands for is complete. */
        void confirm(String key);
    }

    private static final Logger LOG = LoggerFactory.getLogger(SharedClaimStore.class);
    private static final Result DONE = new Result(Decision.DONE, 0);
    private static final Result HELD = new Result(Decision.HELD, 0);
    private static final int POLLS = 8;
    private static final long FIRST_RETRY = 100;
    private static final long LAST_RETRY = 10_000;
    private static final int MAXIMUM_FOUND = 10_000;
    private static final Duration MARKS_MATTER = Duration.ofMinutes(10);

    private final Keys keys;
    private final Executor claimThreads;
    private final Executor markThreads;
    private final ScheduledExecutorService timer;
    private final Duration hold;
    /** When this node first found a claim of another one, so that a later attempt does not wait anew; the oldest goes first. */
    private final Map<String, Long> found = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAXIMUM_FOUND;
        }
    });

    /**
     * @param claimThreads for claims; may refuse
     * @param markThreads for acknowledgements and releases, which must not wait behind claims
     * @param timer hands over to these threads only
     * @param hold how long after a claim the node that has it is dead if it has not acknowledged or released it
     */
    public SharedClaimStore(
            Keys keys, Executor claimThreads, Executor markThreads, ScheduledExecutorService timer, Duration hold) {
        this.keys = keys;
        this.claimThreads = claimThreads;
        this.markThreads = markThreads;
        this.timer = timer;
        this.hold = hold;
    }

    @Override
    public CompletionStage<Result> claim(Request request) {
        Search search = new Search(request);
        search.handOver();
        return search.result;
    }

    @Override
    public CompletionStage<Void> acknowledge(String key, int generation) {
        return write(() -> {
            add(done(key));
            keys.confirm(claimed(key, generation));
        });
    }

    @Override
    public CompletionStage<Void> release(String key, int generation) {
        return write(() -> add(released(key, generation)));
    }

    private void add(String mark) {
        keys.add(mark);
        keys.confirm(mark);
    }

    private CompletionStage<Void> write(Runnable addition) {
        Mark mark = new Mark(addition);
        mark.handOver();
        return mark.written;
    }

    private static String claimed(String key, int generation) {
        return key + "|" + generation;
    }

    private static String released(String key, int generation) {
        return key + "|" + generation + "r";
    }

    private static String done(String key) {
        return key + "|d";
    }

    /** Looks for a generation to claim until there is one, the event is done, or the delivery does not wait any more. */
    private final class Search implements Runnable {
        private final Request request;
        private final CompletableFuture<Result> result = new CompletableFuture<>();
        // written by one run after the other
        private int generation;
        private boolean held;
        private long heldSince;
        private boolean failed;

        Search(Request request) {
            this.request = request;
            generation = request.released() + 1;
        }

        void handOver() {
            try {
                claimThreads.execute(this);
            } catch (RejectedExecutionException e) {
                result.complete(HELD);
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        }

        @Override
        public void run() {
            try {
                Result found = request.isOpen().getAsBoolean() ? look() : HELD;
                failed = false;
                if (found == null) {
                    timer.schedule(this::handOver, hold.toMillis() / POLLS, TimeUnit.MILLISECONDS);
                } else {
                    result.complete(found);
                }
            } catch (RuntimeException | Error e) {
                lookAgain(e);
            }
        }

        /** Two nodes that add a key at the same moment: with a database, the addition of one of them fails. */
        private void lookAgain(Throwable e) {
            if (failed) {
                result.completeExceptionally(e);
            } else {
                failed = true;
                handOver();
            }
        }

        /** Returns null if the holder of the claim may still acknowledge or release it. */
        private Result look() {
            while (held || !keys.add(claimed(request.key(), generation))) {
                if (!held) {
                    held = true;
                    long now = System.nanoTime();
                    Long before = found.putIfAbsent(claimed(request.key(), generation), now);
                    heldSince = before == null ? now : before;
                }
                if (keys.contains(done(request.key()))) {
                    return DONE;
                }
                if (!isOver()) {
                    if (System.nanoTime() - heldSince < hold.toNanos()) {
                        return null;
                    }
                    if (request.firstAttempt()) {
                        return HELD;
                    }
                    LOG.debug("Claim {} was not acknowledged in time: it is taken over", request.key());
                }
                generation++;
                held = false;
            }
            return new Result(Decision.NEW, generation);
        }

        private boolean isOver() {
            return keys.contains(released(request.key(), generation))
                    || keys.contains(claimed(request.key(), generation + 1));
        }
    }

    /** Writes until that succeeds: a claim without a mark would be taken for one of a dead node. */
    private final class Mark implements Runnable {
        private final Runnable addition;
        private final CompletableFuture<Void> written = new CompletableFuture<>();
        private final long begun = System.nanoTime();
        // written by one run after the other
        private long delay = FIRST_RETRY;

        Mark(Runnable addition) {
            this.addition = addition;
        }

        void handOver() {
            try {
                markThreads.execute(this);
            } catch (RuntimeException | Error e) {
                retry(e);
            }
        }

        @Override
        public void run() {
            try {
                addition.run();
                written.complete(null);
            } catch (RuntimeException | Error e) {
                retry(e);
            }
        }

        private void retry(Throwable e) {
            if (delay == FIRST_RETRY) {
                LOG.warn("Cannot store in the idempotent repository that an event is processed or failed: retrying", e);
            }
            if (System.nanoTime() - begun > MARKS_MATTER.toNanos()) {
                written.completeExceptionally(e);
                return;
            }
            try {
                timer.schedule(this::handOver, delay, TimeUnit.MILLISECONDS);
                delay = Math.min(2 * delay, LAST_RETRY);
            } catch (RejectedExecutionException shutDown) {
                written.completeExceptionally(e);
            }
        }
    }
}
