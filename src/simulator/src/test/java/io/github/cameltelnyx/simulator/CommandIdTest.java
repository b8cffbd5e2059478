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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CommandIdTest extends SimulatorTestBase {

    CommandIdTest() {
        super(TelnyxSimulator.builder().virtualTime());
    }

    @Test
    void isExecutedOnce() {
        SimulatedCall call = app.answeredCall();
        String speak = "{'command_id':'a','payload':'Hello there','voice':'v'}";
        app.send(call, "speak", speak);

        TestApplication.Response repeated = app.send(call, "speak", speak);

        assertThat(repeated.status()).isEqualTo(200);
        telnyx.advance(Duration.ofSeconds(5));
        assertThat(types(call)).containsOnlyOnce("call.speak.started");
        assertThat(call.commands()).extracting(RecordedCommand::executed).containsExactly(true, true, false);
    }

    @Test
    void getsTheSameResponseAgain() {
        SimulatedCall call = app.answeredCall();
        TestApplication.Response first = app.send(call, "ai_assistant_start", "{'command_id':'a'}");

        TestApplication.Response second = app.send(call, "ai_assistant_start", "{'command_id':'a'}");

        assertThat(second.json()).isEqualTo(first.json());
    }

    @Test
    void isReadableAfterTheEndToo() {
        SimulatedCall call = app.answeredCall();
        app.send(call, "hangup", "{'command_id':'a'}");

        assertThat(app.send(call, "hangup", "{'command_id':'a'}").status()).isEqualTo(200);
    }

    @Test
    void belongsToItsCall() {
        app.send(app.answeredCall(), "hangup", "{'command_id':'a'}");
        SimulatedCall other = app.answeredCall();

        app.send(other, "hangup", "{'command_id':'a'}");

        other.hasEnded();
    }

    @Test
    void isSharedByAllDials() {
        String body = "{'connection_id':'17','from':'+15550100022','to':'+1555010000%s','command_id':'a'}";
        TestApplication.Response first = app.dial(String.format(body, 1));

        TestApplication.Response second = app.dial(String.format(body, 2));

        assertThat(second.json()).isEqualTo(first.json());
        assertThat(telnyx.calls()).hasSize(1);
    }

    @Test
    void ofARefusedCommandCanBeUsedAgain() {
        SimulatedCall call = app.answeredCall();
        app.send(call, "gather", "{'command_id':'a','minimum_digits':0}");

        app.send(call, "gather", "{'command_id':'a'}");

        call.isGathering();
    }

    @Test
    void isForgottenAfterAMinute() {
        SimulatedCall call = app.answeredCall();
        String refer = "{'sip_address':'sip:a@example.test','command_id':'a'}";
        app.send(call, "refer", refer);

        telnyx.advance(Duration.ofSeconds(60));
        app.send(call, "refer", refer);
        assertThat(types(call)).containsOnlyOnce("call.refer.started");

        telnyx.advance(Duration.ofMillis(1));
        app.send(call, "refer", refer);
        assertThat(types(call)).filteredOn("call.refer.started"::equals).hasSize(2);
    }
}
