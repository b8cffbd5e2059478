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

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A client with its executors, for one server. */
final class ClientFixture implements AutoCloseable {

    static final String API_KEY = "KEY0123456789secret";
    static final String CALL_CONTROL_ID = "v3:abc";
    /** Retries fast, and never on silence. */
    static final RetryPolicy FAST = policy(3, 1, 20_000, 0);

    final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    final ExecutorService callbacks =
            Executors.newFixedThreadPool(2, runnable -> new Thread(runnable, "callback-of-the-test"));
    final Transport transport;
    final CallControlClient client;

    ClientFixture(TransportKind kind, ScriptedServer server, RetryPolicy policy) {
        this(kind.create(), server.url(), policy);
    }

    ClientFixture(Transport transport, URI baseUrl, RetryPolicy policy) {
        this.transport = transport;
        scheduler.setRemoveOnCancelPolicy(true);
        client = new CallControlClient(transport, scheduler, () -> callbacks, settings(baseUrl, policy));
    }

    static ClientSettings settings(URI baseUrl, RetryPolicy policy) {
        return new ClientSettings(baseUrl, API_KEY, "camel-telnyx-gather/test", policy);
    }

    static RetryPolicy policy(int maximumRetries, long retryDelay, long requestTimeout, long resendAfter) {
        return new RetryPolicy(
                maximumRetries,
                Duration.ofMillis(retryDelay),
                Duration.ofMillis(4 * retryDelay),
                Duration.ofMillis(requestTimeout),
                Duration.ofMillis(resendAfter));
    }

    static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode().put("command_id", "id-1").put("payload", "Grüße");
    }

    /** A command that is sent again on silence if the policy has a resendAfter. */
    static Command command() {
        String path = Command.pathOf("/calls/{call_control_id}/actions/gather", CALL_CONTROL_ID);
        return new Command("gather", "POST", path, body());
    }

    static Command commandWithoutId() {
        return new Command(
                "applicationCreate", "POST", "/call_control_applications", JsonNodeFactory.instance.objectNode());
    }

    ApiResponse response(Command command) throws Exception {
        return client.send(command).get(30, TimeUnit.SECONDS);
    }

    Throwable failure(Command command) throws InterruptedException, TimeoutException {
        return failureOf(client.send(command));
    }

    static Throwable failureOf(CompletableFuture<ApiResponse> future) throws InterruptedException, TimeoutException {
        try {
            throw new AssertionError("no failure but " + future.get(30, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
        transport.close();
        scheduler.shutdownNow();
        callbacks.shutdownNow();
    }
}
