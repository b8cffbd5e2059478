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
package io.github.cameltelnyx.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Replays that fail. */
class ReplayerTest {

    private static final Instant BEGIN = Instant.parse("2026-03-04T10:15:00Z");

    private final TelnyxSimulator telnyx =
            TelnyxSimulator.builder().patience(Duration.ofMillis(200)).start();
    private final TestApplication app = new TestApplication(telnyx);
    private final ArrayNode events = Json.array();

    @AfterEach
    void close() {
        telnyx.close();
        app.close();
    }

    private void event(String type, String leg, Duration after) {
        events.addObject()
                .put("event_type", type)
                .put("id", Identifiers.uuid())
                .put("occurred_at", BEGIN.plus(after).toString())
                .putObject("payload")
                .put("call_control_id", leg)
                .put("from", "+15550100011")
                .put("to", "+15550100022")
                .put("digit", "1")
                .put("direction", "incoming")
                .put("hangup_source", "caller");
    }

    private Replay replay() {
        return telnyx.replay(Recording.of(events));
    }

    @Test
    void isRefusedWhenALegHasNoBeginning() {
        event("call.initiated", "a", Duration.ZERO);
        event("call.dtmf.received", "b", Duration.ofSeconds(1));

        assertThatThrownBy(this::replay)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The recording has no call.initiated of b");
    }

    @Test
    void waitsForAnAiAlsoWhereItsMessagesAreNotRecorded() {
        event("call.initiated", "a", Duration.ZERO);
        event("call.ai_gather.message_history_updated", "a", Duration.ofSeconds(1));

        assertThatThrownBy(this::replay)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected the call to talk to an AI");
    }

    /** The two are reported one after the other, which takes a while on a busy machine. */
    @Test
    void doesNotWaitForWhatOnlyTheHangupEnded() {
        event("call.initiated", "a", Duration.ZERO);
        event("call.speak.ended", "a", Duration.ofMillis(10));
        events.get(1).withObject("/payload").put("status", "call_hangup");
        event("call.hangup", "a", Duration.ofMillis(400));

        assertThat(replay().call().state()).isEqualTo(CallState.ENDED);
    }

    @Test
    void endsItsFaultsWhenItFails() {
        event("call.initiated", "a", Duration.ZERO);
        event("call.dtmf.received", "a", Duration.ofMillis(2));
        events.add(events.get(0).deepCopy());
        event("call.answered", "a", Duration.ofMillis(1));

        assertThatThrownBy(this::replay).isInstanceOf(AssertionError.class);

        assertThat(telnyx.faults().nextWebhooks()).isEmpty();
    }

    @Test
    void ofALongCallEndsWhenTheSimulatorIsClosed() {
        event("call.initiated", "a", Duration.ZERO);
        event("call.hangup", "a", Duration.ofDays(1));
        CompletableFuture<Replay> replay = CompletableFuture.supplyAsync(this::replay);
        await().until(() -> !telnyx.calls().isEmpty());

        telnyx.close();

        assertThatThrownBy(() -> replay.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }
}
