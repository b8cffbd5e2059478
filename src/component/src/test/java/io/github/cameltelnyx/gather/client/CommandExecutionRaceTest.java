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
package io.github.cameltelnyx.gather.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Responses, failures, silence, timers and cancellation race; each command has one result and one body. */
@ParameterizedClass
@EnumSource(TransportKind.class)
class CommandExecutionRaceTest {

    @Parameter
    TransportKind transport;

    private static final int COMMANDS = 400;
    private static final int AT_ONCE = 100;
    /** The commands that do not compete with others, so that some need no retry on any machine. */
    private static final int ALONE = 20;

    private static final int MOST_COMMANDS = 10 * COMMANDS;
    /** With three retries. */
    private static final List<Integer> ATTEMPTS = List.of(1, 2, 3, 4);

    @Test
    void everyCommandIsCompletedExactlyOnceWithTheSameBodyOnEveryAttempt() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        AtomicInteger completions = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer(request -> behave(random));
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            warmUp();
            Executor counting = task -> {
                completions.incrementAndGet();
                fixture.callbacks.execute(task);
            };
            // the silence, the waits and the timeout are as long as the responses take: all of them collide
            CallControlClient client = new CallControlClient(
                    fixture.transport,
                    fixture.scheduler,
                    () -> counting,
                    ClientFixture.settings(server.url(), ClientFixture.policy(3, 2, 200, 4)));

            // a machine that is busy may be too slow for a fourth attempt within the request timeout
            Map<String, Integer> attempts = Map.of();
            int sent = 0;
            int cancelled = 0;
            while (sent == 0 || sent < MOST_COMMANDS && !attempts.values().containsAll(ATTEMPTS)) {
                cancelled += sendAll(client, random, sent);
                sent += COMMANDS;
                attempts = attempts(server, seed);
            }

            assertThat(completions.get()).as("seed %d", seed).isBetween(sent - cancelled, sent);
            assertThat(fixture.scheduler.getQueue()).as("seed %d", seed).isEmpty();
            assertThat(Set.copyOf(attempts.values()))
                    .as("seed %d: attempts of the commands", seed)
                    .containsExactlyInAnyOrderElementsOf(ATTEMPTS);
        }
    }

    /** The first requests of a process may take longer than the request timeout of the race. */
    private void warmUp() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(transport, server, ClientFixture.FAST)) {
            CompletableFuture.allOf(IntStream.range(0, AT_ONCE)
                            .mapToObj(number -> fixture.client.send(command(number)))
                            .toArray(CompletableFuture[]::new))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static int sendAll(CallControlClient client, Random random, int first) throws Exception {
        int cancelled = 0;
        List<CompletableFuture<ApiResponse>> futures = new ArrayList<>();
        for (int number = first; number < first + COMMANDS; number++) {
            CompletableFuture<ApiResponse> future = client.send(command(number));
            if (number % 10 == 0) {
                future.orTimeout(random.nextInt(30), TimeUnit.MILLISECONDS);
                cancelled++;
            }
            futures.add(future.handle((response, failure) -> response));
            boolean isAlone = number < first + ALONE;
            if (isAlone || futures.size() == AT_ONCE || number == first + COMMANDS - 1) {
                CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
                        .get(30, TimeUnit.SECONDS);
                futures.clear();
            }
        }
        return cancelled;
    }

    private static Command command(int number) {
        return new Command(
                "gather",
                "POST",
                "/calls/" + number,
                JsonNodeFactory.instance.objectNode().put("command_id", "id-" + number));
    }

    /** Counts the requests of each command, which all have the same body. */
    private static Map<String, Integer> attempts(ScriptedServer server, long seed) {
        Map<String, Integer> attempts = new HashMap<>();
        for (ReceivedRequest request : server.received()) {
            String number = request.path().substring("/v2/calls/".length());
            assertThat(request.body()).as("seed %d", seed).isEqualTo("{\"command_id\":\"id-" + number + "\"}");
            attempts.merge(number, 1, Integer::sum);
        }
        return attempts;
    }

    private static CompletableFuture<ScriptedResponse> behave(Random random) {
        ScriptedResponse response =
                switch (random.nextInt(9)) {
                    case 0 -> ScriptedResponse.error(500, "1", "t");
                    case 1 -> ScriptedResponse.error(429, "1", "t", "Retry-After-Ms: " + random.nextInt(8));
                    case 2 -> ScriptedResponse.error(422, "90018", "t");
                    case 3 -> ScriptedResponse.reset();
                    case 4 -> ScriptedResponse.half();
                    case 5 -> null;
                    case 6 -> ScriptedResponse.of(200, "text/html", "<html>");
                    default -> ScriptedResponse.ok();
                };
        CompletableFuture<ScriptedResponse> future = new CompletableFuture<>();
        if (response != null) {
            CompletableFuture.delayedExecutor(random.nextInt(8), TimeUnit.MILLISECONDS)
                    .execute(() -> future.complete(response));
        }
        return future;
    }
}
