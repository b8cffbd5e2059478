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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs examples of tests with the extension, as JUnit does, and returns their results. */
@ResourceLock("what the classes under test record in static fields")
abstract class ExtensionTestBase {

    /** What the examples record for the tests, which run one after the other. */
    static final List<Object> SEEN = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    /** An application that receives webhooks and sends the commands of the examples. */
    abstract static class Example {

        static final HttpClient HTTP =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        private final HttpServer server = server();
        /** From the number of the webhook, counted from 1, to the status of the response. */
        volatile IntUnaryOperator statuses = number -> 200;

        private int webhooks;

        abstract TelnyxSimulatorExtension telnyx();

        @BeforeEach
        void start() {
            server.createContext("/events", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(statuses.applyAsInt(++webhooks), -1);
                exchange.close();
            });
            server.start();
            telnyx().webhookUrl("http://localhost:" + server.getAddress().getPort() + "/events");
        }

        @AfterEach
        void stop() {
            server.stop(0);
        }

        SimulatedCall callIn() {
            return telnyx().call("+15550100011", "+15550100022");
        }

        int send(SimulatedCall call, String action) {
            try {
                return HTTP.send(
                                HttpRequest.newBuilder(
                                                URI.create(telnyx().simulator().baseUrl() + "/calls/"
                                                        + call.callControlId() + "/actions/" + action))
                                        .header(
                                                "Authorization",
                                                "Bearer " + telnyx().simulator().apiKey())
                                        .POST(BodyPublishers.ofString("{}"))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode();
            } catch (IOException e) {
                throw new IllegalStateException("no response", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private static HttpServer server() {
            try {
                return HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            } catch (IOException e) {
                throw new IllegalStateException("no free port", e);
            }
        }
    }

    /** A simulator for each test. */
    abstract static class SimpleExample extends Example {

        @RegisterExtension
        final TelnyxSimulatorExtension telnyx = TelnyxSimulatorExtension.create();

        @Override
        TelnyxSimulatorExtension telnyx() {
            return telnyx;
        }
    }

    /** A simulator for each test that does not wait long for what never comes. */
    abstract static class ImpatientExample extends Example {

        @RegisterExtension
        final TelnyxSimulatorExtension telnyx = impatient();

        @Override
        TelnyxSimulatorExtension telnyx() {
            return telnyx;
        }
    }

    static TelnyxSimulatorExtension impatient() {
        return TelnyxSimulatorExtension.of(
                TelnyxSimulator.builder().timeScale(50).patience(Duration.ofSeconds(1)));
    }

    static Events run(Class<?>... examples) {
        return execute(examples).testEvents();
    }

    static EngineExecutionResults execute(Class<?>... examples) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(
                        Stream.of(examples).map(DiscoverySelectors::selectClass).toArray(ClassSelector[]::new))
                .execute();
    }

    static void assertPasses(Class<?>... examples) {
        assertThat(failures(run(examples))).isEmpty();
    }

    static String failure(Class<?> example) {
        List<String> failures = failures(run(example));
        assertThat(failures).hasSize(1);
        return failures.get(0);
    }

    static List<String> failures(Events events) {
        assertThat(events.started().count()).isPositive();
        return events.failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .toList();
    }

    static String printed(Runnable action) {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setErr(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
