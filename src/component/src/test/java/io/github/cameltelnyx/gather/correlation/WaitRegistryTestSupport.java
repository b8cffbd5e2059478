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
package io.github.cameltelnyx.gather.correlation;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.cameltelnyx.gather.correlation.Outcome.Kind;
import org.junit.jupiter.api.AfterEach;

import static io.github.cameltelnyx.gather.correlation.TestEvents.GATHER_ENDED;
import static org.assertj.core.api.Assertions.assertThat;

/** Waits whose time a test lets pass; at its end nothing is left of them. */
abstract class WaitRegistryTestSupport {

    static final Duration TIMEOUT = Duration.ofSeconds(30);
    static final Duration GRACE = Duration.ofSeconds(1);

    final ManualTimer timer = new ManualTimer();
    final WaitRegistry waits = new WaitRegistry(timer, timer::nanoTime);

    @AfterEach
    void leavesNothing() {
        waits.close();
        timer.pass(TIMEOUT);

        assertThat(waits.size()).isZero();
        assertThat(waits.calls()).isZero();
        assertThat(timer.pending()).isZero();
        timer.shutdownNow();
    }

    Wait gather(String call) {
        Wait wait = waits.begin(Set.of(GATHER_ENDED), TIMEOUT);
        wait.bindToCall(call);
        return wait;
    }

    /** Null while the wait is open. */
    static Outcome outcomeOf(Wait wait) {
        CompletableFuture<Outcome> outcome = wait.outcome().toCompletableFuture();
        return outcome.getNow(null);
    }

    static Kind kindOf(Wait wait) {
        return outcomeOf(wait) == null ? null : outcomeOf(wait).kind();
    }
}
