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

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MediaTest extends SimulatorTestBase {

    private static final String LONG_SPEECH = "{'voice':'v','payload':'" + "x".repeat(5000) + "'}";
    private static final String AUDIO = "'audio_url':'http://media.example.test/a.wav'";

    private final SimulatedCall call = app.answeredCall();

    @Test
    void speaks() {
        app.send(call, "speak", "{'voice':'v','payload':'Welcome to the test'}");

        call.hears("Welcome");

        JsonNode ended = payload(call, "call.speak.ended");
        assertThat(ended.path("status").asText()).isEqualTo("completed");
        assertThat(ended.has("from")).isFalse();
        assertThat(types(call)).containsSubsequence("call.speak.started", "call.speak.ended");
    }

    @Test
    void speaksForAsLongAsTheTextIs() {
        app.send(call, "speak", "{'voice':'v','payload':'" + "x".repeat(100) + "'}");

        call.delivers("call.speak.ended");

        assertThat(millisBetween("call.speak.started", "call.speak.ended")).isGreaterThanOrEqualTo(5_990);
    }

    @Test
    void repeatsInALoop() {
        app.send(call, "playback_start", "{" + AUDIO + ",'loop':3}");

        call.delivers("call.playback.ended");

        assertThat(millisBetween("call.playback.started", "call.playback.ended"))
                .isGreaterThanOrEqualTo(8_990);
    }

    @Test
    void queuesWhatComesNext() {
        app.send(call, "speak", "{'voice':'v','payload':'First'}");
        app.send(call, "playback_start", "{" + AUDIO + "}");

        call.hears("First").hears("a.wav").delivers("call.playback.ended");

        assertThat(types(call))
                .containsSubsequence(
                        "call.speak.started", "call.speak.ended", "call.playback.started", "call.playback.ended");
    }

    @Test
    void namesWhatIsPlayed() {
        app.send(call, "playback_start", "{" + AUDIO + "}");

        JsonNode started = payload(call, "call.playback.started");

        assertThat(started.path("media_url").asText()).isEqualTo("http://media.example.test/a.wav");
        assertThat(started.path("overlay").asBoolean(true)).isFalse();
        assertThat(started.has("media_name")).isFalse();
    }

    @Test
    void stopsAnEndlessPlayback() {
        app.send(call, "playback_start", "{" + AUDIO + ",'loop':'infinity'}");

        app.send(call, "playback_stop");

        assertThat(payload(call, "call.playback.ended").path("status").asText()).isEqualTo("cancelled");
    }

    @Test
    void stopsTheCurrentItemOnly() {
        app.send(call, "speak", LONG_SPEECH);
        app.send(call, "playback_start", "{" + AUDIO + "}");

        app.send(call, "playback_stop", "{'stop':'current'}");

        call.hears("a.wav");
        assertThat(payload(call, "call.speak.ended").path("status").asText()).isEqualTo("completed");
    }

    @Test
    void stopsTheQueueToo() {
        app.send(call, "speak", LONG_SPEECH);
        app.send(call, "playback_start", "{" + AUDIO + "}");

        app.send(call, "playback_stop");

        call.delivers("call.speak.ended");
        assertThat(types(call)).doesNotContain("call.playback.started");
    }

    @Test
    void playsAnOverlayBesideSpeech() {
        app.send(call, "speak", LONG_SPEECH);
        app.send(call, "playback_start", "{" + AUDIO + ",'overlay':true}");

        call.hears("a.wav");
        app.send(call, "playback_stop", "{'overlay':true}");

        assertThat(payload(call, "call.playback.ended").path("overlay").asBoolean())
                .isTrue();
        assertThat(types(call)).doesNotContain("call.speak.ended");
    }

    @Test
    void speaksInPlaceOfWhatPlays() {
        app.send(call, "playback_start", "{" + AUDIO + ",'loop':'infinity'}");

        app.send(call, "speak", "{'voice':'v','payload':'Hello','stop':'all'}");

        call.hears("Hello");
        call.delivers("call.playback.ended");
    }

    @Test
    void endsWithTheCall() {
        app.send(call, "speak", LONG_SPEECH);

        call.hangsUp();

        assertThat(payload(call, "call.speak.ended").path("status").asText()).isEqualTo("call_hangup");
    }

    private long millisBetween(String from, String to) {
        return Duration.between(occurredAt(from), occurredAt(to)).toMillis();
    }

    private Instant occurredAt(String eventType) {
        return Instant.parse(call.delivers(eventType).data().path("occurred_at").asText());
    }
}
