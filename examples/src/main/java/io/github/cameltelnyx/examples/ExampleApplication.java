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
package io.github.cameltelnyx.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/** camel-main with the files of one folder of examples, as a user starts it. */
public final class ExampleApplication implements AutoCloseable {

    private final Main main = new Main();

    private ExampleApplication(Path folder, String routes, Map<String, String> properties) {
        Properties all = new Properties();
        try (InputStream file = Files.newInputStream(folder.resolve("application.properties"))) {
            all.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.putAll(properties);
        // Main looks for a file of the class path, where there is none
        main.setDefaultPropertyPlaceholderLocation("false");
        // Camel's shutdown hook would wait a minute for main.stop()
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        main.setOverrideProperties(all);
        main.configure().withRoutesIncludePattern("file:" + routes);
    }

    /** Starts the example with the keys of the environment, against Telnyx. */
    public static ExampleApplication start(Path folder) {
        return new ExampleApplication(folder, folder + "/*.camel.yaml", Map.of()).started();
    }

    /** Starts the example on a free port, against the simulator, which sends its webhooks there. */
    public static ExampleApplication start(Path folder, TelnyxSimulator telnyx) {
        return start(folder, folder + "/*.camel.yaml", telnyx);
    }

    /** The same with other routes than those of the folder. */
    static ExampleApplication start(Path folder, String routes, TelnyxSimulator telnyx) {
        ExampleApplication application = new ExampleApplication(
                        folder,
                        routes,
                        Map.of(
                                "camel.server.host", "localhost",
                                "camel.server.port", "0",
                                "camel.component.telnyx-gather.base-url", telnyx.baseUrl(),
                                "camel.component.telnyx-gather.api-key", telnyx.apiKey(),
                                "camel.component.telnyx-gather.public-key", telnyx.publicKey()))
                .started();
        telnyx.webhookUrl("http://localhost:" + application.port() + "/telnyx/events");
        return application;
    }

    private ExampleApplication started() {
        main.start();
        return this;
    }

    public CamelContext context() {
        return main.getCamelContext();
    }

    int port() {
        return context().hasService(VertxPlatformHttpServer.class).getPort();
    }

    @Override
    public void close() {
        main.stop();
    }
}
