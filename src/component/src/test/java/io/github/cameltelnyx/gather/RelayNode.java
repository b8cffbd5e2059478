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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;

/** A node of a cluster: a Camel context as in a process of its own, with an HTTP server and a relay. */
final class RelayNode implements AutoCloseable {

    /** What the routes saw: "result digits", "ended status", "plain event-id". */
    final List<String> seen = new CopyOnWriteArrayList<>();

    final CamelContext context = new DefaultCamelContext();
    final TelnyxGatherComponent component;
    private final RecordingApi api;
    private final VertxPlatformHttpServer server;
    private String eventOptions = "";
    private Consumer<Exchange> afterEvent = exchange -> {};
    private Consumer<Exchange> afterResult = exchange -> {};

    RelayNode(RecordingApi api, String relay) throws Exception {
        this.api = api;
        server = HttpHost.addTo(context);
        component = context.getComponent("telnyx-gather", TelnyxGatherComponent.class);
        component.setEnvironment(name -> null);
        component.getConfiguration().setApiKey("KEY");
        component.getConfiguration().setBaseUrl(api.baseUrl());
        component.getConfiguration().setPublicKey(EventsTestSupport.publicKey(EventsTestSupport.TELNYX));
        component.setRelay(relay);
        context.getShutdownStrategy().setTimeout(1);
    }

    RelayNode events(String options) {
        eventOptions = options;
        return this;
    }

    RelayNode start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:gather")
                        .to("telnyx-gather:gather?awaitResult=true")
                        .process(e -> see("result", e))
                        .process(afterResult::accept);
                from("direct:gatherBriefly")
                        .onException(Exception.class)
                        .handled(true)
                        .process(e -> seen.add("timed out"))
                        .end()
                        .to("telnyx-gather:gather?awaitResult=true&resultTimeout=200");
                from("direct:speak")
                        .setBody(constant("Hello"))
                        .to("telnyx-gather:speak?awaitResult=true")
                        .process(e -> seen.add("spoken"));
                from("direct:hangup")
                        .to("telnyx-gather:hangup?awaitResult=true")
                        .process(e -> seen.add("hung up"));
                from("telnyx-gather:events?" + eventOptions)
                        .process(e -> seen.add("plain " + e.getMessage().getHeader(TelnyxGatherConstants.EVENT_ID)))
                        .to("direct:afterEvent");
                from("direct:afterEvent").process(afterEvent::accept);
            }
        });
        context.start();
        return this;
    }

    RelayNode afterEvent(Consumer<Exchange> action) {
        afterEvent = action;
        return this;
    }

    RelayNode afterResult(Consumer<Exchange> action) {
        afterResult = action;
        return this;
    }

    private void see(String what, Exchange exchange) {
        Object digits = exchange.getMessage().getHeader(TelnyxGatherConstants.DIGITS);
        seen.add(
                what + " " + (digits == null ? exchange.getMessage().getHeader(TelnyxGatherConstants.STATUS) : digits));
    }

    /** Sends an awaited gather and gives back the client state that Telnyx would return. */
    String gathers(String call) {
        return sends("direct:gather", call);
    }

    String sends(String route, String call) {
        int before = api.requests().size();
        context.createProducerTemplate().asyncSend(route, exchange -> exchange.getMessage()
                .setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, call));
        Awaitility.await().until(() -> api.requests().size() > before);
        return api.requests().get(before).json().path("client_state").asText();
    }

    /** Delivers a {@code call.gather.ended} with the digits 471199. */
    int deliver(String id, String call, String state) throws Exception {
        return deliverAsync(id, "call.gather.ended", call, state).get();
    }

    int deliverHangup(String id, String call, String state) throws Exception {
        return deliverAsync(id, "call.hangup", call, state).get();
    }

    CompletableFuture<Integer> deliverAsync(String id, String type, String call, String state) {
        String result = type.equals("call.hangup") ? "" : ",\"digits\":\"471199\",\"status\":\"valid\"";
        byte[] body = ("{\"data\":{\"record_type\":\"event\",\"event_type\":\"" + type + "\",\"id\":\"" + id
                        + "\",\"occurred_at\":\"2026-03-04T10:15:30.123456Z\",\"payload\":{\"call_control_id\":\""
                        + call + "\"" + result + ",\"client_state\":\"" + state
                        + "\"}},\"meta\":{\"attempt\":1}}")
                .getBytes(StandardCharsets.UTF_8);
        HttpRequest request = EventsTestSupport.signed(
                        URI.create("http://localhost:" + server.getPort() + "/telnyx/events"),
                        body,
                        EventsTestSupport.TELNYX)
                .build();
        return EventsTestSupport.HTTP
                .sendAsync(request, BodyHandlers.ofString())
                .thenApply(HttpResponse::statusCode);
    }

    /** The client state that another application has set. */
    static String foreignState() {
        return Base64.getEncoder().encodeToString("vip".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        context.stop();
    }
}
