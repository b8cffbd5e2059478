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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.cameltelnyx.simulator.WebhookFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExtensionEventsTest extends ExtensionTestBase {

    private static final String CALL = " on the call from +15550100011 to +15550100022 ";

    static class RefusesEvents extends SimpleExample {

        @Test
        void refuses() {
            statuses = number -> 500;
            callIn().hangsUp();
        }
    }

    @Test
    void failsForEventsThatWereNeverTaken() {
        assertThat(failure(RefusesEvents.class))
                .contains(
                        "Expected every event to be acknowledged with 200, but call.initiated" + CALL
                                + "got 500, 500, 500\n",
                        "call.hangup" + CALL + "got 500, 500, 500\n");
    }

    static class MayRefuseEvents extends RefusesEvents {

        @BeforeEach
        void allow() {
            telnyx.allowUndeliveredEvents();
        }
    }

    @Test
    void passesWithUndeliveredEventsIfThatIsAllowed() {
        assertPasses(MayRefuseEvents.class);
    }

    static class NotReachable extends SimpleExample {

        @Test
        void down() {
            stop();
            callIn().hangsUp();
        }
    }

    static class NeverResponds extends ImpatientExample {

        private final CountDownLatch over = new CountDownLatch(1);

        @Test
        void hangs() {
            statuses = number -> await(over);
            callIn().hangsUp();
        }

        @Override
        @AfterEach
        void stop() {
            over.countDown();
            super.stop();
        }

        private static int await(CountDownLatch latch) {
            try {
                return latch.await(10, TimeUnit.SECONDS) ? 200 : 500;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void failsForEventsThatAreStillOnTheirWay() {
        assertThat(failure(NeverResponds.class)).startsWith("Expected every event to be acknowledged or given up\n");
    }

    static class MayNeverRespond extends NeverResponds {

        @BeforeEach
        void allow() {
            telnyx.allowUndeliveredEvents();
        }
    }

    @Test
    void passesWithEventsStillOnTheirWayIfThatIsAllowed() {
        assertPasses(MayNeverRespond.class);
    }

    @Test
    void saysWhyThereWasNoResponse() {
        assertThat(failure(NotReachable.class)).contains("got nothing (connection), nothing (connection)");
    }

    static class TakesEventsInTheEnd extends SimpleExample {

        @Test
        void secondTime() {
            statuses = number -> number % 2 == 1 ? 500 : 200;
            callIn().hangsUp();
        }
    }

    @Test
    void passesWhenARetryWasTaken() {
        assertPasses(TakesEventsInTheEnd.class);
    }

    static class RefusesForgeries extends SimpleExample {

        @Test
        void forged() {
            telnyx.simulator().nextWebhooks(WebhookFault.wrongSignature(), WebhookFault.drop());
            statuses = number -> 401;
            callIn().hangsUp();
        }
    }

    @Test
    void passesWhenAFaultIsTheReasonThatAnEventWasNotTaken() {
        assertPasses(RefusesForgeries.class);
    }
}
