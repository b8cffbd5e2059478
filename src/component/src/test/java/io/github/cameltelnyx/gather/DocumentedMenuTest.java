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
package io.github.cameltelnyx.gather;

import io.github.cameltelnyx.simulator.ApiFault;
import io.github.cameltelnyx.simulator.RecordedCommand;
import io.github.cameltelnyx.simulator.Replay;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.WebhookFault;
import io.github.cameltelnyx.simulator.junit5.TelnyxSimulatorExtension;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The tests that the documentation shows, of the route in {@code camel/menu.camel.yaml}, which camel-main loads. */
class DocumentedMenuTest {

    // begin: junit
    @RegisterExtension
    static final TelnyxSimulatorExtension telnyx = TelnyxSimulatorExtension.create();

    private final Main main = new Main();

    @BeforeEach
    void startRoutes() {
        telnyx.properties().forEach(main::addOverrideProperty);
        main.addOverrideProperty("camel.server.enabled", "true");
        main.addOverrideProperty("camel.server.port", "0");
        main.start();
        VertxPlatformHttpServer server = main.getCamelContext().hasService(VertxPlatformHttpServer.class);
        telnyx.webhookUrl("http://localhost:" + server.getPort() + "/telnyx/events");
    }

    @AfterEach
    void stopRoutes() {
        main.stop();
    }

    @Test
    void callersWhoPress1AreTransferredToSales() {
        telnyx.call("+15550100011", "+15550100022")
                .hears("Press 1 for sales")
                .presses("1")
                .isTransferredTo("+15550100001")
                .hangsUp();
    }
    // end: junit

    // begin: failed-commands
    @Test
    void callersMayHangUpInTheMenu() {
        // the route hangs up as well
        telnyx.allowFailedCommands("hangup");

        telnyx.call("+15550100011", "+15550100022").hears("Press 1 for sales").hangsUp();
    }
    // end: failed-commands

    // begin: faults
    @Test
    void neitherRepeatedEventsNorFailingResponsesTransferACallerTwice() {
        telnyx.simulator().nextWebhooks(WebhookFault.duplicate().on("call.gather.ended"));
        telnyx.simulator().nextResponses(ApiFault.none(), ApiFault.status(503), ApiFault.loseResponse());

        SimulatedCall call = telnyx.call("+15550100011", "+15550100022");
        call.hears("Press 1 for sales")
                .presses("1")
                .isTransferredTo("+15550100001")
                .hangsUp();

        assertThat(call.commands())
                .filteredOn(RecordedCommand::executed)
                .extracting(RecordedCommand::operation)
                .containsExactly("answer", "gather_using_speak", "transfer");
    }
    // end: faults

    // begin: replay
    @Test
    void theIncidentOfNovemberDoesNotHappenAgain() {
        Replay replay = telnyx.replay("calls/incident.json");

        assertThat(replay.call().commands())
                .extracting(RecordedCommand::operation)
                .containsOnlyOnce("transfer");
    }
    // end: replay
}
