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
package io.github.cameltelnyx.gather.model;

import java.lang.management.ManagementFactory;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Random schedules of everything that can happen between Telnyx, the network and the nodes. Whatever comes in whatever
 * order: each exchange ends once, with the result of its own command; each event runs its route once, or not at all only
 * after a crash that followed its acknowledgement; and nothing is left over.
 *
 * <p>{@code -Dmodel.schedules=100000} runs more of them, {@code -Dmodel.seed=...} others.
 */
class SchedulesIT {

    private static final int SCHEDULES = Integer.getInteger("model.schedules", 2000);
    private static final long SEED = Long.getLong("model.seed", System.nanoTime());

    @BeforeAll
    static void failuresAreNoNews() {
        Configurator.setLevel("org.apache.camel", Level.OFF);
        Configurator.setLevel("io.github.cameltelnyx", Level.OFF);
    }

    @AfterAll
    static void logAgain() {
        Configurator.setLevel("org.apache.camel", Level.INFO);
        Configurator.setLevel("io.github.cameltelnyx", Level.INFO);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "2, true"})
    void everySentenceHoldsInEverySchedule(int nodes, boolean sharedRepository) throws Exception {
        Model model = new Model(nodes, sharedRepository);
        long threads = ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();

        for (long seed = SEED; seed < SEED + SCHEDULES / 3; seed++) {
            Schedule schedule = Schedule.draw(seed);
            String violation = model.run(schedule);
            if (violation != null) {
                fail(report(model, seed, schedule, violation));
            }
        }

        assertThat(ManagementFactory.getThreadMXBean().getTotalStartedThreadCount() - threads)
                .as("threads started beside the pools of Camel")
                .isLessThan(10);
    }

    private static String report(Model model, long seed, Schedule schedule, String violation) throws Exception {
        if (model.runOnNewNodes(schedule) == null) {
            return "With seed " + seed + ": " + violation + ", but only on the nodes of earlier schedules";
        }
        Schedule shrunk = new Shrinker(model, violation).shrink(schedule);
        return "With seed " + seed + ": " + violation + "\nThe shortest schedule of this kind: " + shrunk
                + model.tell(shrunk);
    }
}
