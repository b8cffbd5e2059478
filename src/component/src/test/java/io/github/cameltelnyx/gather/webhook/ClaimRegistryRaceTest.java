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

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.cameltelnyx.gather.webhook.Claim.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimRegistryRaceTest {
    private static final int RIVALS = 4;
    private static final int ROUNDS = 2_000;
    // made before the race: making them takes longer than claiming them
    private static final String[] KEYS =
            IntStream.range(0, ROUNDS).mapToObj(round -> "e" + round).toArray(String[]::new);

    private final ExecutorService threads = Executors.newFixedThreadPool(RIVALS);
    private final Race race = new Race(threads, RIVALS, ROUNDS);
    private final MemoryClaimStore store = new MemoryClaimStore();
    private final ClaimRegistry claims = new ClaimRegistry(store);
    // per round
    private final AtomicIntegerArray news = new AtomicIntegerArray(ROUNDS);
    private final AtomicIntegerArray responses = new AtomicIntegerArray(ROUNDS);

    @BeforeEach
    void letTheOthersInWhileTheStoreWorks() {
        store.onAdd = Thread::yield;
        store.onConfirm = Thread::yield;
        store.onRemove = Thread::yield;
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void oneOfSimultaneousDeliveriesIsNew() throws Exception {
        race.run((rival, round) -> {
            Claim claim = claims.claim(KEYS[round]);
            if (claim.state() == State.NEW) {
                news.incrementAndGet(round);
                claim.confirm();
            }
            countResponse(round, claim, 200);
        });

        assertEachRound(news, 1);
        assertEachRound(responses, RIVALS);
        assertThat(claims.inFlight()).isZero();
    }

    @Test
    void duplicatesGetTheResponseOfTheFirst() throws Exception {
        race.run((rival, round) -> {
            Claim claim = claims.claim(KEYS[round]);
            // acknowledged, but in flight to the end: no delivery can find it done
            if (claim.state() == State.NEW) {
                news.incrementAndGet(round);
                claim.acknowledge();
            }
            countResponse(round, claim, 200);
        });

        assertEachRound(news, 1);
        assertEachRound(responses, RIVALS);
        assertThat(claims.inFlight()).isEqualTo(ROUNDS);
    }

    @Test
    void anEventIsEitherAcknowledgedOrSentAgain() throws Exception {
        var claimed = Stream.of(KEYS).map(claims::claim).toList();
        var releasers = new AtomicIntegerArray(ROUNDS);

        race.run((rival, round) -> {
            if (releasers.getAndIncrement(round) == 0) {
                claimed.get(round).release(500);
            } else {
                claimed.get(round).acknowledge();
            }
        });

        for (int round = 0; round < ROUNDS; round++) {
            boolean acknowledged =
                    claimed.get(round).responseStatus().toCompletableFuture().join() == 200;
            assertThat(store.keys.contains(KEYS[round])).isEqualTo(acknowledged);
        }
    }

    @Test
    void aReleasedKeyIsNewToOneOfSimultaneousDeliveries() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            claims.claim(KEYS[round]).release(500);
        }

        race.run((rival, round) -> {
            Claim claim = claims.claim(KEYS[round]);
            if (claim.state() == State.NEW) {
                news.incrementAndGet(round);
                claim.confirm();
            }
        });

        assertEachRound(news, 1);
    }

    @Test
    void aKeyThatIsReleasedOverAndOverIsNeverDone() throws Exception {
        var holders = new AtomicInteger();
        var together = new AtomicInteger();
        var done = new AtomicInteger();

        race.run((rival, round) -> {
            Claim claim = claims.claim("always the same");
            if (claim.state() == State.NEW) {
                together.addAndGet(holders.getAndIncrement());
                holders.decrementAndGet();
                claim.release(500);
            }
            if (claim.state() == State.DONE) {
                done.incrementAndGet();
            }
            countResponse(round, claim, 500);
        });

        assertThat(done).hasValue(0);
        assertThat(together).hasValue(0);
        assertEachRound(responses, RIVALS);
        assertThat(claims.inFlight()).isZero();
        assertThat(store.keys).isEmpty();
    }

    @Test
    void aFailingStoreFailsOrRenewsButLeavesNothing() throws Exception {
        store.onAdd = () -> {
            throw new IllegalStateException("store is down");
        };

        race.run((rival, round) -> {
            try {
                Claim claim = claims.claim(KEYS[round]);
                claim.responseStatus().whenComplete((status, failure) -> {
                    if (failure != null) {
                        responses.incrementAndGet(round);
                    }
                });
            } catch (IllegalStateException e) {
                responses.incrementAndGet(round);
            }
        });

        assertEachRound(responses, RIVALS);
        assertThat(claims.inFlight()).isZero();
    }

    private void countResponse(int round, Claim claim, int expected) {
        claim.responseStatus().thenAccept(status -> {
            if (status == expected) {
                responses.incrementAndGet(round);
            }
        });
    }

    private static void assertEachRound(AtomicIntegerArray counts, int expected) {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(counts.get(round)).as("round %d", round).isEqualTo(expected);
        }
    }
}
