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

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

import io.github.cameltelnyx.simulator.CallState;
import io.github.cameltelnyx.simulator.RecordedCommand;
import io.github.cameltelnyx.simulator.RecordedEvent;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A thousand callers in the phone menu at the same moment, in virtual time. */
class ThousandCallsIT {

    private static final int CALLS = 1_000;
    /** Of a slow machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration RINGING = Duration.ofSeconds(1);
    private static final Duration NO_KEYS = Duration.ofSeconds(30);
    /** What callers press, one key at each prompt, and where that leads them: to the goodbye, if nowhere. */
    private static final List<Caller> CALLERS = List.of(
            new Caller("1", "+15550100001"),
            new Caller("23", "+15550100002"),
            new Caller("24", "+15550100003"),
            new Caller("", ""));

    private record Caller(String keys, String destination) {

        boolean isTransferred() {
            return !destination.isEmpty();
        }

        void presses(SimulatedCall call, int key) {
            if (key < keys.length()) {
                call.hears(key == 0 ? "Press 1" : "For an order").presses(keys.substring(key, key + 1));
            }
        }
    }

    private final Map<SimulatedCall, Caller> calls = new LinkedHashMap<>();
    private final ThreadGroup simulatorsThreads = new ThreadGroup("simulator");

    @Test
    @SuppressWarnings("try")
    void allEndAsTheirCallersWishAndTheSimulatorWorksLessThanTheApplication() {
        try (TelnyxSimulator telnyx = startSimulator();
                ExampleApplication application = ExampleApplication.start(Path.of("phone-menu"), telnyx)) {
            for (int number = 0; number < CALLS; number++) {
                SimulatedCall call = telnyx.call("+1555010" + (2000 + number), "+15550100022");
                calls.put(call, CALLERS.get(number % CALLERS.size()));
            }
            calls.keySet().forEach(SimulatedCall::isGathering);
            assertThat(calls.keySet()).extracting(SimulatedCall::state).containsOnly(CallState.ANSWERED);

            calls.forEach((call, caller) -> caller.presses(call, 0));
            calls.forEach((call, caller) -> caller.presses(call, 1));
            await().atMost(PATIENCE).until(() -> telnyx.calls().size() == CALLS + count(Caller::isTransferred));
            telnyx.advance(RINGING);
            calls.forEach((call, caller) -> {
                if (caller.isTransferred()) {
                    call.isTransferredTo(caller.destination).hangsUp();
                }
            });
            telnyx.advance(NO_KEYS);
            calls.forEach((call, caller) -> {
                if (!caller.isTransferred()) {
                    call.hears("Goodbye");
                }
            });
            telnyx.advance(NO_KEYS);
            calls.keySet().forEach(call -> call.hasEnded("normal_clearing").delivers("call.hangup"));

            assertThat(telnyx.calls()).extracting(SimulatedCall::state).containsOnly(CallState.ENDED);
            assertThat(telnyx.commands()).extracting(RecordedCommand::status).containsOnly(200);
            assertThat(telnyx.events()).allMatch(RecordedEvent::isDelivered);
            assertThat(cpu(simulatorsThreads::equals)).isLessThan(cpu(group -> !simulatorsThreads.equals(group)));
        }
    }

    private long count(Predicate<Caller> kind) {
        return calls.values().stream().filter(kind).count();
    }

    /** In a thread group of its own, whose CPU time can be told from the application's. */
    private TelnyxSimulator startSimulator() {
        CompletableFuture<TelnyxSimulator> started = new CompletableFuture<>();
        Runnable start = () -> started.complete(TelnyxSimulator.builder()
                .virtualTime()
                .webhookTimeout(PATIENCE)
                .patience(PATIENCE)
                .start());
        new Thread(simulatorsThreads, start).start();
        return started.join();
    }

    /** Without this thread, which plays the callers. */
    private static Duration cpu(Predicate<ThreadGroup> group) {
        return Duration.ofNanos(Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread != Thread.currentThread() && group.test(thread.getThreadGroup()))
                .mapToLong(thread -> ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId()))
                .sum());
    }
}
