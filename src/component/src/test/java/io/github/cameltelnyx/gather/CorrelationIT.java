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
package io.github.cameltelnyx.gather;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.github.cameltelnyx.gather.CorrelationProgram.Step;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.fail;

/**
 * Random programs of commands on one call, awaited or not, from real routes to a simulator with each of its switches on
 * either side, and with webhooks delayed, doubled and swapped. Each wait ends once: with the event of its own command, with
 * the call or, where it is short, with its time-out; and nothing is left.
 *
 * <p>Where events overtake each other, two that look the same are told apart by nobody. Then a wait may end with the other
 * one, but not before its own command is over, and a gather only with its own status and digits.
 *
 * <p>A failing program is shrunk and printed with its seed. {@code -Dcorrelation.programs} sets the number of programs,
 * {@code -Dcorrelation.seed} the first seed.
 */
class CorrelationIT {

    private static final Logger LOG = LoggerFactory.getLogger(CorrelationIT.class);

    private static final int PROGRAMS = Integer.getInteger("correlation.programs", 320);
    private static final long SEED = Long.getLong("correlation.seed", new Random().nextInt());
    private static final int AT_ONCE = 4;

    @Test
    void everyWaitEndsWithTheEventOfItsOwnCommandOrWithTheCall() throws Exception {
        LOG.info("Seed {}", SEED);
        Map<Integer, List<CorrelationProgram>> programs = LongStream.range(SEED, SEED + PROGRAMS)
                .mapToObj(CorrelationProgram::of)
                .collect(Collectors.groupingBy(CorrelationProgram::switches));
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Map<CorrelationProgram, String>>> worlds = new ArrayList<>();
            programs.values().forEach(some -> worlds.add(() -> failures(some)));
            Map<CorrelationProgram, String> failures = new HashMap<>();
            for (Future<Map<CorrelationProgram, String>> world : threads.invokeAll(worlds)) {
                failures.putAll(world.get());
            }
            failures.keySet().stream()
                    .min(Comparator.comparing(program -> program.steps().size()))
                    .ifPresent(first -> report(failures, first));
        } finally {
            threads.shutdownNow();
        }
    }

    private static void report(Map<CorrelationProgram, String> failures, CorrelationProgram first) {
        CorrelationProgram shrunk = shrink(first);
        String now = failure(shrunk);
        fail(
                "%d of %d programs fail. The first seed was %d.%n%s%n%s%n%s",
                failures.size(),
                PROGRAMS,
                SEED,
                shrunk,
                now == null ? failures.get(first) + " (not when it ran alone)" : now,
                failures.entrySet().stream()
                        .map(e -> e.getKey().seed() + " " + e.getValue().split("\n")[0])
                        .collect(Collectors.joining("\n")));
    }

    private static CorrelationProgram shrink(CorrelationProgram program) {
        for (int i = 0; i < program.steps().size(); i++) {
            List<Step> fewer = new ArrayList<>(program.steps());
            Step step = fewer.remove(i);
            if (failure(program.with(fewer)) != null) {
                return shrink(program.with(fewer));
            }
            List<Step> simpler = new ArrayList<>(program.steps());
            simpler.set(i, step.withoutFault());
            if (!simpler.equals(program.steps()) && failure(program.with(simpler)) != null) {
                return shrink(program.with(simpler));
            }
        }
        return program;
    }

    private static String failure(CorrelationProgram program) {
        return failures(List.of(program)).get(program);
    }

    private static Map<CorrelationProgram, String> failures(List<CorrelationProgram> programs) {
        try (CorrelationWorld world = new CorrelationWorld(programs.get(0).switches())) {
            programs.forEach(world::run);
            return world.failures();
        } catch (Exception e) {
            throw new IllegalStateException("Failed in one of " + programs, e);
        }
    }
}
