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
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SimulatedCallTest extends SimulatorTestBase {

    private static final String MENU = "{'voice':'v','payload':'Press 1 for sales, 2 for support.','maximum_digits':1,"
            + "'timeout_millis':600000}";

    private static final Duration SHORTLY = Duration.ofMillis(100);

    private final SimulatedCall call = app.answeredCall();

    @Test
    void failsWithTheTranscriptWhenNothingHappens() {
        app.send(call, "speak", "{'voice':'v','payload':'Goodbye'}");

        assertThatThrownBy(() -> call.within(SHORTLY).hears("Press 1"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected the call to hear \"Press 1\", but it is ANSWERED")
                .hasMessageContaining("says \"Goodbye\"");
    }

    @Test
    void failsAtOnceWhenTheCallHasEnded() {
        call.hangsUp();

        assertThatThrownBy(() -> call.isTransferredTo("+15550100001"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("has ended with normal_clearing");
    }

    @RepeatedTest(50)
    void failsInTheSameWayWhenTheCallEndsAsTheWaitDoes() {
        CompletableFuture<Void> end = CompletableFuture.runAsync(call::hangsUp);

        assertThatThrownBy(() -> call.within(Duration.ZERO).hears("Press 1")).isInstanceOf(AssertionError.class);

        end.join();
    }

    @Test
    void hearsEachPromptOnce() {
        app.send(call, "speak", "{'voice':'v','payload':'One'}");
        call.hears("One");

        assertThatThrownBy(() -> call.within(SHORTLY).hears("One")).isInstanceOf(AssertionError.class);
    }

    @Test
    void passesOverPromptsInBetween() {
        app.send(call, "speak", "{'voice':'v','payload':'One'}");
        app.send(call, "speak", "{'voice':'v','payload':'Two'}");

        call.hears("Two");

        assertThatThrownBy(() -> call.within(SHORTLY).hears("One")).isInstanceOf(AssertionError.class);
    }

    @Test
    void refusesDigitsThatNoPhoneHas() {
        assertThatThrownBy(() -> call.presses("1x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cannotCallWithoutAWebhookUrl() {
        try (TelnyxSimulator lonely = TelnyxSimulator.start()) {
            assertThatThrownBy(() -> lonely.call("+15550100011", "+15550100022"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("set one before the first call");
        }
    }

    @Test
    void writesATranscript() {
        app.send(call, "gather_using_speak", MENU);
        call.hears("Press 1 for sales").presses("1").delivers("call.gather.ended");
        app.send(call, "transfer", "{'to':'+15550100001'}");
        call.isTransferredTo("+15550100001").partner().orElseThrow().hangsUp();
        app.send(call, "speak", "{}");

        String text = call.transcript().toString();

        assertThat(text.lines())
                .allMatch(line -> line.matches("[ \\d]{9} ms  (caller|callee|ivr|api|webhook) {1,5} \\S.*"));
        assertThat(text.replaceAll("(?m)^ *[\\d ]+ ms  ", "").lines().filter(line -> !line.startsWith("webhook")))
                .containsExactly(
                        "caller   calls +15550100022 from +15550100011",
                        "api      answer -> 200",
                        "api      gather_using_speak -> 200",
                        "ivr      says \"Press 1 for sales, 2 for support.\"",
                        "caller   presses 1",
                        "api      transfer -> 200",
                        "callee   (+15550100001) rings",
                        "callee   (+15550100001) answers",
                        "ivr      connects with +15550100001",
                        "callee   (+15550100001) hangs up",
                        "api      speak -> 422 10004 10004");
        assertThat(text.lines()).anyMatch(line -> line.endsWith("webhook  call.gather.ended -> 200"));
    }

    @Test
    void keepsItsRecordsAfterTheEnd() {
        telnyx.close();

        assertThat(call.commands()).hasSize(1);
        assertThat(call.transcript().toString()).contains("answer -> 200");
        assertThat(telnyx.calls()).containsExactly(call);
    }

    @Test
    void groupsTheDigitsOfMilliseconds() {
        app.send(call, "speak", "{'voice':'v','payload':'" + "x".repeat(50) + "'}");
        call.delivers("call.speak.ended");

        assertThat(telnyx.transcript().toString()).containsPattern("(?m)^ +\\d+ \\d{3} ms  webhook");
    }
}
