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
import java.util.ArrayList;
import java.util.List;

import io.github.cameltelnyx.gather.webhook.Claim.State;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClaimRegistryTest {
    private final MemoryClaimStore store = new MemoryClaimStore();
    private final ClaimRegistry claims = new ClaimRegistry(store);

    @Test
    void theFirstIsNewAndHasNoResponse() {
        Claim first = claims.claim("e1");

        assertThat(first.state()).isEqualTo(State.NEW);
        assertThat(hasResponse(first)).isFalse();
    }

    @Test
    void anotherKeyIsNewToo() {
        claims.claim("e1");

        assertThat(claims.claim("e2").state()).isEqualTo(State.NEW);
    }

    @Test
    void aDuplicateIsInProgressAndWaits() {
        claims.claim("e1");

        Claim duplicate = claims.claim("e1");

        assertThat(duplicate.state()).isEqualTo(State.IN_PROGRESS);
        assertThat(hasResponse(duplicate)).isFalse();
    }

    @Test
    void theFirstAndItsDuplicatesGetTheSameResponse() {
        Claim first = claims.claim("e1");
        Claim early = claims.claim("e1");

        first.acknowledge();
        Claim late = claims.claim("e1");

        assertThat(List.of(status(first), status(early), status(late))).containsOnly(200);
        assertThat(late.state()).isEqualTo(State.IN_PROGRESS);
    }

    @Test
    void whatWasAcknowledgedIsDoneEvenIfItIsReleased() {
        Claim first = claims.claim("e1");

        first.acknowledge();
        first.release(500);

        assertThat(status(first)).isEqualTo(200);
        assertThat(claims.claim("e1").state()).isEqualTo(State.DONE);
        assertThat(store.confirmed).containsExactly("e1");
    }

    @Test
    void confirmingResponds200() {
        Claim first = claims.claim("e1");
        Claim duplicate = claims.claim("e1");

        first.confirm();

        assertThat(List.of(status(first), status(duplicate))).containsOnly(200);
    }

    @Test
    void aConfirmedKeyIsDone() {
        claims.claim("e1").confirm();

        Claim duplicate = claims.claim("e1");

        assertThat(duplicate.state()).isEqualTo(State.DONE);
        assertThat(status(duplicate)).isEqualTo(200);
        assertThat(store.confirmed).containsExactly("e1");
    }

    @Test
    void aKeyOfAnotherNodeIsDone() {
        store.add("e1");

        Claim claim = claims.claim("e1");

        assertThat(claim.state()).isEqualTo(State.DONE);
        assertThat(status(claim)).isEqualTo(200);
        assertThat(claims.inFlight()).isZero();
    }

    @Test
    void releasingRespondsWithTheGivenStatus() {
        Claim first = claims.claim("e1");
        Claim duplicate = claims.claim("e1");

        first.release(503);

        assertThat(List.of(status(first), status(duplicate))).containsOnly(503);
    }

    @Test
    void aReleasedKeyIsNewAgain() {
        claims.claim("e1").release(500);

        assertThat(claims.claim("e1").state()).isEqualTo(State.NEW);
    }

    @Test
    void aDuplicateJoinsWhileTheKeyIsAdded() {
        var duplicates = new ArrayList<Claim>();
        store.onAdd = () -> duplicates.add(claims.claim("e1"));

        claims.claim("e1");

        assertThat(duplicates).extracting(Claim::state).containsExactly(State.IN_PROGRESS);
    }

    @Test
    void aDuplicateThatJoinedAKeyOfAnotherNodeGets200() {
        store.add("e1");
        var duplicates = new ArrayList<Claim>();
        store.onAdd = () -> duplicates.add(claims.claim("e1"));

        claims.claim("e1");

        assertThat(duplicates).extracting(ClaimRegistryTest::status).containsExactly(200);
    }

    @Test
    void aDuplicateJoinsWhileTheKeyIsConfirmed() {
        var duplicates = new ArrayList<Claim>();
        store.onConfirm = () -> duplicates.add(claims.claim("e1"));

        claims.claim("e1").confirm();

        assertThat(duplicates).extracting(Claim::state).containsExactly(State.IN_PROGRESS);
        assertThat(duplicates).extracting(ClaimRegistryTest::status).containsExactly(200);
    }

    @Test
    void aDuplicateJoinsWhileTheKeyIsRemoved() {
        var duplicates = new ArrayList<Claim>();
        store.onRemove = () -> duplicates.add(claims.claim("e1"));

        claims.claim("e1").release(500);

        assertThat(duplicates).extracting(Claim::state).containsExactly(State.IN_PROGRESS);
        assertThat(duplicates).extracting(ClaimRegistryTest::status).containsExactly(500);
    }

    @Test
    void aStoreThatCannotAddFailsTheClaimAndItsDuplicates() {
        var duplicates = new ArrayList<Claim>();
        store.onAdd = () -> {
            duplicates.add(claims.claim("e1"));
            throw new IllegalStateException("store is down");
        };

        assertThatThrownBy(() -> claims.claim("e1")).hasMessage("store is down");
        assertThat(claims.inFlight()).isZero();
        assertThat(duplicates.get(0).responseStatus().toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyIsNewAfterTheStoreRecovered() {
        store.onAdd = ClaimRegistryTest::fail;
        assertThatThrownBy(() -> claims.claim("e1")).hasMessage("store is down");

        store.onAdd = () -> {};

        assertThat(claims.claim("e1").state()).isEqualTo(State.NEW);
    }

    @Test
    void aStoreThatCannotConfirmLeavesNothingInFlight() {
        store.onConfirm = ClaimRegistryTest::fail;
        Claim first = claims.claim("e1");

        assertThatThrownBy(first::confirm).hasMessage("store is down");
        assertThat(claims.inFlight()).isZero();
        assertThat(status(first)).isEqualTo(200);
    }

    @Test
    void aStoreThatCannotRemoveLeavesNothingInFlight() {
        store.onRemove = ClaimRegistryTest::fail;
        Claim first = claims.claim("e1");

        assertThatThrownBy(() -> first.release(500)).hasMessage("store is down");
        assertThat(claims.inFlight()).isZero();
        assertThat(status(first)).isEqualTo(500);
    }

    @Test
    void isFinishedOnce() {
        Claim first = claims.claim("e1");
        first.release(500);
        Claim second = claims.claim("e1");

        assertThatIllegalStateException().isThrownBy(() -> first.release(500));
        assertThatIllegalStateException().isThrownBy(first::confirm);
        assertThat(second.state()).isEqualTo(State.NEW);
        assertThat(store.keys).containsExactly("e1");
    }

    @Test
    void onlyTheFirstCanBeFinished() {
        claims.claim("e1");
        Claim duplicate = claims.claim("e1");

        assertThatIllegalStateException().isThrownBy(duplicate::confirm);
        assertThatIllegalStateException().isThrownBy(() -> duplicate.release(500));
        assertThatIllegalStateException().isThrownBy(duplicate::acknowledge);
    }

    @Test
    void nothingIsInFlightAfterAll() {
        Claim first = claims.claim("e1");
        Claim second = claims.claim("e2");
        assertThat(claims.inFlight()).isEqualTo(2);

        first.confirm();
        second.release(500);

        assertThat(claims.inFlight()).isZero();
    }

    private static void fail() {
        throw new IllegalStateException("store is down");
    }

    private static boolean hasResponse(Claim claim) {
        return claim.responseStatus().toCompletableFuture().isDone();
    }

    private static int status(Claim claim) {
        return claim.responseStatus().toCompletableFuture().getNow(-1);
    }
}
