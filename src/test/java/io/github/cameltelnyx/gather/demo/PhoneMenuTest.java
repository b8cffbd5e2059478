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
package io.github.cameltelnyx.gather.demo;

import java.nio.file.Path;

import io.github.cameltelnyx.gather.simulator.RecordedCommand;
import io.github.cameltelnyx.gather.simulator.SimulatedCall;
import io.github.cameltelnyx.gather.simulator.TelnyxSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The example of the demo, from the first ring to the end of the call. */
class PhoneMenuTest {

    private TelnyxSimulator telnyx;
    private ExampleApplication application;
    private SimulatedCall call;

    @BeforeEach
    void dialIn() {
        telnyx = TelnyxSimulator.builder().timeScale(50).start();
        application = ExampleApplication.start(Path.of("examples/phone-menu"), telnyx);
        call = telnyx.call("+15550100011", "+15550100022");
    }

    @AfterEach
    void stop() {
        application.close();
        telnyx.close();
    }

    @Test
    void pressing1GetsSales() {
        call.hears("Press 1 for sales").presses("1").isTransferredTo("+15550100001");

        call.hangsUp().hasEnded();
        assertNoCommandFailed();
    }

    @Test
    void pressing2GetsSupport() {
        call.hears("Press 1 for sales").presses("2").isTransferredTo("+15550100002");

        assertNoCommandFailed();
    }

    @Test
    void aWrongKeyIsToldAndTheMenuAskedAgain() {
        call.hears("Press 1 for sales")
                .presses("7")
                .hears("I did not get that")
                .hears("Press 1 for sales")
                .presses("1")
                .isTransferredTo("+15550100001");

        assertNoCommandFailed();
    }

    @Test
    void whoPressesNothingIsAskedAgainAndThenBidGoodbye() {
        call.hears("Press 1 for sales")
                .hears("Press 1 for sales")
                .hears("Goodbye")
                .hasEnded();

        assertNoCommandFailed();
    }

    @Test
    void whoHangsUpInTheMenuCostsNoError() {
        call.hears("Press 1 for sales").hangsUp();

        call.delivers("call.gather.ended");
        call.delivers("call.hangup");
        assertNoCommandFailed();
    }

    private void assertNoCommandFailed() {
        assertThat(telnyx.commands()).extracting(RecordedCommand::status).containsOnly(200);
    }
}
