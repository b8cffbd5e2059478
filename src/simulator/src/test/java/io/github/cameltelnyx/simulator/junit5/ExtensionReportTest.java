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

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.Events;

import static org.assertj.core.api.Assertions.assertThat;

class ExtensionReportTest extends ExtensionTestBase {

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class FailsByItself extends Example {

        @RegisterExtension
        static final TelnyxSimulatorExtension telnyx = TelnyxSimulatorExtension.create();

        @Test
        @Order(1)
        void passes() {
            callIn().hangsUp();
        }

        @Test
        @Order(2)
        void fails() {
            telnyx.call("+15550100033", "+15550100022");
            throw new AssertionError("not as expected");
        }

        @Override
        TelnyxSimulatorExtension telnyx() {
            return telnyx;
        }
    }

    @Test
    void printsTheTranscriptOfATestThatFailsByItselfAndKeepsItsFailure() {
        List<String> failures = new ArrayList<>();

        String printed = printed(() -> failures.addAll(failures(run(FailsByItself.class))));

        assertThat(failures).containsExactly("not as expected");
        assertThat(printed)
                .contains("Failed: fails(). What happened:\n", "calls +15550100022 from +15550100033")
                .doesNotContain("+15550100011", "Expected", "hangs up");
    }

    static class FailsAfterwards extends SimpleExample {

        @Test
        void ends() {
            callIn().hangsUp();
        }

        @AfterEach
        void fails() {
            throw new AssertionError("not as expected");
        }
    }

    @Test
    void printsTheTranscriptOfATestThatFailsAfterItsMethod() {
        String printed =
                printed(() -> assertThat(failure(FailsAfterwards.class)).isEqualTo("not as expected"));

        assertThat(printed).containsOnlyOnce("Failed: ends(). What happened:\n");
    }

    static class FailsBefore extends SimpleExample {

        @BeforeEach
        void fails() {
            callIn();
            throw new AssertionError("not as expected");
        }

        @Test
        void isNotReached() {}
    }

    @Test
    void printsTheTranscriptOfATestThatFailsBeforeItsMethod() {
        String printed = printed(() -> assertThat(failure(FailsBefore.class)).isEqualTo("not as expected"));

        assertThat(printed).containsOnlyOnce("Failed: isNotReached(). What happened:\n");
    }

    static class LeavesOpenAndFailsAfterwards extends ImpatientExample {

        @Test
        void leaves() {
            callIn();
        }

        @AfterEach
        void fails() {
            throw new AssertionError("not as expected");
        }
    }

    @Test
    void printsNothingThatTheFailureContains() {
        String printed = printed(
                () -> assertThat(failure(LeavesOpenAndFailsAfterwards.class)).startsWith("Expected every call to end"));

        assertThat(printed).doesNotContain("What happened");
    }

    static class IsAborted extends SimpleExample {

        @Test
        void aborted() {
            callIn();
            Assumptions.abort("not here");
        }
    }

    @Test
    void leavesAnAbortedTestAlone() {
        Events[] events = new Events[1];

        String printed = printed(() -> events[0] = run(IsAborted.class));

        assertThat(events[0].aborted().count()).isEqualTo(1);
        assertThat(printed).doesNotContain("What happened");
    }
}
