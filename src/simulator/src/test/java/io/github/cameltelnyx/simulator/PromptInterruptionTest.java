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

/** What ends the prompt of a gather. In virtual time, so that no prompt ends by itself. */
class PromptInterruptionTest extends SimulatorTestBase {

    private final SimulatedCall call = app.answeredCall();

    PromptInterruptionTest() {
        super(TelnyxSimulator.builder().virtualTime());
    }

    private static void assertEnded(JsonNode payload, String status, String digits) {
        assertThat(payload.path("status").asText()).isEqualTo(status);
        assertThat(payload.path("digits").asText("missing")).isEqualTo(digits);
    }

    @Test
    void aKeyEndsThePromptAndMayEndTheGather() {
        String url = "'audio_url':'http://media.example.test/menu.wav'";
        app.send(call, "gather_using_audio", "{" + url + ",'maximum_digits':1}");

        call.hears("menu.wav").presses("1");

        assertEnded(payload(call, "call.gather.ended"), "valid", "1");
        assertThat(payload(call, "call.playback.ended").path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void thePromptIsSilentFromTheFirstKeyOn() {
        app.send(call, "gather_using_audio", "{'media_name':'menu'}");

        call.hears("menu").presses("1");

        assertThat(payload(call, "call.playback.ended").path("status").asText()).isEqualTo("cancelled");
        call.isGathering();
    }

    @Test
    void aKeyDuringTheInvalidPromptPassesOverThePromptToo() {
        app.send(
                call,
                "gather_using_audio",
                "{'media_name':'menu','invalid_media_name':'wrong','valid_digits':'1','maximum_digits':1}");

        call.presses("2").hears("wrong").presses("1");

        assertEnded(payload(call, "call.gather.ended"), "valid", "1");
        assertThat(call.events())
                .filteredOn(event -> event.eventType().equals("call.playback.started"))
                .extracting(event -> event.payload().path("media_name").asText())
                .containsExactly("menu", "wrong");
    }

    @Test
    void theCallersHangupEndsBoth() {
        app.send(call, "gather_using_audio", "{'media_name':'menu'}");

        call.hears("menu").hangsUp();

        assertEnded(payload(call, "call.gather.ended"), "call_hangup", "");
        assertThat(payload(call, "call.playback.ended").path("status").asText()).isEqualTo("call_hangup");
    }
}
