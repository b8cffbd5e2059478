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

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Bursts of commands over TLS to a server that offers HTTP/2, and connections that have died unnoticed. */
@ParameterizedClass
@EnumSource(TransportKind.class)
class ConnectionsIT {

    @Parameter
    TransportKind transport;

    @TempDir
    static Path directory;

    private static TestCertificate certificate;

    @BeforeAll
    static void createCertificate() throws Exception {
        certificate = TestCertificate.create(directory);
    }

    @Test
    void fiveHundredCommandsAtOnceDoNotExceedTheStreamsOfAServer() throws Exception {
        try (Http2Api api = new Http2Api(certificate, 400);
                ClientFixture fixture = new ClientFixture(
                        transport.create(certificate.client()), api.url(), ClientFixture.policy(3, 500, 30_000, 500))) {
            assertAllSucceed(fixture, 500);

            int requests = api.requests().values().stream().mapToInt(i -> i).sum();
            assertThat(api.requests()).hasSize(500);
            // a response takes 400 ms at least, and a retry is sent after 500 ms: a slow machine has some
            assertThat(requests).isLessThan(1500);
        }
    }

    @Test
    void aRetryAfterSilenceDoesNotGoIntoTheConnectionThatHasDied() throws Exception {
        try (Http2Api api = new Http2Api(certificate, 1);
                SwallowingProxy proxy = new SwallowingProxy(api.url());
                ClientFixture fixture = new ClientFixture(
                        transport.create(certificate.client()),
                        proxy.url(),
                        ClientFixture.policy(3, 500, 10_000, 1000))) {
            fixture.response(ClientFixture.command());
            proxy.forgetConnections();

            assertThat(fixture.response(ClientFixture.command()).status()).isEqualTo(200);
            assertThat(fixture.response(ClientFixture.command()).status()).isEqualTo(200);
        }
    }

    @Test
    void aBurstOfCommandsUsesALimitedNumberOfConnections() throws Exception {
        try (Http2Api api = new Http2Api(certificate, 100);
                ClientFixture fixture = new ClientFixture(
                        transport.create(certificate.client()),
                        api.url(),
                        ClientFixture.policy(3, 500, 30_000, 5000))) {
            assertAllSucceed(fixture, 2000);

            assertThat(api.requests()).hasSize(2000);
            assertThat(api.requests().values()).containsOnly(1);
            assertThat(api.mostConnections()).isBetween(100, 128);
        }
    }

    private static void assertAllSucceed(ClientFixture fixture, int commands) throws Exception {
        List<CompletableFuture<ApiResponse>> responses = IntStream.range(0, commands)
                .mapToObj(number -> fixture.client.send(command(number)))
                .toList();
        for (CompletableFuture<ApiResponse> response : responses) {
            assertThat(response.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }

    private static Command command(int number) {
        return new Command(
                "speak",
                "POST",
                "/calls/" + number + "/actions/speak",
                JsonNodeFactory.instance.objectNode().put("command_id", "id-" + number));
    }
}
