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

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The path that the results of awaiting routes come to: when it opens, with which options, and how long it stays. */
class ResultPathTest extends EventsTestSupport {

    private static final String DIAL =
            "telnyx-gather:dial?awaitResult=true&connectionId=1&to=+15550100001&from=+15550100002";
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
