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
package io.github.cameltelnyx.gather.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes that die by {@code kill -9} while they process events. {@code crash.kills} sets how often (the profile soak: 200), {@code
 * crash.seed} repeats the same events.
 */
class CrashIT {

    private static final long SEED =
            Long.getLong("crash.seed", ThreadLocalRandom.current().nextLong(1_000_000));

    @TempDir
    Path directory;

    @Test
    void overPostgresNoEventIsLostAndNoneRunsTwice() throws Exception {
        try (PostgresServer postgres = PostgresServer.start()) {
            postgres.createTable();
            crash("PostgreSQL", 4, 2, Map.of("repository", postgres.jdbcUrl()));
        }
    }

    @Test
    void overHazelcastNoEventIsLostAndNoneRunsTwice() throws Exception {
        try (HazelcastServer hazelcast = new HazelcastServer()) {
            crash(
                    "Hazelcast",
                    2,
                    2,
                    Map.of(
                            "repository",
                            "hazelcast",
                            "hazelcast",
                            Integer.toString(hazelcast.port()),
                            "cluster",
                            hazelcast.cluster()));
        }
    }

    @Test
    void overAFileNoEventIsLostAndNoneRunsTwice() throws Exception {
        crash("file", 2, 1, Map.of("repository", "file:" + directory.resolve("events.dat")));
    }

    private void crash(String repository, int shortForm, int size, Map<String, String> settings) throws Exception {
        int kills = Integer.getInteger("crash.kills", shortForm);
        Journal journal = new Journal(directory.resolve("journal"));
        try (Balancer balancer = new Balancer();
                EventSender telnyx = new EventSender(balancer::port)) {
            Map<String, String> options = new LinkedHashMap<>(settings);
            options.put("publicKey", telnyx.publicKey());
            options.put("journal", journal.file().toString());
            try (NodeGroup nodes = new NodeGroup(options, balancer, size, kills)) {
                CrashReport report = new CrashRun(nodes, balancer, telnyx, journal, SEED).run(kills);
                System.out.println("Crashes over " + repository + ", -Dcrash.seed=" + SEED + "\n" + report);
                check(report);
            }
        }
    }

    private static void check(CrashReport report) {
        assertThat(report.lost()).as("lost, seed %s", SEED).isEmpty();
        assertThat(report.again()).as("run again, seed %s", SEED).isEmpty();
        assertThat(report.doubled()).as("run to the end twice, seed %s", SEED).isEmpty();
        if (!Machine.isTooBusy()) {
            assertThat(report.givenUp()).as("given up, seed %s", SEED).isEmpty();
        }
        assertThat(report.freeAfter())
                .allSatisfy(millis -> assertThat(Duration.ofMillis(millis)).isLessThan(Duration.ofSeconds(20)));
    }
}
