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
package io.github.cameltelnyx.gather.soak;

import java.time.Duration;

import com.hazelcast.core.HazelcastInstance;
import io.github.cameltelnyx.gather.LeftOver;
import io.github.cameltelnyx.gather.TelnyxGatherComponent;
import io.github.cameltelnyx.gather.TelnyxGatherConfiguration;
import io.github.cameltelnyx.gather.crash.HazelcastServer;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.commons.dbcp2.BasicDataSource;

/** A Camel context that shares a database and a relay with others. */
final class SoakNode implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final BasicDataSource database = new BasicDataSource();
    private final HazelcastInstance hazelcast;
    private final VertxPlatformHttpServer server;

    SoakNode(Tally tally, TelnyxSimulator telnyx, int databasePort, String cluster, int hazelcastPort)
            throws Exception {
        hazelcast = HazelcastServer.client(cluster, hazelcastPort);
        database.setUrl("jdbc:postgresql://localhost:" + databasePort
                + "/postgres?user=postgres&connectTimeout=1&socketTimeout=2");
        database.setTestOnBorrow(true);
        database.setMaxWait(Duration.ofSeconds(1));
        VertxPlatformHttpServerConfiguration http = new VertxPlatformHttpServerConfiguration();
        http.setBindHost("localhost");
        http.setBindPort(0);
        server = new VertxPlatformHttpServer(http);
        context.addService(server);
        context.getRegistry().bind("hazelcast", hazelcast);
        context.getRegistry().bind("repository", new JdbcMessageIdRepository(database, "telnyx"));
        TelnyxGatherComponent component = context.getComponent("telnyx-gather", TelnyxGatherComponent.class);
        component.setRelay("hazelcast-topic:telnyx?hazelcastInstance=#hazelcast");
        component.setRelayTimeout(400);
        TelnyxGatherConfiguration configuration = component.getConfiguration();
        configuration.setPublicKey(telnyx.publicKey());
        configuration.setApiKey(telnyx.apiKey());
        configuration.setBaseUrl(telnyx.baseUrl());
        configuration.setRetryDelay(50);
        configuration.setRetryMaxDelay(400);
        // the simulator remembers a command id for a minute, which the time scale makes short
        configuration.setRequestTimeout(2500);
        context.addRoutes(new SoakRoutes(tally));
        context.start();
    }

    int port() {
        return server.getPort();
    }

    LeftOver leftOver() {
        return LeftOver.of(context);
    }

    @Override
    public void close() throws Exception {
        context.stop();
        hazelcast.shutdown();
        database.close();
    }
}
