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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ClaimRegistryTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ClaimRegistry claims = new ClaimRegistry(new MemoryClaimStore(), timer, Duration.ofMinutes(1));

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void theFirstIsGrantedAndHasNoResponse() {
        Delivery first = deliver("e1");

        assertThat(first.isGranted()).isTrue();
        assertThat(first.hasResponse()).isFalse();
    }

    @Test
    void anotherKeyIsGrantedToo() {
        deliver("e1");

        assertThat(deliver("e2").isGranted()).isTrue();
    }

    @Test
    void aDuplicateIsNotProcessedAndGetsTheResponseOfTheFirst() {
        Delivery first = deliver("e1");
        Delivery early = deliver("e1");

        first.claim.acknowledge();
        Delivery late = deliver("e1");

        assertThat(early.claim).isNull();
        assertThat(late.claim).isNull();
        assertThat(first.status()).isEqualTo(200);
        assertThat(early.status()).isEqualTo(200);
        assertThat(late.status()).isEqualTo(200);
    }

    @Test
    void whatWasAcknowledgedIsDoneEvenIfItIsReleased() {
        Delivery first = deliver("e1");

        first.claim.acknowledge();
        assertThat(first.claim.release(500)).isFalse();

        assertThat(first.status()).isEqualTo(200);
        assertThat(deliver("e1").status()).isEqualTo(200);
    }

    @Test
    void confirmingResponds200AndTheKeyIsDone() {
        Delivery first = deliver("e1");
        Delivery duplicate = deliver("e1");

        first.claim.confirm();
        Delivery later = deliver("e1");

        assertThat(first.status()).isEqualTo(200);
        assertThat(duplicate.status()).isEqualTo(200);
        assertThat(later.claim).isNull();
        assertThat(later.status()).isEqualTo(200);
    }

    @Test
    void releasingRespondsWithTheGivenStatusAndTheKeyIsNewAgain() {
        Delivery first = deliver("e1");
        Delivery duplicate = deliver("e1");

        assertThat(first.claim.release(503)).isTrue();

        assertThat(first.status()).isEqualTo(503);
        assertThat(duplicate.status()).isEqualTo(503);
        assertThat(deliver("e1").isGranted()).isTrue();
    }

    @Test
    void aClaimEndsOnce() {
        Delivery first = deliver("e1");
        first.claim.release(500);
        Delivery second = deliver("e1");

        first.claim.release(503);
        first.claim.confirm();
        first.claim.acknowledge();

        assertThat(first.status()).isEqualTo(500);
        assertThat(second.hasResponse()).isFalse();
        assertThat(claims.inFlight()).isEqualTo(1);
    }

    @Test
    void aReleasedClaimDoesNotStart() {
        Delivery first = deliver("e1");

        assertThat(first.claim.start()).isTrue();
        first.claim.release(500);

        assertThat(first.claim.start()).isFalse();
    }

    @Test
    void closingReleasesWhatHasNotStartedAndRefusesWhatComes() {
        Delivery started = deliver("e1");
        started.claim.start();
        Delivery waiting = deliver("e2");

        claims.close();

        assertThat(started.hasResponse()).isFalse();
        assertThat(waiting.status()).isEqualTo(503);
        assertThat(waiting.claim.start()).isFalse();
        assertThat(deliver("e3").status()).isEqualTo(503);
        assertThat(claims.inFlight()).isEqualTo(1);
    }

    @Test
    void theAcknowledgementTimeoutCountsFromTheArrival() {
        ClaimRegistry impatient = new ClaimRegistry(new MemoryClaimStore(), timer, Duration.ofMinutes(1));

        CompletableFuture<Integer> response = impatient
                .claim("", "e1", true, System.nanoTime() - Duration.ofMinutes(1).toNanos(), claim -> {})
                .toCompletableFuture();

        assertThat(response).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(200);
    }

    @Test
    void aTimerThatIsShutDownLeavesNothingInFlight() {
        timer.shutdownNow();

        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> deliver("e1"));

        assertThat(claims.inFlight()).isZero();
    }

    @Test
    void nothingIsInFlightAfterAll() {
        Delivery first = deliver("e1");
        Delivery second = deliver("e2");
        assertThat(claims.inFlight()).isEqualTo(2);

        first.claim.confirm();
        second.claim.release(500);

        assertThat(claims.inFlight()).isZero();
    }

    private Delivery deliver(String key) {
        Delivery delivery = new Delivery();
        delivery.response = claims.claim(key, key, true, System.nanoTime(), claim -> delivery.claim = claim)
                .toCompletableFuture();
        return delivery;
    }

    private static final class Delivery {
        /** Null if this is a duplicate. */
        private Claim claim;

        private CompletableFuture<Integer> response;

        boolean isGranted() {
            return claim.granted().toCompletableFuture().getNow(false);
        }

        boolean hasResponse() {
            return response.isDone();
        }

        int status() {
            return response.getNow(-1);
        }
    }
}
