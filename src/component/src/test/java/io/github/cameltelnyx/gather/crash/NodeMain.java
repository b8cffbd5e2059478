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
package io.github.cameltelnyx.gather.crash;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.hazelcast.core.HazelcastInstance;
import io.github.cameltelnyx.gather.TelnyxGatherComponent;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.hazelcast.HazelcastIdempotentRepository;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.commons.dbcp2.BasicDataSource;

/**
 * A node in a process of its own. Arguments are {@code name=value}. It writes {@code ready} when it is warm, starts its routes when it reads a line, writes the port of its HTTP server, and ends with the process that started it.
 */
public final class NodeMain {

    private NodeMain() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        BufferedReader console = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            warmUp();
            DefaultCamelContext context = new DefaultCamelContext();
            VertxPlatformHttpServer server = addServer(context);
            configure(context, options);
            System.out.println("ready");
            if (console.readLine() != null) {
                context.start();
                System.out.println("port " + server.getPort());
                console.readLine();
            }
        } finally {
            System.exit(0);
        }
    }

    /** Runs an event, so that the first one of Telnyx does not wait for classes to be loaded. */
    private static void warmUp() throws Exception {
        Path journal = Files.createTempFile("telnyx", "journal");
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            VertxPlatformHttpServer server = addServer(context);
            EventSender telnyx = new EventSender(server::getPort);
            configure(
                    context,
                    Map.of("publicKey", telnyx.publicKey(), "repository", "memory", "journal", journal.toString()));
            context.start();
            telnyx.send("warm-up", Duration.ofMillis(1)).decided().get(1, TimeUnit.MINUTES);
            telnyx.close();
        } finally {
            Files.delete(journal);
        }
    }

    private static VertxPlatformHttpServer addServer(CamelContext context) throws Exception {
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("localhost");
        configuration.setBindPort(0);
        VertxPlatformHttpServer server = new VertxPlatformHttpServer(configuration);
        context.addService(server);
        return server;
    }

    private static void configure(CamelContext context, Map<String, String> options) throws Exception {
        HazelcastInstance hazelcast = null;
        if (options.containsKey("hazelcast")) {
            hazelcast = HazelcastServer.client(options.get("cluster"), Integer.parseInt(options.get("hazelcast")));
            context.getRegistry().bind("hazelcast", hazelcast);
        }
        context.getRegistry().bind("repository", repository(options.get("repository"), hazelcast));
        TelnyxGatherComponent component = context.getComponent("telnyx-gather", TelnyxGatherComponent.class);
        component.getConfiguration().setPublicKey(options.get("publicKey"));
        component.getConfiguration().setApiKey(options.get("apiKey"));
        component.getConfiguration().setBaseUrl(options.get("baseUrl"));
        component.setRelay(options.get("relay"));
        Journal journal = new Journal(Path.of(options.get("journal")));
        context.addRoutes(options.containsKey("baseUrl") ? new CallRoutes(journal) : new EventRoutes(journal));
    }

    private static IdempotentRepository repository(String kind, HazelcastInstance hazelcast) {
        if (kind.startsWith("jdbc:")) {
            BasicDataSource dataSource = new BasicDataSource();
            dataSource.setUrl(kind);
            return new JdbcMessageIdRepository(dataSource, "telnyx");
        }
        if (kind.startsWith("file:")) {
            return FileIdempotentRepository.fileIdempotentRepository(new File(kind.substring(5)), 10_000);
        }
        return kind.equals("hazelcast")
                ? new HazelcastIdempotentRepository(hazelcast, "telnyx")
                : MemoryIdempotentRepository.memoryIdempotentRepository();
    }
}
