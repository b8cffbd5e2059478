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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The threads that commands start in a process with two CPUs, where the common pool of the JVM has one thread. */
class ThreadStartsIT {

    private static final int COMMANDS = 3000;
    private static final Pattern RESULT = Pattern.compile("started=(\\d+) failed=(\\d+)");

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private String baseUrl;

    @BeforeEach
    void startApi() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end(RecordingApi.OK))
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        baseUrl = "http://localhost:" + server.actualPort() + "/v2";
    }

    @AfterEach
    void stopApi() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void vertxStartsNoThreadForACommand() throws Exception {
        assertThat(threadsStarted("vertx")).isLessThan(100);
    }

    @Test
    void theLogSaysWhatTheClientOfTheJdkCosts() throws Exception {
        int started = threadsStarted("jdk");

        // the cost itself depends on the JDK: 17 to 24 start a thread for every command
        assertThat(started).isNotNegative();
        assertThat(Files.readString(directory.resolve("target/test.log")))
                .satisfiesAnyOf(
                        log -> assertThat(log)
                                .containsOnlyOnce("starts a thread for every command")
                                .contains("ForkJoinPool.common.parallelism=2"),
                        log -> assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25));
    }

    private int threadsStarted(String transport) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:ActiveProcessorCount=2",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ThreadStarts.class.getName(),
                        transport,
                        baseUrl,
                        String.valueOf(COMMANDS))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher result = RESULT.matcher(output);
        assertThat(result.find()).as(output).isTrue();
        assertThat(result.group(2)).as("failed commands").isEqualTo("0");
        return Integer.parseInt(result.group(1));
    }
}
