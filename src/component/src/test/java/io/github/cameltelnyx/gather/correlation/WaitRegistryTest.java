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

import java.util.Set;

import io.github.cameltelnyx.gather.correlation.Outcome.Kind;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.ClientState;
import io.github.cameltelnyx.gather.event.WaitTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.cameltelnyx.gather.correlation.TestEvents.CALL;
import static io.github.cameltelnyx.gather.correlation.TestEvents.GATHER_ENDED;
import static io.github.cameltelnyx.gather.correlation.TestEvents.HANGUP;
import static io.github.cameltelnyx.gather.correlation.TestEvents.SPEAK_ENDED;
import static io.github.cameltelnyx.gather.correlation.TestEvents.event;
import static io.github.cameltelnyx.gather.correlation.TestEvents.gatherEnded;
import static org.assertj.core.api.Assertions.assertThat;

/** Which event is for which wait. */
class WaitRegistryTest extends WaitRegistryTestSupport {

    private static final EventProfile GATHER = EventProfile.of(Set.of(GATHER_ENDED), TIMEOUT);

    @Test
    void anEventFindsItsWaitByTag() {
        Wait one = waits.begin(Set.of(GATHER_ENDED), TIMEOUT);
        Wait other = waits.begin(Set.of(GATHER_ENDED), TIMEOUT);
        CallEvent event = gatherEnded("e1", other.tag());

        assertThat(waits.offer(event)).isTrue();

        assertThat(outcomeOf(other)).isEqualTo(new Outcome(Kind.EVENT, event, null));
        assertThat(outcomeOf(one)).isNull();
    }

    @Test
    void theTagDecidesBetweenTwoWaitsOfOneCall() {
        Wait one = gather(CALL);
        Wait other = gather(CALL);

        assertThat(waits.offer(gatherEnded("e1", other.tag()))).isTrue();

        assertThat(kindOf(other)).isEqualTo(Kind.EVENT);
        assertThat(outcomeOf(one)).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "YQ==", "not base64!", "/wEAAA=="})
    void anEventWithoutTagFindsTheOnlyWaitOfItsCallAndType(String clientState) {
        Wait speak = waits.begin(Set.of(SPEAK_ENDED), TIMEOUT);
        speak.bindToCall(CALL);
        Wait otherCall = gather("v3:other");
        Wait gather = gather(CALL);

        assertThat(waits.offer(gatherEnded("e1", CALL, clientState))).isTrue();

        assertThat(kindOf(gather)).isEqualTo(Kind.EVENT);
        assertThat(outcomeOf(speak)).isNull();
        assertThat(outcomeOf(otherCall)).isNull();
    }

    @Test
    void theTagOfAnotherNodeIsForeign() {
        Wait byTagOnly = waits.begin(Set.of(GATHER_ENDED), TIMEOUT);
        Wait byCall = gather(CALL);
        WaitTag otherNode =
                new WaitTag(byTagOnly.tag().node() + 1, byTagOnly.tag().id());

        assertThat(waits.offer(gatherEnded("e1", otherNode))).isTrue();

        assertThat(outcomeOf(byTagOnly)).isNull();
        assertThat(kindOf(byCall)).isEqualTo(Kind.EVENT);
    }

    @Test
    void twoWaitsThatFitAreNotGuessed() {
        Wait one = gather(CALL);
        Wait other = gather(CALL);

        assertThat(waits.offer(gatherEnded("e1", CALL, null))).isFalse();

        assertThat(outcomeOf(one)).isNull();
        assertThat(outcomeOf(other)).isNull();
    }

    @Test
    void anEventOfAnotherCallOrTypeIsNoOutcome() {
        Wait wait = gather(CALL);

        assertThat(waits.offer(gatherEnded("e1", "v3:other", null))).isFalse();
        assertThat(waits.offer(event("e2", SPEAK_ENDED, CALL, null))).isFalse();
        assertThat(waits.offer(gatherEnded("e3", null, null))).isFalse();

        assertThat(outcomeOf(wait)).isNull();
    }

    @Test
    void theTagOnAnEventOfAnotherTypeIsNoOutcomeWhileTheWaitIsOpen() {
        Wait wait = gather(CALL);

        assertThat(waits.offer(event("e1", "call.dtmf.received", CALL, ClientState.encode(wait.tag(), null))))
                .isFalse();

        assertThat(outcomeOf(wait)).isNull();
    }

    @Test
    void anEventWithTheTagOfOneWaitAndTheTypeOfAnotherFindsTheOther() {
        Wait gather = gather(CALL);
        Wait speak = waits.begin(Set.of(SPEAK_ENDED), TIMEOUT);
        speak.bindToCall(CALL);

        assertThat(waits.offer(event("e1", SPEAK_ENDED, CALL, ClientState.encode(gather.tag(), null))))
                .isTrue();

        assertThat(kindOf(speak)).isEqualTo(Kind.EVENT);
        assertThat(outcomeOf(gather)).isNull();
    }

    @Test
    void aLaterEventWithTheTagOfAWaitThatHadItsEventIsNoOutcome() {
        Wait wait = gather(CALL);
        waits.offer(gatherEnded("e1", wait.tag()));

        assertThat(waits.offer(gatherEnded("e2", wait.tag()))).isFalse();
        assertThat(waits.offer(event("e3", HANGUP, CALL, ClientState.encode(wait.tag(), null))))
                .isFalse();
        assertThat(waits.late()).isZero();
    }

    @Test
    void aDuplicateOfAnOutcomeIsDropped() {
        Wait wait = gather(CALL);
        waits.offer(gatherEnded("e1", wait.tag()));

        assertThat(waits.offer(gatherEnded("e1", wait.tag()))).isTrue();
        assertThat(waits.duplicates()).isEqualTo(1);
    }

    @Test
    void aDuplicateOfAnOutcomeDoesNotEndTheNextWaitOfTheCall() {
        gather(CALL);
        waits.offer(gatherEnded("e1", CALL, null));
        Wait next = gather(CALL);

        assertThat(waits.offer(gatherEnded("e1", CALL, null))).isTrue();
        assertThat(outcomeOf(next)).isNull();
    }

    @Test
    void aDuplicateOfAnotherEventDoesNotEndTheNextWaitOfTheCall() {
        waits.offer(gatherEnded("e1", CALL, null));
        Wait next = gather(CALL);

        assertThat(waits.offer(gatherEnded("e1", CALL, null))).isFalse();
        assertThat(outcomeOf(next)).isNull();
    }

    @Test
    void theEventAfterATimeoutIsDroppedOnceWithItsDuplicates() {
        Wait wait = gather(CALL);
        timer.pass(TIMEOUT);

        assertThat(kindOf(wait)).isEqualTo(Kind.TIMEOUT);
        assertThat(waits.offer(gatherEnded("e1", wait.tag()))).isTrue();
        assertThat(waits.offer(gatherEnded("e1", wait.tag()))).isTrue();
        assertThat(waits.late()).isEqualTo(1);
        assertThat(waits.duplicates()).isEqualTo(1);
        assertThat(waits.offer(gatherEnded("e2", wait.tag()))).isFalse();
    }

    @Test
    void anEventOfAnotherTypeAfterATimeoutIsNoOutcome() {
        Wait wait = gather(CALL);
        timer.pass(TIMEOUT);

        assertThat(waits.offer(event("e1", SPEAK_ENDED, CALL, ClientState.encode(wait.tag(), null))))
                .isFalse();
        assertThat(waits.late()).isZero();
    }

    @Test
    void theLateEventOfOneWaitDoesNotEndTheNextOfItsCall() {
        Wait late = gather(CALL);
        timer.pass(TIMEOUT);
        Wait next = gather(CALL);

        assertThat(waits.offer(gatherEnded("e1", late.tag()))).isTrue();

        assertThat(outcomeOf(next)).isNull();
        assertThat(waits.late()).isEqualTo(1);
    }

    @Test
    void anEventOfTheSecondCallOfAWaitEndsIt() {
        Wait wait = gather(CALL);
        wait.bindToCall("v3:second");

        assertThat(waits.offer(gatherEnded("e1", "v3:second", null))).isTrue();

        assertThat(kindOf(wait)).isEqualTo(Kind.EVENT);
        assertThat(waits.calls()).isZero();
    }

    @Test
    void theWaitOfACommandThatIsSentAgainKeepsItsTag() {
        Wait failed = gather(CALL);
        failed.failForNow(new IllegalStateException("HTTP 500, though it was executed"));
        Wait again = waits.begin(GATHER, TIMEOUT, failed.tag());
        again.bindToCall(CALL);

        assertThat(again.tag()).isEqualTo(failed.tag());
        assertThat(waits.offer(gatherEnded("e1", failed.tag()))).isTrue();
        assertThat(kindOf(again)).isEqualTo(Kind.EVENT);
    }

    @Test
    void theEventThatComesBeforeTheCommandIsSentAgainEndsItsWaitAtOnce() {
        Wait failed = gather(CALL);
        failed.failForNow(new IllegalStateException("HTTP 500, though it was executed"));
        CallEvent event = gatherEnded("e1", failed.tag());

        assertThat(waits.offer(event)).isTrue();
        Wait again = waits.begin(GATHER, TIMEOUT, failed.tag());

        assertThat(outcomeOf(again)).isEqualTo(new Outcome(Kind.EVENT, event, null));
        assertThat(waits.late()).isZero();
    }

    @Test
    void aSecondCopyOfAnExchangeDoesNotTakeTheWaitOfTheFirst() {
        Wait failed = gather(CALL);
        failed.failForNow(new IllegalStateException("HTTP 500"));
        Wait first = waits.begin(GATHER, TIMEOUT, failed.tag());
        Wait second = waits.begin(GATHER, TIMEOUT, failed.tag());

        assertThat(second.tag()).isNotEqualTo(first.tag());
        assertThat(waits.offer(gatherEnded("e1", first.tag()))).isTrue();
        assertThat(kindOf(first)).isEqualTo(Kind.EVENT);
        assertThat(outcomeOf(second)).isNull();
    }
}
