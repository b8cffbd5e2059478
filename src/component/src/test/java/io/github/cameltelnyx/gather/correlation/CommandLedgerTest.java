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
import java.util.Set;

import io.github.cameltelnyx.gather.correlation.Outcome.Kind;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.CallEventParser;
import io.github.cameltelnyx.gather.event.ClientState;
import io.github.cameltelnyx.gather.event.WaitTag;
import org.junit.jupiter.api.Test;

import static io.github.cameltelnyx.gather.correlation.TestEvents.CALL;
import static io.github.cameltelnyx.gather.correlation.TestEvents.GATHER_ENDED;
import static io.github.cameltelnyx.gather.correlation.TestEvents.SPEAK_ENDED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Which of the commands of one call an event is of. */
class CommandLedgerTest extends WaitRegistryTestSupport {

    private static final String PLAYBACK_ENDED = "call.playback.ended";
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final EventProfile SPEAK = EventProfile.of(Set.of(SPEAK_ENDED), LONGEST);
    private static final EventProfile GATHER = EventProfile.of(Set.of(GATHER_ENDED), LONGEST);

    private static final EventProfile TRANSFER = EventProfile.ofLeg(Set.of("call.bridged", "call.hangup"), LONGEST);

    private int events;

    @Test
    void theFirstOfTwoSpeechesEndsFirst() {
        waits.recordUnawaited(SPEAK, CALL, null);
        Wait second = begin(SPEAK);

        assertThat(offer(SPEAK_ENDED, second.tag(), "")).isFalse();
        assertThat(outcomeOf(second)).isNull();
        assertThat(offer(SPEAK_ENDED, second.tag(), "")).isTrue();

        assertThat(kindOf(second)).isEqualTo(Kind.EVENT);
    }

    @Test
    void theLateEventOfATimedOutSpeechDoesNotEndTheNext() {
        Wait first = waits.begin(SPEAK, Duration.ofSeconds(1), null);
        first.bindToCall(CALL);
        first.recordResponse();
        timer.pass(Duration.ofSeconds(1));
        Wait second = begin(SPEAK);

        assertThat(offer(SPEAK_ENDED, second.tag(), "")).isTrue();

        assertThat(outcomeOf(second)).isNull();
        assertThat(waits.late()).isEqualTo(1);
    }

    /** Its event was lost, or Telnyx never executed it. */
    @Test
    void aSpeechThatMustBeOverTakesNoEventOfALaterOne() {
        waits.recordUnawaited(SPEAK, CALL, null);
        timer.pass(LONGEST);
        Wait second = begin(SPEAK);

        assertThat(offer(SPEAK_ENDED, second.tag(), "")).isTrue();
    }

    @Test
    void aRefusedSpeechTakesNoEvent() {
        WaitTag refused = waits.recordUnawaited(SPEAK, CALL, null);
        waits.forgetUnawaited(refused);
        Wait second = begin(SPEAK);

        assertThat(offer(SPEAK_ENDED, second.tag(), "")).isTrue();
    }

    @Test
    void anEventWithTheTagOfAnEndedWaitEndsNoLaterOne() {
        Wait gather = begin(GATHER);
        offer(GATHER_ENDED, gather.tag(), "");
        Wait speak = begin(SPEAK);

        assertThat(offer(SPEAK_ENDED, gather.tag(), "")).isFalse();

        assertThat(outcomeOf(speak)).isNull();
    }

    /** Two branches of a route send at the same time: Telnyx may execute them in any order. */
    @Test
    void anEventWithTheTagOfACommandThatWasSentAtTheSameTimeEndsTheOther() {
        Wait gather = waits.begin(GATHER, TIMEOUT, null);
        gather.bindToCall(CALL);
        Wait speak = begin(SPEAK);
        offer(GATHER_ENDED, gather.tag(), "");

        assertThat(offer(SPEAK_ENDED, gather.tag(), "")).isTrue();

        assertThat(kindOf(speak)).isEqualTo(Kind.EVENT);
    }

    @Test
    void theEndsOfTwoSpeechesMayBeSwapped() {
        Wait gather = begin(GATHER);
        waits.recordUnawaited(SPEAK, CALL, null);
        Wait second = begin(SPEAK);

        // the end of the second comes before the end of the first, which had the state of the gather
        offer(SPEAK_ENDED, second.tag(), "");
        assertThat(outcomeOf(second)).isNull();
        offer(SPEAK_ENDED, gather.tag(), "");

        assertThat(kindOf(second)).isEqualTo(Kind.EVENT);
    }

    @Test
    void aPlaybackEndsWithTheEventOfItsAudio() {
        Wait music = begin(playback("http://a.example.test/music.mp3"));

        assertThat(offer(PLAYBACK_ENDED, music.tag(), ",\"media_url\":\"http://a.example.test/menu.mp3\""))
                .isFalse();
        assertThat(offer(PLAYBACK_ENDED, music.tag(), ",\"media_url\":\"http://a.example.test/music.mp3\""))
                .isTrue();
    }

    @Test
    void theCancellationOfAReplacedGatherIsOfTheOlderOne() {
        waits.recordUnawaited(GATHER, CALL, null);
        Wait second = begin(GATHER);

        assertThat(offer(GATHER_ENDED, second.tag(), ",\"status\":\"cancelled\""))
                .isFalse();
        assertThat(outcomeOf(second)).isNull();
        assertThat(offer(GATHER_ENDED, second.tag(), ",\"status\":\"cancelled\""))
                .isTrue();
    }

    @Test
    void theDigitsOfANewGatherAreItsOwnAlsoIfTheCancellationOfTheOlderOneIsLost() {
        waits.recordUnawaited(GATHER, CALL, null);
        Wait second = begin(GATHER);

        assertThat(offer(GATHER_ENDED, second.tag(), ",\"status\":\"valid\"")).isTrue();
    }

    @Test
    void aCancellationLongAfterTheBeginningIsOfTheGatherItself() {
        waits.recordUnawaited(GATHER, CALL, null);
        Wait second = begin(GATHER);
        timer.pass(Duration.ofSeconds(10));

        assertThat(offer(GATHER_ENDED, second.tag(), ",\"status\":\"cancelled\""))
                .isTrue();
    }

    @Test
    void whatAStopRemovesFromTheQueueTakesNoEvent() {
        waits.recordUnawaited(SPEAK, CALL, null);
        waits.recordUnawaited(SPEAK, CALL, null);
        waits.recordStop(CALL, "all");
        Wait next = begin(SPEAK);

        assertThat(offer(SPEAK_ENDED, next.tag(), "")).isFalse();
        assertThat(offer(SPEAK_ENDED, next.tag(), "")).isTrue();
    }

    /** Telnyx documents call.bridged of a transfer for the new leg only. */
    @Test
    void theMediaOfATransferredCallTakeNoEventOfALaterOne() {
        waits.recordUnawaited(SPEAK, CALL, null);
        waits.recordUnawaited(SPEAK, CALL, null);
        Wait transfer = begin(TRANSFER);
        offer(SPEAK_ENDED, transfer.tag(), "");
        waits.offer(event("call.bridged", "v3:new", transfer.tag(), ""));
        assertThat(kindOf(transfer)).isEqualTo(Kind.EVENT);

        Wait next = begin(SPEAK);

        assertThat(offer(SPEAK_ENDED, next.tag(), "")).isTrue();
        assertThat(kindOf(next)).isEqualTo(Kind.EVENT);
    }

    /** The call itself does not tell which of two numbers that ring has answered; their legs do. */
    @Test
    void aTransferDoesNotEndWithTheBridgeOfAnotherOne() {
        Wait first = begin(TRANSFER);
        Wait second = begin(TRANSFER);
        waits.recordUnawaited(TRANSFER, CALL, null);

        offer("call.bridged", second.tag(), "");
        offer("call.bridged", second.tag(), "");
        assertThat(outcomeOf(first)).isNull();
        assertThat(outcomeOf(second)).isNull();
        waits.offer(event("call.bridged", "v3:first", first.tag(), ""));
        waits.offer(event("call.hangup", "v3:second", second.tag(), ""));

        assertThat(outcomeOf(first).event().eventType()).isEqualTo("call.bridged");
        assertThat(outcomeOf(second).event().callControlId()).isEqualTo("v3:second");
    }

    /** The event of the first speech is still on its way when the second one is stopped. */
    @Test
    void aSpeechThatWasStoppedWhileItPlayedEndsWithItsEvent() {
        waits.recordUnawaited(SPEAK, CALL, null);
        waits.recordStop(CALL, "all");
        Wait second = begin(SPEAK);
        waits.recordStop(CALL, "all");
        Wait third = begin(SPEAK);

        assertThat(offer(SPEAK_ENDED, null, "")).isFalse();
        assertThat(offer(SPEAK_ENDED, third.tag(), "")).isTrue();

        assertThat(kindOf(second)).isEqualTo(Kind.EVENT);
        assertThat(outcomeOf(third)).isNull();
    }

    @Test
    void anEventThatFitsOnlyAClearedSpeechEndsItsWait() {
        waits.recordUnawaited(SPEAK, CALL, null);
        Wait second = begin(SPEAK);
        Wait gather = begin(GATHER);
        waits.recordStop(CALL, "all");

        assertThat(offer(SPEAK_ENDED, gather.tag(), "")).isFalse();
        assertThat(offer(SPEAK_ENDED, gather.tag(), "")).isTrue();

        assertThat(kindOf(second)).isEqualTo(Kind.EVENT);
    }

    @Test
    void aTransferDoesNotEndWithTheSecondEventOfAnotherOne() {
        Wait first = begin(TRANSFER);
        Wait second = begin(TRANSFER);
        waits.offer(event("call.bridged", "v3:second", second.tag(), ""));
        assertThat(kindOf(second)).isEqualTo(Kind.EVENT);

        offer("call.bridged", second.tag(), "");

        assertThat(outcomeOf(first)).isNull();
    }

    @Test
    void unawaitedCommandsAreForgottenAtTheHangup() {
        waits.recordUnawaited(SPEAK, CALL, null);
        waits.offer(TestEvents.hangup("h", CALL));
        timer.pass(GRACE);
        Wait next = begin(SPEAK);

        assertThat(offer(SPEAK_ENDED, next.tag(), "")).isTrue();
    }

    /** The hangup overtook the end of the first speech. */
    @Test
    void anUnawaitedSpeechTakesItsEventAlsoAfterTheHangup() {
        waits.recordUnawaited(SPEAK, CALL, null);
        Wait second = begin(SPEAK);
        waits.offer(TestEvents.hangup("h", CALL));

        assertThat(offer(SPEAK_ENDED, second.tag(), "")).isFalse();
        assertThat(outcomeOf(second)).isNull();
        timer.pass(GRACE);

        assertThat(kindOf(second)).isEqualTo(Kind.HANGUP);
    }

    @Test
    void noCommandIsKeptForACallThatHasEnded() {
        waits.recordUnawaited(SPEAK, CALL, null);
        begin(SPEAK);
        Wait timedOut = waits.begin(SPEAK, Duration.ofSeconds(1), null);
        timedOut.bindToCall(CALL);
        timer.pass(Duration.ofSeconds(1));
        waits.offer(TestEvents.hangup("h", CALL));
        timer.pass(GRACE);
        Wait refused = begin(SPEAK);
        refused.endByHangup();

        assertThat(waits.callsWithCommands()).isZero();
        assertThat(offer(SPEAK_ENDED, timedOut.tag(), "")).isTrue();
        assertThat(waits.late()).isEqualTo(1);
    }

    /** A command that is not awaited can have a client state, which has no tag. */
    @Test
    void anEventWithAStateWithoutATagIsNotTakenForAnOldOne() {
        waits.recordUnawaited(GATHER, CALL, null);
        Wait second = begin(GATHER);
        offer(GATHER_ENDED, second.tag(), ",\"status\":\"cancelled\"");

        offer(GATHER_ENDED, null, ",\"status\":\"valid\",\"client_state\":\"" + ClientState.encode("vip") + "\"");

        assertThat(outcomeOf(second).event().payload().path("status").asText()).isEqualTo("valid");
    }

    /** Other events in between, however many, change nothing. */
    @Test
    void aRepetitionIsKnownForTenMinutes() {
        Wait first = begin(GATHER);
        CallEvent event = event(GATHER_ENDED, null, "");
        assertThat(waits.offer(event)).isTrue();
        for (int i = 0; i < 30_000; i++) {
            waits.offer(TestEvents.event("other" + i, "call.dtmf.received", "v3:other", null));
        }
        timer.pass(Duration.ofMinutes(9));
        Wait next = begin(GATHER);

        assertThat(waits.offer(event)).isTrue();

        assertThat(kindOf(first)).isEqualTo(Kind.EVENT);
        assertThat(outcomeOf(next)).isNull();
    }

    private static EventProfile playback(String url) {
        return new EventProfile(Set.of(PLAYBACK_ENDED), LONGEST, url, false, false);
    }

    private Wait begin(EventProfile profile) {
        Wait wait = waits.begin(profile, TIMEOUT, null);
        wait.bindToCall(CALL);
        wait.recordResponse();
        return wait;
    }

    private boolean offer(String type, WaitTag tag, String payload) {
        return waits.offer(event(type, tag, payload));
    }

    private CallEvent event(String type, WaitTag tag, String payload) {
        return event(type, CALL, tag, payload);
    }

    private CallEvent event(String type, String call, WaitTag tag, String payload) {
        String state = tag == null ? "" : ",\"client_state\":\"" + ClientState.encode(tag, null) + "\"";
        return parse("{\"data\":{\"record_type\":\"event\",\"event_type\":\"" + type + "\",\"id\":\"e" + events++
                + "\",\"payload\":{\"call_control_id\":\"" + call + "\"" + state + payload + "}}}");
    }

    private static CallEvent parse(String json) {
        try {
            return CallEventParser.parse(json.getBytes(UTF_8));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
