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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientStateTest extends SimulatorTestBase {

    private final SimulatedCall call = telnyx.call("+15550100011", "+15550100022");

    @Test
    void staysUntilItIsReplaced() {
        app.send(call, "answer", "{'client_state':'QQ=='}");
        app.send(call, "gather_stop");
        call.hangsUp();

        assertThat(payload(call, "call.answered").path("client_state").asText()).isEqualTo("QQ==");
        assertThat(payload(call, "call.hangup").path("client_state").asText()).isEqualTo("QQ==");
    }

    @Test
    void isReplacedByAnUpdate() {
        app.send(call, "answer", "{'client_state':'QQ=='}");

        app.send("PUT", "/calls/" + call.callControlId() + "/actions/client_state_update", "{'client_state':'Qg=='}");

        call.presses("1");
        assertThat(payload(call, "call.dtmf.received").path("client_state").asText())
                .isEqualTo("Qg==");
    }

    @Test
    void isNotTakenFromARefusedCommand() {
        app.send(call, "answer", "{'client_state':'QQ=='}");

        app.send(
                call,
                "ai_assistant_join",
                "{'client_state':'Qg==','conversation_id':'c','participant':{'id':'p','role':'user'}}");

        call.hangsUp();
        assertThat(payload(call, "call.hangup").path("client_state").asText()).isEqualTo("QQ==");
    }

    @Test
    void ofAReplacedGatherIsItsOwn() {
        app.send(call, "answer");
        app.send(call, "gather", "{'client_state':'QQ==','initial_timeout_millis':120000}");

        app.send(call, "gather", "{'client_state':'Qg==','initial_timeout_millis':120000}");

        assertThat(payload(call, "call.gather.ended").path("status").asText()).isEqualTo("cancelled");
        assertThat(payload(call, "call.gather.ended").path("client_state").asText())
                .isEqualTo("QQ==");
    }
}
