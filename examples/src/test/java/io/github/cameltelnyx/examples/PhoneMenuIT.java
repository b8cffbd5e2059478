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
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.simulator.RecordedCommand;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The example of the demo, from the first ring to the end of the call. */
class PhoneMenuIT {

    private static final Path FOLDER = Path.of("phone-menu");
    private static final String STRAIGHT = FOLDER + "/phone-menu.camel.yaml";
    private static final String EVENT_DRIVEN = "src/test/resources/phone-menu-events.camel.yaml";

    @ParameterizedTest
    @MethodSource("callers")
    void theStraightRouteSendsWhatTheEventDrivenOnesSendAndNothingFails(Consumer<SimulatedCall> caller) {
        List<String> straight = commands(STRAIGHT, caller);

        assertThat(straight).isEqualTo(commands(EVENT_DRIVEN, caller)).allSatisfy(command -> assertThat(command)
                .startsWith("200 "));
    }

    static Stream<Named<Consumer<SimulatedCall>>> callers() {
        return Stream.of(
                Named.of("presses 1", call -> call.hears("Press 1")
                        .presses("1")
                        .isTransferredTo("+15550100001")
                        .hangsUp()),
                Named.of("presses 2 and 3", call -> call.hears("Press 1")
                        .presses("2")
                        .hears("order")
                        .presses("3")
                        .isTransferredTo("+15550100002")
                        .hangsUp()),
                Named.of("presses a wrong key first", call -> call.hears("Press 1")
                        .presses("7")
                        .hears("I did not get that")
                        .hears("Press 1")
                        .presses("2")
                        .hears("repair")
                        .presses("4")
                        .isTransferredTo("+15550100003")
                        .hangsUp()),
                Named.of(
                        "presses nothing",
                        call -> call.hears("Press 1").hears("Press 1").hears("Goodbye")),
                Named.of("presses nothing in the sub-menu", call -> call.hears("Press 1")
                        .presses("2")
                        .hears("order")
                        .hears("order")
                        .hears("Goodbye")),
                Named.of(
                        "hangs up in the menu",
                        call -> call.hears("Press 1").hangsUp().delivers("call.gather.ended")));
    }

    /** Every command of the call, without what differs from run to run. */
    @SuppressWarnings("try")
    private static List<String> commands(String routes, Consumer<SimulatedCall> caller) {
        try (TelnyxSimulator telnyx = TelnyxSimulator.builder().timeScale(50).start();
                ExampleApplication application = ExampleApplication.start(FOLDER, routes, telnyx)) {
            SimulatedCall call = telnyx.call("+15550100011", "+15550100022");
            caller.accept(call);
            call.hasEnded().delivers("call.hangup");
            return call.commands().stream().map(PhoneMenuIT::described).toList();
        }
    }

    private static String described(RecordedCommand command) {
        ObjectNode body = command.body().deepCopy();
        body.remove(List.of("command_id", "client_state", "target_leg_client_state"));
        return command.status() + " " + command.operation() + " " + body;
    }
}
