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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.cameltelnyx.gather.correlation.Outcome.Kind;
import io.github.cameltelnyx.gather.event.CallEvent;
import org.junit.jupiter.api.Test;

import static io.github.cameltelnyx.gather.correlation.TestEvents.CALL;
import static io.github.cameltelnyx.gather.correlation.TestEvents.GATHER_ENDED;
import static io.github.cameltelnyx.gather.correlation.TestEvents.HANGUP;
import static io.github.cameltelnyx.gather.correlation.TestEvents.event;
import static io.github.cameltelnyx.gather.correlation.TestEvents.gatherEnded;
import static io.github.cameltelnyx.gather.correlation.TestEvents.hangup;
import static org.assertj.core.api.Assertions.assertThat;

/** What ends a wait, and that it does so once. */
class WaitEndsTest extends WaitRegistryTestSupport {

    @Test
    void aWaitTimesOutNotBeforeItsTime() {
        Wait wait = gather(CALL);

        timer.pass(TIMEOUT.minusMillis(1));
        assertThat(outcomeOf(wait)).isNull();
        timer.pass(Duration.ofMillis(1));

        assertThat(outcomeOf(wait)).isEqualTo(new Outcome(Kind.TIMEOUT, null, null));
    }

    @Test
    void anEndedWaitHasNoTimer() {
        Wait wait = gather(CALL);
        waits.offer(gatherEnded("e1", wait.tag()));

        assertThat(timer.pending()).isZero();
    }

    @Test
    void aHangupEndsTheOtherWaitsOfItsCallAfterTheGrace() {
        Wait wait = gather(CALL);
        Wait otherCall = gather("v3:other");
        CallEvent hangup = hangup("e1", CALL);

        assertThat(waits.offer(hangup)).isFalse();
        timer.pass(GRACE.minusMillis(1));
        assertThat(outcomeOf(wait)).isNull();
        timer.pass(Duration.ofMillis(1));

        assertThat(outcomeOf(wait)).isEqualTo(new Outcome(Kind.HANGUP, hangup, null));
        assertThat(outcomeOf(otherCall)).isNull();
    }

    @Test
    void anEventWithinTheGraceWins() {
        Wait wait = gather(CALL);
        waits.offer(hangup("e1", CALL));
        CallEvent event = gatherEnded("e2", wait.tag());
        timer.pass(GRACE.minusMillis(1));

        assertThat(waits.offer(event)).isTrue();
        timer.pass(GRACE);

        assertThat(outcomeOf(wait)).isEqualTo(new Outcome(Kind.EVENT, event, null));
    }

    @Test
    void theEventAfterTheGraceIsLate() {
        Wait wait = gather(CALL);
        waits.offer(hangup("e1", CALL));
        timer.pass(GRACE);

        assertThat(waits.offer(gatherEnded("e2", wait.tag()))).isTrue();
        assertThat(waits.late()).isEqualTo(1);
    }

    /** A wait cancels its timer when it has ended and is still indexed. */
    @Test
    void theEventThatComesWhileItsWaitEndsWithoutItIsLate() {
        Wait wait = gather(CALL);
        List<Boolean> verdicts = new ArrayList<>();
        timer.onNextCancel(() -> verdicts.add(waits.offer(gatherEnded("e1", wait.tag()))));

        wait.endByHangup();

        assertThat(verdicts).containsExactly(true);
        assertThat(kindOf(wait)).isEqualTo(Kind.HANGUP);
        assertThat(waits.late()).isEqualTo(1);
        assertThat(waits.offer(gatherEnded("e2", wait.tag()))).isFalse();
    }

    /** It may be for another command, and must not be taken for the event that the wait misses. */
    @Test
    void anEventWithoutTagThatComesWhileAWaitEndsIsNoOutcome() {
        Wait wait = gather(CALL);
        List<Boolean> verdicts = new ArrayList<>();
        timer.onNextCancel(() -> verdicts.add(waits.offer(gatherEnded("e1", CALL, null))));

        wait.endByHangup();

        assertThat(verdicts).containsExactly(false);
        assertThat(waits.late()).isZero();
        assertThat(waits.offer(gatherEnded("e2", wait.tag()))).isTrue();
    }

    @Test
    void aSecondEventThatComesWhileTheFirstEndsTheWaitIsNoOutcome() {
        Wait wait = gather(CALL);
        List<Boolean> verdicts = new ArrayList<>();
        timer.onNextCancel(() -> verdicts.add(waits.offer(gatherEnded("e2", wait.tag()))));

        assertThat(waits.offer(gatherEnded("e1", wait.tag()))).isTrue();

        assertThat(verdicts).containsExactly(false);
        assertThat(waits.late()).isZero();
    }

    @Test
    void aHangupThatIsWaitedForIsAnOutcomeAndStillEndsTheOtherWaits() {
        Wait hangingUp = waits.begin(Set.of(HANGUP), TIMEOUT);
        hangingUp.bindToCall(CALL);
        Wait gather = gather(CALL);

        assertThat(waits.offer(hangup("e1", CALL))).isTrue();
        timer.pass(GRACE);

        assertThat(kindOf(hangingUp)).isEqualTo(Kind.EVENT);
        assertThat(kindOf(gather)).isEqualTo(Kind.HANGUP);
    }

    @Test
    void aHangupOfTheSecondCallOfAWaitEndsIt() {
        Wait wait = gather(CALL);
        wait.bindToCall("v3:second");

        waits.offer(hangup("e1", "v3:second"));
        timer.pass(GRACE);

        assertThat(kindOf(wait)).isEqualTo(Kind.HANGUP);
    }

    @Test
    void aCallThatIsBoundAfterTheEndIsForgotten() {
        Wait wait = waits.begin(Set.of(GATHER_ENDED), TIMEOUT);
        wait.fail(new IllegalStateException());

        wait.bindToCall(CALL);

        assertThat(waits.calls()).isZero();
    }

    @Test
    void aCommandOnAnEndedCallHangsUp() {
        Wait wait = gather(CALL);

        wait.endByHangup();

        assertThat(outcomeOf(wait)).isEqualTo(new Outcome(Kind.HANGUP, null, null));
    }

    @Test
    void aFailureEndsTheWaitAtOnce() {
        Wait wait = gather(CALL);
        RuntimeException refused = new IllegalStateException("refused");

        wait.fail(refused);

        assertThat(outcomeOf(wait)).isEqualTo(new Outcome(Kind.FAILURE, null, refused));
    }

    @Test
    void aLostResponseIsReportedByTheTimeout() {
        Wait wait = gather(CALL);
        RuntimeException lost = new IllegalStateException("lost");

        wait.recordLostResponse(lost);
        assertThat(outcomeOf(wait)).isNull();
        timer.pass(TIMEOUT);

        assertThat(outcomeOf(wait)).isEqualTo(new Outcome(Kind.TIMEOUT, null, lost));
    }

    @Test
    void theEventSettlesALostResponse() {
        Wait wait = gather(CALL);
        wait.recordLostResponse(new IllegalStateException("lost"));
        CallEvent event = gatherEnded("e1", wait.tag());

        waits.offer(event);

        assertThat(outcomeOf(wait)).isEqualTo(new Outcome(Kind.EVENT, event, null));
    }

    @Test
    void closeEndsAllWaitsAndThoseThatBeginLater() {
        Wait before = gather(CALL);

        waits.close();
        Wait after = gather("v3:other");

        assertThat(outcomeOf(before)).isEqualTo(new Outcome(Kind.SHUTDOWN, null, null));
        assertThat(kindOf(after)).isEqualTo(Kind.SHUTDOWN);
        assertThat(waits.size()).isZero();
        assertThat(waits.calls()).isZero();
    }

    @Test
    void aWaitThatBeginsWhenTheTimerHasEndedIsShutDown() {
        timer.shutdownNow();

        Wait wait = gather(CALL);

        assertThat(kindOf(wait)).isEqualTo(Kind.SHUTDOWN);
        assertThat(waits.size()).isZero();
    }
}
