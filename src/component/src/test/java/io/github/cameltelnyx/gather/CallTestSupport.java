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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/** A Camel context that takes the calls of a simulator. */
abstract class CallTestSupport {

    static final String CALLER = "+15550100011";
    static final String OUR_NUMBER = "+15550100022";

    /** What routes saw, in order: "name status digits". */
    final List<String> seen = new CopyOnWriteArrayList<>();

    TelnyxSimulator telnyx;
    CamelContext context;
    private VertxPlatformHttpServer server;
    TelnyxGatherComponent component;

    @BeforeEach
    void startSimulator() throws Exception {
        telnyx = TelnyxSimulator.builder().timeScale(50).start();
        context = new DefaultCamelContext();
        server = HttpHost.addTo(context);
        component = context.getComponent("telnyx-gather", TelnyxGatherComponent.class);
        component.setEnvironment(name -> null);
        component.getConfiguration().setPublicKey(telnyx.publicKey());
        component.getConfiguration().setApiKey(telnyx.apiKey());
        component.getConfiguration().setBaseUrl(telnyx.baseUrl());
        component.getConfiguration().setRetryDelay(1);
    }

    @AfterEach
    void stop() {
        context.stop();
        telnyx.close();
    }

    void start(RoutesBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
        telnyx.webhookUrl("http://localhost:" + server.getPort() + "/telnyx/events");
    }

    SimulatedCall callIn() {
        return telnyx.call(CALLER, OUR_NUMBER);
    }

    void see(String name, Exchange exchange) {
        seen.add(name + " " + exchange.getMessage().getHeader(TelnyxGatherConstants.STATUS) + " "
                + exchange.getMessage().getHeader(TelnyxGatherConstants.DIGITS));
    }

    void awaitSeen(String... expected) {
        Awaitility.await().untilAsserted(() -> assertThat(seen).containsExactly(expected));
    }

    void awaitNoWaits() {
        Awaitility.await()
                .untilAsserted(() -> assertThat(component.waits().size()).isZero());
    }
}
