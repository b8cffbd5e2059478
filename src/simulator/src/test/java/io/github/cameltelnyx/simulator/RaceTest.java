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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Digits, timers, commands and the end of the call meet many times: each gather still ends exactly once. */
class RaceTest {

    private static final int ROUNDS = 80;

    private final TelnyxSimulator telnyx =
            TelnyxSimulator.builder().timeScale(1000).start();
    private final TestApplication app = new TestApplication(telnyx);
    private final ExecutorService competitors = Executors.newFixedThreadPool(3);

    @AfterEach
    void close() {
        competitors.shutdownNow();
        telnyx.close();
        app.close();
    }

    @Test
    void everyGatherEndsOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            SimulatedCall call = app.answeredCall();
            app.send(call, "gather", "{'maximum_digits':2,'initial_timeout_millis':5000}");
            CyclicBarrier start = new CyclicBarrier(3);
            CompletableFuture.allOf(
                            compete(start, () -> call.presses("12")).exceptionally(RaceTest::hungUpBefore),
                            compete(start, () -> app.send(call, "gather_stop")),
                            compete(start, call::hangsUp))
                    .join();
        }

        List<SimulatedCall> calls = telnyx.calls();
        calls.forEach(call -> call.delivers("call.hangup"));
        assertThat(calls).hasSize(ROUNDS).allSatisfy(call -> assertThat(SimulatorTestBase.types(call))
                .containsOnlyOnce("call.gather.ended", "call.hangup")
                .endsWith("call.hangup"));
    }

    /** In virtual time: command ids are forgotten after a minute, which would soon be over. */
    @Test
    void aRepeatedCommandActsOnce() {
        try (TelnyxSimulator still = TelnyxSimulator.builder().virtualTime().start();
                TestApplication application = new TestApplication(still)) {
            for (int round = 0; round < ROUNDS; round++) {
                SimulatedCall call = application.answeredCall();
                CyclicBarrier start = new CyclicBarrier(3);
                Runnable refer =
                        () -> application.send(call, "refer", "{'sip_address':'sip:a@example.test','command_id':'a'}");
                CompletableFuture.allOf(compete(start, refer), compete(start, refer), compete(start, refer))
                        .join();
            }

            assertThat(still.calls()).hasSize(ROUNDS).allSatisfy(call -> assertThat(SimulatorTestBase.types(call))
                    .containsOnlyOnce("call.refer.started"));
        }
    }

    /** Digits cannot be pressed after the caller has hung up; that competitor came late. */
    private static Void hungUpBefore(Throwable failure) {
        assertThat(failure).hasMessageContaining("has ended with normal_clearing");
        return null;
    }

    private CompletableFuture<Void> compete(CyclicBarrier start, Runnable action) {
        return CompletableFuture.runAsync(
                () -> {
                    await(start);
                    action.run();
                },
                competitors);
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException("a competitor is missing", e);
        }
    }
}
