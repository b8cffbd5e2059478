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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdempotentRepository;

/** One of several nodes that receive webhooks: a Camel context with an HTTP server of its own and a shared repository. */
final class Node implements AutoCloseable {

    final AtomicInteger runs = new AtomicInteger();
    final CamelContext context = new DefaultCamelContext();
    private final VertxPlatformHttpServer server;

    /** @param options of the endpoint, beside the repository */
    Node(IdempotentRepository repository, String options, Processor route) throws Exception {
        server = HttpHost.addTo(context);
        TelnyxGatherComponent component = context.getComponent("telnyx-gather", TelnyxGatherComponent.class);
        component.setEnvironment(name -> null);
        component.getConfiguration().setPublicKey(EventsTestSupport.publicKey(EventsTestSupport.TELNYX));
        context.getRegistry().bind("shared", repository);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?idempotentRepository=#shared&" + options)
                        .routeId("events")
                        .process(exchange -> run(route, exchange));
            }
        });
        context.start();
    }

    private void run(Processor route, Exchange exchange) throws Exception {
        runs.incrementAndGet();
        route.process(exchange);
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getPort() + "/telnyx/events");
    }

    CompletableFuture<Integer> deliverAsync(String body) {
        return EventsTestSupport.HTTP
                .sendAsync(
                        EventsTestSupport.signed(uri(), body.getBytes(StandardCharsets.UTF_8), EventsTestSupport.TELNYX)
                                .build(),
                        BodyHandlers.discarding())
                .thenApply(HttpResponse::statusCode);
    }

    /** Delivers an event as Telnyx does: again, with the next attempt number, until it is acknowledged. */
    CompletableFuture<Integer> deliverUntilAcknowledged(String id, int attempt) {
        String body = EventsTestSupport.event(id).replace("\"attempt\":1", "\"attempt\":" + attempt);
        return deliverAsync(body)
                .thenCompose(status -> status == 200 || attempt == 3
                        ? CompletableFuture.completedFuture(status)
                        : deliverUntilAcknowledged(id, attempt + 1));
    }

    int deliver(String body) {
        return deliverAsync(body).join();
    }

    @Override
    public void close() {
        context.getShutdownStrategy().setTimeout(1);
        context.stop();
    }
}
