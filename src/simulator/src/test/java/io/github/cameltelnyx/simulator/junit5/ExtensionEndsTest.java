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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.github.cameltelnyx.simulator.ApiFault;
import io.github.cameltelnyx.simulator.CallState;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.WebhookFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class ExtensionEndsTest extends ExtensionTestBase {

    static class LastLineHangsUp extends SimpleExample {

        @RepeatedTest(20)
        void hangsUp() {
            callIn().hangsUp();
        }

        @AfterEach
        void look() {
            SEEN.add(telnyx.simulator().events().stream().allMatch(event -> event.isDelivered()));
        }
    }

    @Test
    void passesWhenTheLastLineHangsUpAndAllEventsAreDeliveredByThen() {
        assertPasses(LastLineHangsUp.class);

        assertThat(SEEN).hasSize(20).containsOnly(true);
    }

    static class ApplicationHangsUpLater extends SimpleExample {

        @Test
        void later() {
            SimulatedCall call = callIn();
            Executor soon = CompletableFuture.delayedExecutor(150, TimeUnit.MILLISECONDS);
            CompletableFuture.runAsync(() -> send(call, "hangup"), soon);
        }
    }

    @Test
    void waitsForTheApplicationToEndTheCall() {
        assertPasses(ApplicationHangsUpLater.class);
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class LeavesACallOpen extends Example {

        @RegisterExtension
        static final TelnyxSimulatorExtension telnyx = impatient();

        @Test
        @Order(1)
        void leaves() {
            SimulatedCall call = callIn();
            send(call, "answer");
            call.isAnswered();
        }

        @Test
        @Order(2)
        void beginsClean() {
            SEEN.addAll(telnyx.simulator().calls().stream()
                    .map(call ->
                            call.state() + " " + call.delivers("call.hangup").isDelivered())
                    .toList());
        }

        @Override
        TelnyxSimulatorExtension telnyx() {
            return telnyx;
        }
    }

    @Test
    void failsForACallThatIsOpenAndHangsItUp() {
        String failure = failure(LeavesACallOpen.class);

        assertThat(failure)
                .startsWith("Expected every call to end, but the one from +15550100011 to +15550100022 is ANSWERED\n")
                .contains("What happened:\n", "caller   calls +15550100022", "api      answer -> 200")
                .doesNotContain("hangs up");
        assertThat(SEEN).containsExactly(CallState.ENDED + " true");
    }

    static class MayLeaveACallOpen extends SimpleExample {

        @BeforeEach
        void allow() {
            telnyx.allowOpenCalls();
        }

        @Test
        void leaves() {
            callIn();
        }

        @AfterEach
        void look() {
            SEEN.add(telnyx.simulator().calls().get(0).state());
            // after the call was hung up for it, the application may be late
            send(telnyx.simulator().calls().get(0), "hangup");
        }
    }

    @Test
    void passesWithAnOpenCallIfThatIsAllowedAndHangsItUpAllTheSame() {
        assertPasses(MayLeaveACallOpen.class);

        assertThat(SEEN).containsExactly(CallState.ENDED);
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class LeavesFaultsBehind extends Example {

        @RegisterExtension
        static final TelnyxSimulatorExtension telnyx = TelnyxSimulatorExtension.create();

        @Test
        @Order(1)
        void leaves() {
            telnyx.simulator().everyResponse(ApiFault.status(500)).everyWebhook(WebhookFault.drop());
        }

        @Test
        @Order(2)
        void hasNone() {
            SEEN.add(telnyx.simulator().faults().everyResponse().kind());
            SEEN.add(telnyx.simulator().faults().everyWebhook().kind());
        }

        @Override
        TelnyxSimulatorExtension telnyx() {
            return telnyx;
        }
    }

    @Test
    void endsFaults() {
        assertPasses(LeavesFaultsBehind.class);

        assertThat(SEEN).containsExactly(ApiFault.Kind.NONE, WebhookFault.Kind.NONE);
    }
}
