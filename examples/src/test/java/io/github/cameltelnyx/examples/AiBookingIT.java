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
package io.github.cameltelnyx.examples;

import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltelnyx.simulator.RecordedCommand;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The example that asks for a record. */
class AiBookingIT {

    private TelnyxSimulator telnyx;
    private ExampleApplication application;
    private SimulatedCall call;

    @BeforeEach
    void dialIn() {
        telnyx = TelnyxSimulator.builder().timeScale(50).start();
        application = ExampleApplication.start(Path.of("ai-booking"), telnyx);
        call = telnyx.call("+15550100011", "+15550100022");
    }

    @AfterEach
    void stop() {
        application.close();
        telnyx.close();
    }

    @Test
    void theRecordIsAskedForAndFilled() {
        call.hears("When would you like to come");
        call.aiGatherResult(Map.of("day", "2026-03-10", "hour", 9, "name", "Ada"));

        call.hears("Thank you, Ada. See you on 2026-03-10 at 9.").hasEnded();
        JsonNode schema = telnyx.commands().stream()
                .filter(command -> command.operation().equals("gather_using_ai"))
                .findFirst()
                .orElseThrow()
                .body()
                .path("parameters");
        JsonNode properties = schema.path("properties");
        assertThat(properties.path("hour").path("type").asText()).isEqualTo("integer");
        assertThat(properties.path("day").path("description").asText()).startsWith("Day of the appointment");
        assertThat(schema.path("required").size()).isEqualTo(3);
    }

    @Test
    void keysHelpWhereSpeechDoesNot() {
        call.hears("When would you like to come");

        call.hears("Please type the day").presses("1009");

        call.hears("See you on the 10 at 09.").hasEnded();
        assertThat(telnyx.commands()).extracting(RecordedCommand::status).containsOnly(200);
    }

    @Test
    void whoHangsUpCostsNoError() {
        call.hears("When would you like to come").hangsUp();

        call.delivers("call.hangup");
        // an AI gather does not tell a hangup from silence: the next command does, and ends the route
        Awaitility.await().until(() -> telnyx.commands().size() == 3);
        CamelContext context = application.context();
        Awaitility.await().until(() -> context.getInflightRepository().size() == 0);
        assertThat(context.getCamelContextExtension()
                        .getContextPlugin(ManagedCamelContext.class)
                        .getManagedCamelContext()
                        .getExchangesFailed())
                .isZero();
    }
}
