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
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.cameltelnyx.gather.client.TelnyxConnectionException;
import org.apache.camel.Exchange;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands over TLS to a server whose certificate the JDK does not trust. */
class TlsTest extends CommandTestSupport {

    private static final String PASSWORD = "of-the-store";

    @TempDir
    static Path directory;

    private static Path keyStore;

    private final AtomicInteger commands = new AtomicInteger();
    private HttpsServer server;

    @BeforeAll
    static void makeCertificate() throws Exception {
        keyStore = directory.resolve("telnyx.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "telnyx",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost");
    }

    @BeforeEach
    void startServer() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serverTls()));
        server.createContext("/", this::respond);
        server.start();
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
        store.setResource("file:" + keyStore);
        store.setPassword(PASSWORD);
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(store);
        SSLContextParameters tls = new SSLContextParameters();
        tls.setTrustManagers(trust);
        return tls;
    }

    private static SSLContext serverTls() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return tls;
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Stream.of(arguments).forEach(command::add);
        command.addAll(List.of("-keystore", keyStore.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
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
