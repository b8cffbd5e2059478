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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimRegistryRaceTest {
    private static final int RIVALS = 4;
    private static final int ROUNDS = 2_000;
    // made before the race: making them takes longer than claiming them
    private static final String[] KEYS =
            IntStream.range(0, ROUNDS).mapToObj(round -> "e" + round).toArray(String[]::new);

    /** Which claims of the same events race. */
    enum Nodes {
        ONE_IN_MEMORY,
        ONE_WITH_A_SHARED_STORE,
        FOUR_WITH_A_SHARED_STORE
    }

    private final ExecutorService threads = Executors.newFixedThreadPool(RIVALS);
    private final ExecutorService storeThreads = Executors.newFixedThreadPool(RIVALS);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Race race = new Race(threads, RIVALS, ROUNDS);
    private final KeySet keys = new KeySet();
    private final AtomicIntegerArray runs = new AtomicIntegerArray(ROUNDS);
    private final AtomicIntegerArray responses = new AtomicIntegerArray(ROUNDS);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
        storeThreads.shutdownNow();
        timer.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void oneOfSimultaneousDeliveriesIsProcessedAndAllAreAcknowledged(Nodes nodes) throws Exception {
        ClaimRegistry[] claims = registries(nodes);

        race.run((rival, round) -> claim(
                        claims[rival], KEYS[round], claim -> claim.granted().thenRun(() -> {
                            if (claim.start()) {
                                runs.incrementAndGet(round);
                                claim.confirm();
                            }
                        }))
                .thenAccept(status -> countResponse(round, status, 200)));

        awaitEachRound(responses, RIVALS);
        awaitEachRound(runs, 1);
        assertNothingInFlight(claims);
    }

    @ParameterizedTest
    @EnumSource
    void anEventIsEitherAcknowledgedOrProcessedAgain(Nodes nodes) throws Exception {
        ClaimRegistry[] claims = registries(nodes);
        Claim[] claimed = new Claim[ROUNDS];
        CompletableFuture<?>[] granted = new CompletableFuture<?>[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            int current = round;
            claim(claims[0], KEYS[round], claim -> claimed[current] = claim)
                    .thenAccept(status -> responses.set(current, status));
            granted[round] = claimed[round].granted().toCompletableFuture();
        }
        CompletableFuture.allOf(granted).join();
        var releasers = new AtomicIntegerArray(ROUNDS);

        race.run((rival, round) -> {
            if (releasers.getAndIncrement(round) == 0) {
                claimed[round].release(500);
            } else {
                claimed[round].acknowledge();
            }
        });

        Awaitility.await()
                .untilAsserted(() -> assertThat(IntStream.range(0, ROUNDS).map(responses::get))
                        .doesNotContain(0));
        var again = new AtomicIntegerArray(ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            int current = round;
            claim(claims[RIVALS - 1], KEYS[round], claim -> claim.granted()
                            .thenAccept(yes -> again.addAndGet(current, yes ? 1 : 0))
                            .thenRun(claim::confirm))
                    .thenAccept(status -> runs.incrementAndGet(current));
        }
        awaitEachRound(runs, 1);
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(again.get(round)).as("round %d", round).isEqualTo(responses.get(round) == 200 ? 0 : 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsReleasedOverAndOverHasOneHolderAtATime(Nodes nodes) throws Exception {
        ClaimRegistry[] claims = registries(nodes);
        var holders = new AtomicInteger();
        var together = new AtomicInteger();
        var decided = new AtomicInteger();

        new Race(threads, RIVALS, 200)
                .run((rival, round) -> claim(claims[rival], "always the same", claim -> claim.granted()
                                .thenRun(() -> {
                                    if (claim.start()) {
                                        together.addAndGet(holders.getAndIncrement());
                                        holders.decrementAndGet();
                                        claim.release(500);
                                    }
                                }))
                        .thenAccept(status -> decided.addAndGet(status == 200 ? 1_000_000 : 1)));

        Awaitility.await().untilAsserted(() -> assertThat(decided).hasValue(RIVALS * 200));
        assertThat(together).hasValue(0);
        assertNothingInFlight(claims);
    }

    @ParameterizedTest
    @EnumSource
    void aClosedRegistryLeavesNothingClaimed(Nodes nodes) throws Exception {
        ClaimRegistry[] claims = registries(nodes);
        var closing = new AtomicInteger();

        race.run((rival, round) -> {
            if (closing.incrementAndGet() == ROUNDS) {
                for (ClaimRegistry registry : claims) {
                    registry.close();
                }
            }
            claim(claims[rival], KEYS[round], claim -> {}).thenAccept(status -> countResponse(round, status, 503));
        });

        awaitEachRound(responses, RIVALS);
        assertNothingInFlight(claims);
        Awaitility.await().untilAsserted(() -> assertThat(keys.keys)
                .filteredOn(key -> !key.endsWith("r"))
                .allMatch(key -> keys.keys.contains(key + "r")));
    }

    /** One for each rival; rivals on one node share it. */
    private ClaimRegistry[] registries(Nodes nodes) {
        ClaimRegistry first = registry(nodes);
        return IntStream.range(0, RIVALS)
                .mapToObj(rival -> nodes == Nodes.FOUR_WITH_A_SHARED_STORE ? registry(nodes) : first)
                .toArray(ClaimRegistry[]::new);
    }

    private ClaimRegistry registry(Nodes nodes) {
        Duration patience = Duration.ofSeconds(20);
        ClaimStore store = nodes == Nodes.ONE_IN_MEMORY
                ? new MemoryClaimStore()
                : new SharedClaimStore(keys, storeThreads, storeThreads, timer, Duration.ofMillis(80));
        return new ClaimRegistry(store, timer, patience);
    }

    private static CompletionStage<Integer> claim(ClaimRegistry claims, String key, Consumer<Claim> processing) {
        return claims.claim(key, key, true, System.nanoTime(), processing);
    }

    private void countResponse(int round, int status, int expected) {
        if (status == expected) {
            responses.incrementAndGet(round);
        }
    }

    private static void awaitEachRound(AtomicIntegerArray counts, int expected) {
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(IntStream.range(0, ROUNDS).map(counts::get)).containsOnly(expected));
    }

    private static void assertNothingInFlight(ClaimRegistry[] claims) {
        Awaitility.await().untilAsserted(() -> assertThat(claims)
                .allSatisfy(registry -> assertThat(registry.inFlight()).isZero()));
    }
}
