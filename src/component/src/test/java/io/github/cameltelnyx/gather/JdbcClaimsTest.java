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

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Camel's JDBC repository, with the table that it creates, in a real database. */
class JdbcClaimsTest {

    private static final String FIVE_TYPES =
            "eventTypes=call.initiated,call.answered,call.gather.ended,call.dtmf.received,call.hangup";

    private final JdbcDataSource database = new JdbcDataSource();
    private Connection connection;

    @BeforeEach
    void createDatabase() throws Exception {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        // the database lasts as long as its last connection
        connection = database.getConnection();
    }

    @AfterEach
    void dropDatabase() throws Exception {
        connection.close();
    }

    @Test
    void fiveEventTypesAndALongEventIdFitIntoTheTable() throws Exception {
        try (Node node = node(FIVE_TYPES)) {
            assertThat(node.deliver(EventsTestSupport.event(UUID.randomUUID().toString())))
                    .isEqualTo(200);
            assertThat(node.deliver(EventsTestSupport.event("long".repeat(50)))).isEqualTo(200);

            assertThat(node.runs).hasValue(2);
            assertThat(count("SELECT MAX(LENGTH(messageId)) FROM CAMEL_MESSAGEPROCESSED"))
                    .isLessThanOrEqualTo(60);
        }
    }

    @Test
    void consumersOfDifferentEventTypesClaimTheSameEventEach() throws Exception {
        try (Node node = node(FIVE_TYPES);
                Node other = node(FIVE_TYPES + ",call.bridged")) {
            assertThat(node.deliver(EventsTestSupport.event("e-1"))).isEqualTo(200);
            assertThat(other.deliver(EventsTestSupport.event("e-1"))).isEqualTo(200);

            assertThat(node.runs).hasValue(1);
            assertThat(other.runs).hasValue(1);
        }
    }

    @Test
    void anEventTakesFourStatements() throws Exception {
        try (Node node = node(FIVE_TYPES)) {
            execute("SET QUERY_STATISTICS TRUE");
            for (int i = 0; i < 10; i++) {
                node.deliver(EventsTestSupport.event("e-" + i));
            }

            assertThat(count("SELECT SUM(EXECUTION_COUNT) FROM INFORMATION_SCHEMA.QUERY_STATISTICS"
                            + " WHERE SQL_STATEMENT LIKE '%CAMEL_MESSAGEPROCESSED%'"))
                    .isEqualTo(40);
        }
    }

    @Test
    void twoNodesProcessEachEventOnce() throws Exception {
        try (Node first = node(FIVE_TYPES);
                Node second = node(FIVE_TYPES)) {
            List<CompletableFuture<Integer>> responses = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                for (Node node : List.of(first, second)) {
                    responses.add(node.deliverUntilAcknowledged("e-" + i, 1));
                }
            }

            assertThat(responses)
                    .allSatisfy(response -> assertThat(response.join()).isEqualTo(200));
            assertThat(first.runs.get() + second.runs.get()).isEqualTo(100);
        }
    }

    private Node node(String options) throws Exception {
        return new Node(new JdbcMessageIdRepository(database, "telnyx"), options, exchange -> {});
    }

    private void execute(String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count(String sql) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }
}
