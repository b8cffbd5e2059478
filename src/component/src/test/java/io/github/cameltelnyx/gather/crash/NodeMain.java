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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
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
 * A node in a process of its own. Arguments are {@code name=value}. It writes {@code ready} when its classes are loaded, starts
 * its routes when it reads a line, writes the port of its HTTP server, and ends with the process that started it.
 */
public final class NodeMain {

    private NodeMain() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        BufferedReader console = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
            DefaultCamelContext context = new DefaultCamelContext();
            VertxPlatformHttpServerConfiguration http = new VertxPlatformHttpServerConfiguration();
            http.setBindHost("localhost");
            http.setBindPort(0);
            VertxPlatformHttpServer server = new VertxPlatformHttpServer(http);
            configure(context, options);
            context.build();
            System.out.println("ready");
            if (console.readLine() != null) {
                context.addService(server);
                context.start();
                System.out.println("port " + server.getPort());
                console.readLine();
            }
        } finally {
            Runtime.getRuntime().halt(0);
        }
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
