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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.github.cameltelnyx.gather.crash.EventSender.Delivery;
import io.vertx.core.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a claim costs in PostgreSQL, and how long one of a dead node lasts. */
class PostgresClaimsIT {

    private static final int EVENTS = 20;
    private static final Duration SHORT = Duration.ofMillis(1);

    private static PostgresServer postgres;

    @TempDir
    Path directory;

    private Balancer balancer;
    private EventSender telnyx;
    private NodeGroup nodes;
    private Journal journal;

    @BeforeAll
    static void startServer() throws Exception {
        postgres = PostgresServer.start();
        postgres.createTable();
    }

    @AfterAll
    static void stopServer() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @BeforeEach
    void startNode() throws Exception {
        journal = new Journal(directory.resolve("journal"));
        balancer = new Balancer();
        telnyx = new EventSender(balancer::port);
        nodes = new NodeGroup(
                Map.of(
                        "repository",
                        postgres.jdbcUrl(),
                        "publicKey",
                        telnyx.publicKey(),
                        "journal",
                        journal.file().toString()),
                balancer,
                1,
                1);
    }

    @AfterEach
    void stop() {
        nodes.close();
        telnyx.close();
        balancer.close();
    }

    @Test
    void anEventTakesAsManyStatementsAsTheDocumentsSay() throws Exception {
        deliver(UUID.randomUUID().toString());
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
            statement.execute("SELECT pg_stat_statements_reset()");

            for (int i = 0; i < EVENTS; i++) {
                deliver(UUID.randomUUID().toString());
            }

            Map<String, Double> perEvent = new TreeMap<>();
            try (ResultSet rows = statement.executeQuery(
                    "SELECT query, sum(calls) FROM pg_stat_statements"
                            + " WHERE query LIKE '%camel_messageprocessed%' OR query LIKE '%CAMEL_MESSAGEPROCESSED%' GROUP BY query")) {
                while (rows.next()) {
                    perEvent.put(rows.getString(1), rows.getDouble(2) / EVENTS);
                }
            }
            System.out.println("Statements for an event in PostgreSQL:");
            perEvent.forEach((query, count) -> System.out.printf("| %.1f | %s%n", count, query));
            assertThat(perEvent.values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isEqualTo(4);
        }
    }

    @Test
    void theClaimOfADeadNodeIsFreeWithinSeconds() throws Exception {
        String event = UUID.randomUUID().toString();
        telnyx.attempt(event, Duration.ofMillis(1400), 1);
        Awaitility.await().until(() -> journal.entries().stream().anyMatch(Journal.Entry::began));
        NodeProcess dead = nodes.running().get(0);
        dead.kill();
        assertThat(journal.entries()).noneMatch(Journal.Entry::ended);
        nodes.replace(dead);

        Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(30))
                .until(() -> status(telnyx.attempt(event, SHORT, 2)) == 200);

        Journal.Entry second = journal.entries().stream()
                .filter(entry -> entry.began() && entry.process() != dead.id())
                .findFirst()
                .orElseThrow(() -> new AssertionError("The event did not run again"));
        System.out.println("A claim is free " + (second.at() - dead.killedAt()) + " ms after the death of its node");
        assertThat(second.at() - dead.killedAt()).isLessThan(20_000);
    }

    private void deliver(String event) throws Exception {
        Delivery delivery = telnyx.send(event, SHORT);
        delivery.decided().get(10, TimeUnit.SECONDS);
        assertThat(delivery.statuses()).containsExactly(200);
    }

    private static int status(Future<Integer> attempt) throws Exception {
        return attempt.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
