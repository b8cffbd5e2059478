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
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.github.cameltelnyx.gather.correlation.RelayMessage;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes behind a load balancer that sends each webhook to the other one; they share a topic of Hazelcast. */
class RelayTest {

    private final RecordingApi api = new RecordingApi();
    private static HazelcastInstance hazelcast;
    private Node one;
    private Node other;

    /** A Camel context, as in a process of its own. */
    private final class Node implements AutoCloseable {
        final List<String> seen = new CopyOnWriteArrayList<>();
        final CamelContext context = new DefaultCamelContext();
        final VertxPlatformHttpServer server;
        final TelnyxGatherComponent component;

        Node() throws Exception {
            server = HttpHost.addTo(context);
            context.getRegistry().bind("hz", hazelcast);
            component = context.getComponent("telnyx-gather", TelnyxGatherComponent.class);
            component.setEnvironment(name -> null);
            component.getConfiguration().setApiKey("KEY");
            component.getConfiguration().setBaseUrl(api.baseUrl());
            component.getConfiguration().setPublicKey(EventsTestSupport.publicKey(EventsTestSupport.TELNYX));
            // for the first message on a busy machine
            component.setRelayTimeout(20_000);
            context.getShutdownStrategy().setTimeout(1);
            component.setRelay("hazelcast-topic:telnyx?hazelcastInstance=#hz");
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:gather")
                            .to("telnyx-gather:gather?awaitResult=true")
                            .process(exchange -> seen.add(
                                    "result " + exchange.getMessage().getHeader(TelnyxGatherConstants.DIGITS)));
                    from("telnyx-gather:events")
                            .process(exchange -> seen.add(
                                    "plain " + exchange.getMessage().getHeader(TelnyxGatherConstants.EVENT_ID)));
                }
            });
            context.start();
        }

        /** Sends a gather and gives back the client state that Telnyx would return. */
        String gathers() {
            int before = api.requests().size();
            context.createProducerTemplate().asyncSend("direct:gather", exchange -> exchange.getMessage()
                    .setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, "v3:" + System.identityHashCode(this)));
            Awaitility.await().until(() -> api.requests().size() > before);
            return api.requests().get(before).json().path("client_state").asText();
        }

        int deliver(String id, String state) throws Exception {
            byte[] body = EventsTestSupport.event(
                            id,
                            "call.gather.ended",
                            ",\"digits\":\"42\",\"status\":\"valid\",\"client_state\":\"" + state + "\"")
                    .getBytes(StandardCharsets.UTF_8);
            HttpRequest request = EventsTestSupport.signed(
                            URI.create("http://localhost:" + server.getPort() + "/telnyx/events"),
                            body,
                            EventsTestSupport.TELNYX)
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            return EventsTestSupport.post(request).statusCode();
        }

        @Override
        public void close() {
            context.stop();
        }
    }

    @BeforeAll
    static void startHazelcast() {
        Config config = new Config();
        config.setClusterName("relay-test-" + System.nanoTime());
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.getJetConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        hazelcast = Hazelcast.newHazelcastInstance(config);
    }

    @AfterAll
    static void stopHazelcast() {
        hazelcast.shutdown();
    }

    @BeforeEach
    void startNodes() throws Exception {
        one = new Node();
        other = new Node();
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
        api.close();
    }

    @Test
    void aResultFindsTheNodeThatWaitsForIt() throws Exception {
        String stateOfOne = one.gathers();
        String stateOfOther = other.gathers();

        assertThat(other.deliver("e-1", stateOfOne)).isEqualTo(200);
        assertThat(one.deliver("e-2", stateOfOther)).isEqualTo(200);

        Awaitility.await().untilAsserted(() -> {
            assertThat(one.seen).containsExactly("result 42");
            assertThat(other.seen).containsExactly("result 42");
        });
    }

    @Test
    void aDuplicateOnEitherNodeChangesNothing() throws Exception {
        String state = one.gathers();

        other.deliver("e-1", state);
        other.deliver("e-1", state);
        one.deliver("e-1", state);

        Awaitility.await().untilAsserted(() -> assertThat(one.seen).containsExactly("result 42"));
        assertThat(other.seen).isEmpty();
    }

    @Test
    void anEventThatTheOtherNodeDoesNotWaitForAnyMoreIsPlainWhereItCame() throws Exception {
        String state = one.gathers();
        other.deliver("e-1", state);

        assertThat(other.deliver("e-2", state)).isEqualTo(200);

        assertThat(other.seen).containsExactly("plain e-2");
    }

    @Test
    void anEventOfANodeThatIsGoneIsPlainAndCounted() throws Exception {
        String state = one.gathers();
        one.close();
        other.component.setRelayTimeout(50);

        assertThat(other.deliver("e-1", state)).isEqualTo(200);

        assertThat(other.seen).containsExactly("plain e-1");
        assertThat(other.component.getRelayTimeouts()).isEqualTo(1);
    }

    @Test
    void whatIsPublishedByAStrangerIsNotBelieved() throws Exception {
        String state = one.gathers();
        byte[] forged = EventsTestSupport.event(
                        "e-1", "call.gather.ended", ",\"digits\":\"666\",\"client_state\":\"" + state + "\"")
                .getBytes(StandardCharsets.UTF_8);
        long nodeOfOne = one.component.waits().node();

        other.context
                .createProducerTemplate()
                .sendBody(
                        "hazelcast-topic:telnyx?hazelcastInstance=#hz", "not of ours".getBytes(StandardCharsets.UTF_8));
        other.context
                .createProducerTemplate()
                .sendBody(
                        "hazelcast-topic:telnyx?hazelcastInstance=#hz",
                        new RelayMessage.Event(nodeOfOne, 1, "1", "x", forged).encode());
        other.deliver("e-2", state);

        Awaitility.await().untilAsserted(() -> assertThat(one.seen).containsExactly("result 42"));
    }
}
