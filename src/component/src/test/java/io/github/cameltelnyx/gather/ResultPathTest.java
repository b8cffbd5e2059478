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

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The path that the results of awaiting routes come to: when it opens, with which options, and how long it stays. */
class ResultPathTest extends EventsTestSupport {

    private static final String DIAL =
            "telnyx-gather:dial?awaitResult=true&connectionId=1&to=+15550100001&from=+15550100002";
    private static final String GATHER = "telnyx-gather:gather?awaitResult=true";
    private static final int NOT_FOUND = 404;

    @BeforeEach
    void setApiKey() {
        component.getConfiguration().setApiKey("KEY-test");
        component.getConfiguration().setBaseUrl("http://localhost:1");
        component.getConfiguration().setMaximumRetries(0);
    }

    @Test
    void opensWhenTheAwaitingRouteStarts() throws Exception {
        startRoute("direct:dial", DIAL);

        assertThat(deliver(event("e-1"))).isEqualTo(200);
    }

    @Test
    void aMissingPublicKeyFailsTheStartOfTheAwaitingRoute() throws Exception {
        component.getConfiguration().setPublicKey(null);

        assertThatThrownBy(() -> startRoute("direct:dial", DIAL)).hasStackTraceContaining("publicKey is missing");
    }

    @Test
    void hasTheOptionsOfAnEventsRoute() throws Exception {
        component.getConfiguration().setPublicKey(null);
        context.addRoutes(route("direct:dial", DIAL));

        startRoute("telnyx-gather:events?path=/hooks&publicKey=RAW(" + publicKey(TELNYX) + ")", "mock:events");

        assertThat(deliver(event("e-1"))).isEqualTo(NOT_FOUND);
        assertThat(deliverTo("/hooks")).isEqualTo(200);
    }

    @Test
    void takesTheOptionsOfAnEventsRouteThatIsAddedLater() throws Exception {
        component.getConfiguration().setPublicKey(publicKey(keyPair()));
        startRoute("direct:dial", DIAL);
        assertThat(deliver(event("e-1"))).isEqualTo(401);

        context.addRoutes(route("telnyx-gather:events?publicKey=RAW(" + publicKey(TELNYX) + ")", "mock:events"));

        assertThat(deliver(event("e-1"))).isEqualTo(200);
    }

    @Test
    void opensWithTheFirstMessageToADynamicEndpoint() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dial").toD(DIAL + "&field.from_display_name=${body}");
            }
        });
        context.start();
        assertThat(deliver(event("e-1"))).isEqualTo(NOT_FOUND);

        context.createProducerTemplate()
                .send("direct:dial", exchange -> exchange.getMessage().setBody("Ada"));

        assertThat(deliver(event("e-1"))).isEqualTo(200);
    }

    @Test
    void staysOpenWhenTheEventsRouteStops() throws Exception {
        context.addRoutes(route("direct:dial", DIAL));
        startRoute("telnyx-gather:events", "mock:events");

        context.getRouteController().stopRoute("events");

        assertThat(deliver(event("e-1"))).isEqualTo(200);
    }

    @Test
    void aWaitIsServedAfterTheEventsRouteWasStopped() throws Exception {
        try (RecordingApi api = new RecordingApi()) {
            component.getConfiguration().setBaseUrl(api.baseUrl());
            context.addRoutes(route("direct:gather", GATHER));
            startRoute("telnyx-gather:events?eventTypes=call.hangup", "mock:events");
            CompletableFuture<Exchange> gather = sendToCall("direct:gather");
            Awaitility.await().until(() -> api.requests().size() == 1);

            context.getRouteController().stopRoute("events");

            assertThat(deliver(event("e-1"))).isEqualTo(200);
            assertThat(gather.get().getMessage().getHeader(TelnyxGatherConstants.DIGITS))
                    .isEqualTo("4711");
        }
    }

    @Test
    void aWaitIsServedOnThePathOfAStoppedRouteThoughAnotherPathIsOpen() throws Exception {
        context.addRoutes(route("direct:dial", DIAL));
        context.addRoutes(route("telnyx-gather:events?path=/other", "mock:other"));
        startRoute("telnyx-gather:events", "mock:events");

        context.getRouteController().stopRoute("events");

        assertThat(deliver(event("e-1"))).isEqualTo(200);
        assertThat(deliverTo("/other")).isEqualTo(200);
    }

    @Test
    void anEventsRouteWithItsOwnOptionsStartsAgainAfterACommandWasAwaited() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dial").toD(DIAL + "&field.from_display_name=${body}");
            }
        });
        startRoute("telnyx-gather:events?maximumBodySize=4096", "mock:events");
        context.getRouteController().stopRoute("events");
        context.createProducerTemplate()
                .send("direct:dial", exchange -> exchange.getMessage().setBody("Ada"));

        context.getRouteController().startRoute("events");

        mock().expectedMessageCount(1);
        assertThat(deliver(event("e-1"))).isEqualTo(200);
        mock().assertIsSatisfied();
        assertThat(deliver(event("e-2", "call.speak.ended", ",\"x\":\"" + "x".repeat(4096) + "\"")))
                .isEqualTo(413);
    }

    @Test
    void noResultIsRefusedWhileAnEventsRouteTakesThePathOver() throws Exception {
        context.addRoutes(route("direct:dial", DIAL));
        context.addRoutes(stoppedEventsRoute("lenient", 600_000));
        context.addRoutes(stoppedEventsRoute("strict", 60_000));
        context.start();
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> deliveries = CompletableFuture.runAsync(() -> {
            for (int i = 0; !over.get(); i++) {
                statuses.add(deliverAsync(event("e-" + i)).join());
            }
        });

        for (int i = 0; i < 50; i++) {
            String route = i % 2 == 0 ? "lenient" : "strict";
            context.getRouteController().startRoute(route);
            context.getRouteController().stopRoute(route);
        }

        over.set(true);
        deliveries.get();
        // 503 while the route stops: Telnyx sends the event again
        assertThat(statuses).contains(200).isSubsetOf(200, 503);
    }

    private static RouteBuilder stoppedEventsRoute(String id, int tolerance) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?timestampTolerance=" + tolerance)
                        .routeId(id)
                        .autoStartup(false)
                        .to("mock:events");
            }
        };
    }

    private CompletableFuture<Exchange> sendToCall(String route) {
        return context.createProducerTemplate().asyncSend(route, exchange -> exchange.getMessage()
                .setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, "v3:c"));
    }

    private int deliverTo(String path) throws Exception {
        byte[] body = event("e-1").getBytes(StandardCharsets.UTF_8);
        return post(signed(uri(path), body, TELNYX).build()).statusCode();
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
