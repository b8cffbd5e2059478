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

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an executor of the JDK's client may do to it. */
class JdkTransportTest {

    @Test
    void failsWhenTheHttpClientTakesNoRequests() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        threads.shutdown();
        try (ScriptedServer server = ScriptedServer.responding(ScriptedResponse.ok());
                ClientFixture fixture = new ClientFixture(TransportKind.JDK, server, ClientFixture.FAST)) {
            CallControlClient client = new CallControlClient(
                    new JdkTransport(HttpClient.newBuilder().executor(threads).build()),
                    fixture.scheduler,
                    () -> fixture.callbacks,
                    ClientFixture.settings(server.url(), ClientFixture.FAST));

            assertThat(ClientFixture.failureOf(client.send(ClientFixture.command())))
                    .isInstanceOfAny(RejectedExecutionException.class, TelnyxConnectionException.class);
        }
    }

    @Test
    void aRequestThatIsBeingSentWhileTheCommandEndsIsCancelled() throws Exception {
        try (ScriptedServer server = ScriptedServer.responding((ScriptedResponse) null);
                ClientFixture fixture = new ClientFixture(TransportKind.JDK, server, ClientFixture.FAST)) {
            AtomicReference<CallControlClient> client = new AtomicReference<>();
            Executor closing = task -> {
                client.get().close();
                fixture.callbacks.execute(task);
            };
            client.set(new CallControlClient(
                    new JdkTransport(HttpClient.newBuilder().executor(closing).build()),
                    fixture.scheduler,
                    () -> fixture.callbacks,
                    ClientFixture.settings(server.url(), ClientFixture.FAST)));

            assertThat(ClientFixture.failureOf(client.get().send(ClientFixture.command())))
                    .hasMessage("gather: the client is closed (1 attempt)");
            await().during(Duration.ofMillis(300)).until(() -> server.openConnections() == 0);
        }
    }
}
