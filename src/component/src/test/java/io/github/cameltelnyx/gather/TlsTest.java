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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLHandshakeException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.cameltelnyx.gather.client.TelnyxConnectionException;
import io.github.cameltelnyx.gather.client.TestCertificate;
import org.apache.camel.Exchange;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands over TLS to a server whose certificate the JDK does not trust. */
@ParameterizedClass
@EnumSource(
        value = TransportType.class,
        names = {"vertx", "jdk"})
class TlsTest extends CommandTestSupport {

    @Parameter
    TransportType transport;

    @TempDir
    static Path directory;

    private static TestCertificate certificate;

    private final AtomicInteger commands = new AtomicInteger();
    private HttpsServer server;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = TestCertificate.create(directory);
    }

    @BeforeEach
    void startServer() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        server.createContext("/", this::respond);
        server.start();
        component.setTransport(transport);
        component.getConfiguration().setMaximumRetries(0);
        // a slow handshake is no silence to send again after: the commands are counted
        component.getConfiguration().setResendAfter(0);
        component
                .getConfiguration()
                .setBaseUrl("https://localhost:" + server.getAddress().getPort() + "/v2");
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void theTrustStoreOfTheComponentIsUsed() {
        component.setSslContextParameters(trusting());

        assertThat(speak().getException()).isNull();
        assertThat(commands).hasValue(1);
    }

    @Test
    void theGlobalTrustStoreIsUsedWhenTheComponentIsToldTo() {
        context.setSSLContextParameters(trusting());
        component.setUseGlobalSslContextParameters(true);

        assertThat(speak().getException()).isNull();
        assertThat(commands).hasValue(1);
    }

    @Test
    void theGlobalTrustStoreIsLeftAloneOtherwise() {
        context.setSSLContextParameters(trusting());

        assertThat(speak().getException()).isInstanceOf(TelnyxConnectionException.class);
        assertThat(commands).hasValue(0);
    }

    @Test
    void aCertificateThatIsNotTrustedFailsTheCommandBeforeAnythingIsSent() {
        assertThat(speak().getException())
                .isInstanceOf(TelnyxConnectionException.class)
                .hasCauseInstanceOf(SSLHandshakeException.class);
        assertThat(commands).hasValue(0);
    }

    @Test
    void theFailureTellsNoSecret() {
        List<String> texts = new ArrayList<>();
        for (Throwable failure = speak().getException(); failure != null; failure = failure.getCause()) {
            texts.add(failure.toString());
        }

        assertThat(texts).isNotEmpty().allSatisfy(text -> assertThat(text)
                .doesNotContain("KEY-secret")
                .doesNotContain("one-time password"));
    }

    private Exchange speak() {
        return send("telnyx-gather:speak", "Your one-time password is 4711");
    }

    private static SSLContextParameters trusting() {
        KeyStoreParameters store = new KeyStoreParameters();
        store.setResource("file:" + certificate.store());
        store.setPassword(TestCertificate.PASSWORD);
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters tls = new SSLContextParameters();
        tls.setTrustManagers(trust);
        return tls;
    }

    private void respond(HttpExchange exchange) throws IOException {
        commands.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        byte[] bytes = RecordingApi.OK.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
