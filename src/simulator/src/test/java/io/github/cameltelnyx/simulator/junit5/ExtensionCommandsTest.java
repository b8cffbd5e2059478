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
package io.github.cameltelnyx.simulator.junit5;

import java.time.Duration;

import io.github.cameltelnyx.simulator.ApiFault;
import io.github.cameltelnyx.simulator.SimulatedCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class ExtensionCommandsTest extends ExtensionTestBase {

    private static final String CALL = " on the call from +15550100011 to +15550100022 ";

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class HangsUpTwice extends Example {

        @RegisterExtension
        static final TelnyxSimulatorExtension telnyx = TelnyxSimulatorExtension.create();

        @Test
        @Order(1)
        void allowed() {
            telnyx.allowFailedCommands("speak", "hangup");
            send(callIn().hangsUp(), "hangup");
        }

        @Test
        @Order(2)
        void notAllowed() {
            send(callIn().hangsUp(), "hangup");
        }

        @Override
        TelnyxSimulatorExtension telnyx() {
            return telnyx;
        }
    }

    @Test
    void failsForARefusedCommandUnlessThisTestAllowsIt() {
        assertThat(failure(HangsUpTwice.class))
                .startsWith("Expected no command to fail, but hangup" + CALL + "got 422 90018\n")
                .containsOnlyOnce("hangup -> 422 90018")
                .containsOnlyOnce("caller   calls");
    }

    static class MayFailAnywhere extends Example {

        @RegisterExtension
        static final TelnyxSimulatorExtension telnyx =
                TelnyxSimulatorExtension.create().allowFailedCommands();

        @Test
        void one() {
            send(callIn().hangsUp(), "hangup");
        }

        @Test
        void two() {
            send(callIn().hangsUp(), "speak");
        }

        @Override
        TelnyxSimulatorExtension telnyx() {
            return telnyx;
        }
    }

    @Test
    void whatTheFieldAllowsIsAllowedInAllTests() {
        assertPasses(MayFailAnywhere.class);
    }

    static class OtherCommandMayFail extends SimpleExample {

        @Test
        void other() {
            telnyx.allowFailedCommands("speak");
            send(callIn().hangsUp(), "hangup");
        }
    }

    @Test
    void failsForAnotherCommandThanTheOneAllowed() {
        assertThat(failure(OtherCommandMayFail.class)).contains("422 90018");
    }

    static class UnknownAction extends SimpleExample {

        @Test
        void unknown() {
            send(callIn().hangsUp(), "dance");
        }
    }

    @Test
    void failsForAnUnknownPathAndNamesIt() {
        assertThat(failure(UnknownAction.class)).contains("but POST /v2/calls/v3:", "/actions/dance got 404 10005");
    }

    static class AsksForFaults extends SimpleExample {

        @Test
        void fault() {
            telnyx.simulator().nextResponses(ApiFault.status(503), ApiFault.slow(Duration.ofMillis(1)));
            SimulatedCall call = callIn();
            SEEN.add(send(call, "hangup"));
            SEEN.add(send(call, "hangup"));
        }
    }

    @Test
    void aFaultIsNotTheApplications() {
        assertPasses(AsksForFaults.class);

        assertThat(SEEN).containsExactly(503, 200);
    }

    static class SlowRefusal extends SimpleExample {

        @Test
        void slow() {
            telnyx.simulator().nextResponses(ApiFault.slow(Duration.ofMillis(1)));
            send(callIn().hangsUp(), "hangup");
        }
    }

    @Test
    void aFaultThatLeavesTheStatusAloneExcusesNothing() {
        assertThat(failure(SlowRefusal.class)).contains("422 90018");
    }

    static class LateCommand extends SimpleExample {

        private SimulatedCall call;

        @Test
        void ends() {
            call = callIn().hangsUp();
        }

        @AfterEach
        void stopApplication() {
            send(call, "hangup");
        }
    }

    @Test
    void failsForACommandThatIsRefusedWhileTheApplicationStops() {
        assertThat(failure(LateCommand.class)).contains("hangup" + CALL + "got 422 90018");
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class CommandForTheCallOfATestBefore extends Example {

        @RegisterExtension
        static final TelnyxSimulatorExtension telnyx = TelnyxSimulatorExtension.create();

        @Test
        @Order(1)
        void ends() {
            callIn().hangsUp();
        }

        @Test
        @Order(2)
        void innocent() {
            send(telnyx.simulator().calls().get(0), "hangup");
        }

        @Override
        TelnyxSimulatorExtension telnyx() {
            return telnyx;
        }
    }

    @Test
    void aTestIsNotBlamedForTheCallsOfThoseBefore() {
        assertPasses(CommandForTheCallOfATestBefore.class);
    }
}
