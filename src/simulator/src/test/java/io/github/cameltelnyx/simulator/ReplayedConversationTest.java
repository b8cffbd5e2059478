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

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Isolated
class ReplayedConversationTest extends SimulatorTestBase {

    private SimulatedCall talk(SimulatedCall call, String action, String command) {
        app.send(call, "answer");
        app.send(call, action, command);
        return call;
    }

    /** The call of the replay, on which the application repeats its commands. */
    private SimulatedCall replay(SimulatedCall recorded, String action, String command) {
        CompletableFuture<Replay> replay = CompletableFuture.supplyAsync(() -> telnyx.replay(recorded.recording()));
        await().until(() -> telnyx.calls().size() == 2);
        talk(telnyx.calls().get(1), action, command);
        return replay.join().call();
    }

    /** The messages of the AI events, in order. */
    private static List<List<String>> messagesOf(SimulatedCall call) {
        return call.events().stream()
                .filter(event -> event.eventType().startsWith("call.ai_gather."))
                .map(RecordedEvent::payload)
                .map(payload -> Stream.of("message_history", "partial_results", "result")
                        .map(field -> payload.path(field).toString())
                        .toList())
                .toList();
    }

    @Test
    void ofAnAiGatherHasTheSameMessagesPartialResultsAndResult() {
        String command = "{'parameters':{'required':['day','hour'],'properties':{'day':{'type':'string'},"
                + "'hour':{'type':'integer'}}},'gather_ended_speech':'Thank you.','send_partial_results':true,'send_message_history_updates':true}";
        SimulatedCall recorded = talk(telnyx.call("+15550100011", "+15550100022"), "gather_using_ai", command);
        recorded.says("On Tuesday").says("At nine").aiGatherResult(Map.of("day", "Tuesday", "hour", 9));
        recorded.delivers("call.ai_gather.ended");
        recorded.hangsUp().delivers("call.hangup");

        SimulatedCall again = replay(recorded, "gather_using_ai", command);

        assertThat(messagesOf(again)).isEqualTo(messagesOf(recorded)).hasSizeGreaterThan(3);
    }

    @Test
    void ofAnAssistantHasTheSameWords() {
        SimulatedCall recorded = talk(telnyx.call("+15550100011", "+15550100022"), "ai_assistant_start", "{}");
        recorded.says("How long are you open?").hangsUp().delivers("call.hangup");

        SimulatedCall again = replay(recorded, "ai_assistant_start", "{}");

        assertThat(again.transcript().toString()).contains("caller   says \"How long are you open?\"");
    }
}
