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

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PromptGatherTest extends SimulatorTestBase {

    private static final String MENU =
            "'voice':'v','payload':'Press 1 or 2.','invalid_payload':'Wrong.'" + ",'inter_digit_timeout_millis':120000";

    private final SimulatedCall call = app.answeredCall();

    private static void assertEnded(JsonNode payload, String status, String digits) {
        assertThat(payload.path("status").asText()).isEqualTo(status);
        assertThat(payload.path("digits").asText("missing")).isEqualTo(digits);
    }

    @Test
    void collectsAKeyAfterThePrompt() {
        app.send(call, "gather_using_speak", "{" + MENU + ",'maximum_digits':1,'timeout_millis':600000}");

        call.hears("Press 1").presses("2");

        assertEnded(payload(call, "call.gather.ended"), "valid", "2");
        assertThat(types(call)).doesNotContain("call.speak.started", "call.speak.ended");
    }

    @Test
    void playsTheInvalidPromptAndThenThePromptAgain() {
        app.send(
                call,
                "gather_using_speak",
                "{" + MENU + ",'valid_digits':'12','maximum_digits':1,'timeout_millis':600000}");

        call.hears("Press 1").presses("3").hears("Wrong.").hears("Press 1").presses("1");

        assertEnded(payload(call, "call.gather.ended"), "valid", "1");
    }

    @Test
    void givesUpAfterTheTriesWithTheLastDigits() {
        app.send(
                call,
                "gather_using_speak",
                "{" + MENU + ",'valid_digits':'12','maximum_tries':2,'timeout_millis':600000}");

        call.hears("Press 1").presses("3").hears("Wrong.").presses("4");

        assertEnded(payload(call, "call.gather.ended"), "invalid", "4");
    }

    @Test
    void repeatsThePromptWithoutInputAndEndsAsInvalid() {
        app.send(call, "gather_using_speak", "{" + MENU + ",'maximum_tries':3,'timeout_millis':1000}");

        call.hears("Press 1").hears("Press 1").hears("Press 1");

        assertEnded(payload(call, "call.gather.ended"), "invalid", "");
        assertThat(call.transcript().toString()).doesNotContain("Wrong.");
    }

    @Test
    void endsAsTimeoutWithoutInputIfSet() {
        try (TelnyxSimulator other = TelnyxSimulator.builder()
                        .timeScale(50)
                        .noInputStatus("timeout")
                        .start();
                TestApplication application = new TestApplication(other)) {
            SimulatedCall silent = application.answeredCall();

            application.send(silent, "gather_using_speak", "{" + MENU + ",'maximum_tries':1,'timeout_millis':1000}");

            assertEnded(payload(silent, "call.gather.ended"), "timeout", "");
        }
    }

    @Test
    void reportsTheTerminatorIfSet() {
        try (TelnyxSimulator other = TelnyxSimulator.builder()
                        .timeScale(50)
                        .terminatorInDigits(true)
                        .start();
                TestApplication application = new TestApplication(other)) {
            SimulatedCall caller = application.answeredCall();
            application.send(caller, "gather", "{'initial_timeout_millis':120000,'inter_digit_timeout_millis':120000}");

            caller.presses("47#");

            assertEnded(payload(caller, "call.gather.ended"), "valid", "47#");
        }
    }

    @Test
    void announcesSpeechInAGatherIfSet() {
        try (TelnyxSimulator other = TelnyxSimulator.builder()
                        .timeScale(50)
                        .speakEventsInGather(true)
                        .start();
                TestApplication application = new TestApplication(other)) {
            SimulatedCall caller = application.answeredCall();

            application.send(caller, "gather_using_speak", "{" + MENU + "}");

            caller.delivers("call.speak.ended");
        }
    }

    @Test
    void announcesEachPlaybackOfAnAudioPrompt() {
        app.send(call, "gather_using_audio", "{'media_name':'menu','maximum_tries':2,'timeout_millis':1000}");

        payload(call, "call.gather.ended");

        assertThat(types(call).subList(2, types(call).size()))
                .containsExactly(
                        "call.playback.started",
                        "call.playback.ended",
                        "call.playback.started",
                        "call.playback.ended",
                        "call.gather.ended");
    }

    @Test
    void playsTheInvalidAudio() {
        app.send(
                call,
                "gather_using_audio",
                "{'media_name':'menu','invalid_media_name':'wrong','valid_digits':'1','timeout_millis':600000}");

        call.hears("menu").presses("2").hears("wrong").hears("menu");
    }

    @Test
    void waitsWithoutAPromptToPlay() {
        app.send(call, "gather_using_audio", "{'maximum_digits':1,'timeout_millis':600000}");

        call.isGathering().presses("1");

        assertEnded(payload(call, "call.gather.ended"), "valid", "1");
    }

    @Test
    void waitsForEarlierSpeech() {
        app.send(call, "speak", "{'voice':'v','payload':'Welcome.'}");
        app.send(call, "gather_using_speak", "{" + MENU + "}");

        call.hears("Welcome.").hears("Press 1");

        assertThat(types(call)).contains("call.speak.ended");
    }

    @Test
    void startsItsTimeoutWhenThePromptIsStopped() {
        String slow = "'voice':'v','payload':'" + "x".repeat(5000) + "'";
        app.send(call, "gather_using_speak", "{" + slow + ",'maximum_tries':1,'timeout_millis':1000}");

        app.send(call, "playback_stop");

        assertEnded(payload(call, "call.gather.ended"), "invalid", "");
    }
}
