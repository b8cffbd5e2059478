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

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Two Telnyx accounts in one application: a component each, which need a path each. */
class TwoComponentsTest extends EventsTestSupport {

    private static final KeyPair OTHER_ACCOUNT = keyPair();

    private final RecordingApi api = new RecordingApi();

    @BeforeEach
    void addSecondComponent() {
        use(component, TELNYX);
        TelnyxGatherComponent second = new TelnyxGatherComponent();
        second.setEnvironment(name -> null);
        use(second, OTHER_ACCOUNT);
        context.addComponent("telnyx-gather2", second);
    }

    private void use(TelnyxGatherComponent of, KeyPair account) {
        of.getConfiguration().setPublicKey(publicKey(account));
        of.getConfiguration().setApiKey("KEY-test");
        of.getConfiguration().setBaseUrl(api.baseUrl());
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    @Test
    void theEventsRouteOfTheSecondComponentDoesNotStartOnThePathOfTheFirst() throws Exception {
        context.addRoutes(route("telnyx-gather:events", "mock:events"));
        context.addRoutes(route("telnyx-gather2:events", "mock:events2"));

        assertThatThrownBy(context::start)
                .hasStackTraceContaining("The component telnyx-gather receives its webhooks on /telnyx/events of "
                        + "platform-http: set the option path of the component telnyx-gather2, or of its endpoints, "
                        + "to another path");
    }

    @Test
    void theAwaitingRouteOfTheSecondComponentDoesNotStartOnThePathOfTheFirst() throws Exception {
        context.addRoutes(route("direct:gather", "telnyx-gather:gather?awaitResult=true"));
        context.addRoutes(route("direct:gather2", "telnyx-gather2:gather?awaitResult=true"));

        assertThatThrownBy(context::start).hasStackTraceContaining("to another path");
    }

    @Test
    void theOldOwnerOfAPathLeavesItToTheNext() throws Exception {
        startRoute("telnyx-gather:events", "mock:events");
        context.getRouteController().stopRoute("events");

        context.addRoutes(route("telnyx-gather2:events", "mock:events2"));

        assertThat(deliver("/telnyx/events", OTHER_ACCOUNT)).isEqualTo(200);
    }

    @Test
    void eachComponentGetsItsEventsAndResultsOnItsOwnPath() throws Exception {
        context.getComponent("telnyx-gather2", TelnyxGatherComponent.class)
                .getConfiguration()
                .setPath("/telnyx/events2");
        context.addRoutes(route("direct:gather", "telnyx-gather:gather?awaitResult=true"));
        context.addRoutes(route("direct:gather2", "telnyx-gather2:gather?awaitResult=true"));
        context.addRoutes(route("telnyx-gather2:events", "mock:events2"));
        startRoute("telnyx-gather:events", "mock:events");
        CompletableFuture<Exchange> gather = send("direct:gather");
        CompletableFuture<Exchange> gather2 = send("direct:gather2");
        Awaitility.await().until(() -> api.requests().size() == 2);

        assertThat(deliver("/telnyx/events", OTHER_ACCOUNT)).isEqualTo(401);
        assertThat(deliver("/telnyx/events2", TELNYX)).isEqualTo(401);
        assertThat(deliver("/telnyx/events2", OTHER_ACCOUNT)).isEqualTo(200);

        assertThat(gather2.get().getMessage().getHeader(TelnyxGatherConstants.DIGITS))
                .isEqualTo("4711");
        assertThat(gather).isNotDone();
        assertThat(deliver("/telnyx/events", TELNYX)).isEqualTo(200);
        assertThat(gather.get().getMessage().getHeader(TelnyxGatherConstants.DIGITS))
                .isEqualTo("4711");
        MockEndpoint second = context.getEndpoint("mock:events2", MockEndpoint.class);
        second.expectedMessageCount(1);
        assertThat(deliver("/telnyx/events2", OTHER_ACCOUNT, event("e-2"))).isEqualTo(200);
        second.assertIsSatisfied();
        assertThat(mock().getReceivedCounter()).isZero();
    }

    @Test
    void componentsOfTwoContextsMayHaveTheSamePath() throws Exception {
        startRoute("telnyx-gather:events", "mock:events");
        try (CamelContext otherContext = new DefaultCamelContext()) {
            VertxPlatformHttpServer otherServer = HttpHost.addTo(otherContext);
            TelnyxGatherComponent other = otherContext.getComponent("telnyx-gather", TelnyxGatherComponent.class);
            other.setEnvironment(name -> null);
            use(other, OTHER_ACCOUNT);
            otherContext.addRoutes(route("telnyx-gather:events", "mock:events"));
            otherContext.start();
            URI otherUri = URI.create("http://localhost:" + otherServer.getPort() + "/telnyx/events");

            assertThat(post(signed(otherUri, bytes("e-1"), OTHER_ACCOUNT).build())
                            .statusCode())
                    .isEqualTo(200);
        }

        assertThat(deliver("/telnyx/events", TELNYX)).isEqualTo(200);
        assertThat(mock().getReceivedCounter()).isEqualTo(1);
    }

    private CompletableFuture<Exchange> send(String route) {
        return context.createProducerTemplate().asyncSend(route, exchange -> exchange.getMessage()
                .setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, "v3:c"));
    }

    private int deliver(String path, KeyPair account) throws Exception {
        return deliver(path, account, event("e-1"));
    }

    private int deliver(String path, KeyPair account, String event) throws Exception {
        return post(signed(uri(path), event.getBytes(StandardCharsets.UTF_8), account)
                        .build())
                .statusCode();
    }

    private static byte[] bytes(String id) {
        return event(id).getBytes(StandardCharsets.UTF_8);
    }

    private static RouteBuilder route(String from, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        };
    }
}
