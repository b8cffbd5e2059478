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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TelnyxSimulatorExtensionTest extends ExtensionTestBase {

    abstract static class Static {

        @RegisterExtension
        static final TelnyxSimulatorExtension telnyx = TelnyxSimulatorExtension.create();

        @Test
        void one() {
            SEEN.add(telnyx.simulator());
        }

        @Nested
        class Inner {
            @Test
            void two() {
                SEEN.add(telnyx.simulator());
            }
        }
    }

    static class FirstStatic extends Static {}

    static class SecondStatic extends Static {}

    @Test
    void aStaticFieldIsOneSimulatorForTheClassAndItsNestedOnes() {
        assertPasses(FirstStatic.class);

        assertThat(SEEN).hasSize(2);
        assertThat(SEEN.get(0)).isSameAs(SEEN.get(1));
        assertClosed((TelnyxSimulator) SEEN.get(0));
    }

    @Test
    void aStaticFieldOfABaseClassIsOneSimulatorForEachClass() {
        assertPasses(FirstStatic.class, SecondStatic.class);

        assertThat(SEEN.stream().distinct()).hasSize(2);
    }

    static class RunsAnotherClass extends Static {

        @Test
        void other() {
            SEEN.addAll(failures(execute(FirstStatic.class).containerEvents()));
        }
    }

    @Test
    void refusesASecondClassAtTheSameTime() {
        assertPasses(RunsAnotherClass.class);

        assertThat(SEEN).contains("Two classes use this simulator at the same time: make its field an instance field");
    }

    static class OfInstance {

        @RegisterExtension
        final TelnyxSimulatorExtension telnyx = TelnyxSimulatorExtension.create();

        @RepeatedTest(2)
        void one() {
            SEEN.add(telnyx.simulator());
        }
    }

    @Test
    void anInstanceFieldIsANewSimulatorForEachTest() {
        assertPasses(OfInstance.class);

        assertThat(SEEN).hasSize(2).doesNotHaveDuplicates().allSatisfy(each -> assertClosed((TelnyxSimulator) each));
    }

    private static void assertClosed(TelnyxSimulator telnyx) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(telnyx.baseUrl())).build();

        assertThatThrownBy(() -> Example.HTTP.send(request, BodyHandlers.discarding()))
                .isInstanceOf(IOException.class);
    }

    static class ReadByAnotherExtension {

        @RegisterExtension
        @Order(2)
        static final BeforeAllCallback reader =
                context -> SEEN.addAll(List.of(ReadByAnotherExtension.telnyx.simulator(), properties()));

        @RegisterExtension
        @Order(1)
        static final TelnyxSimulatorExtension telnyx = TelnyxSimulatorExtension.create();

        @Test
        void one() {
            SEEN.add(telnyx.environment());
        }

        private static Map<String, String> properties() {
            return telnyx.properties();
        }
    }

    @Test
    void hasItsAddressAsPropertiesAndAsEnvironmentAlsoForOtherExtensions() {
        assertPasses(ReadByAnotherExtension.class);

        TelnyxSimulator telnyx = (TelnyxSimulator) SEEN.get(0);
        assertThat(SEEN.get(1))
                .isEqualTo(Map.of(
                        "camel.component.telnyx-gather.base-url", telnyx.baseUrl(),
                        "camel.component.telnyx-gather.api-key", telnyx.apiKey(),
                        "camel.component.telnyx-gather.public-key", telnyx.publicKey()));
        assertThat(SEEN.get(2))
                .isEqualTo(Map.of(
                        "TELNYX_BASE_URL", telnyx.baseUrl(),
                        "TELNYX_API_KEY", telnyx.apiKey(),
                        "TELNYX_PUBLIC_KEY", telnyx.publicKey()));
    }

    @Test
    void saysWhyThereIsNoSimulator() {
        TelnyxSimulatorExtension notRegistered = TelnyxSimulatorExtension.create();

        assertThatThrownBy(notRegistered::properties)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("@RegisterExtension");
    }

    static class Parallel {

        private static volatile CountDownLatch refused;

        @RegisterExtension
        static final TelnyxSimulatorExtension telnyx = TelnyxSimulatorExtension.create();

        @RegisterExtension
        static final TestWatcher watcher = new TestWatcher() {
            @Override
            public void testFailed(ExtensionContext context, Throwable cause) {
                refused.countDown();
            }
        };

        @Test
        void one() throws InterruptedException {
            SEEN.add(refused.await(10, TimeUnit.SECONDS));
        }

        @Test
        void two() throws InterruptedException {
            SEEN.add(refused.await(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void refusesASecondTestAtTheSameTime() {
        Parallel.refused = new CountDownLatch(1);

        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(Parallel.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .execute()
                .testEvents();

        assertThat(failures(events))
                .containsExactly("Two tests use this simulator at the same time: make its field an instance field");
        assertThat(SEEN).containsExactly(true);
    }
}
