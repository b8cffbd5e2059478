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

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import javax.management.ObjectName;

import io.vertx.core.Vertx;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** 100,000 texts in the URI of a dynamic endpoint. */
class DynamicEndpointIT {

    private static final Logger LOG = LoggerFactory.getLogger(DynamicEndpointIT.class);
    private static final int TEXTS = 100_000;
    private static final int THREADS = 8;

    @RegisterExtension
    final LogCapture log = new LogCapture();

    @Test
    void aHundredThousandTextsLeaveEndpointsAndHeapFlat() throws Exception {
        // DynamicEndpointTest looks at DEBUG; here it would be half a million lines
        Configurator.setLevel("io.github.cameltelnyx", Level.INFO);
        AtomicInteger commands = new AtomicInteger();
        Vertx vertx = Vertx.vertx();
        try (CamelContext context = new DefaultCamelContext()) {
            TelnyxGatherComponent component = context.getComponent("telnyx-gather", TelnyxGatherComponent.class);
            component.getConfiguration().setApiKey("KEY-secret");
            component.getConfiguration().setResendAfter(0);
            component.getConfiguration().setBaseUrl("http://localhost:" + api(vertx, commands) + "/v2");
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in").toD("telnyx-gather:speak?payload=${header.text}&loop=1");
                }
            });
            context.start();
            send(context, 0, TEXTS / 10);
            long before = usedHeap();
            List<Endpoint> endpoints = List.copyOf(context.getEndpoints());

            send(context, TEXTS / 10, TEXTS);

            LOG.info("Heap {} -> {}", before, usedHeap());
            assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("471199"));
            assertThat(context.getEndpoints())
                    .containsExactlyInAnyOrderElementsOf(endpoints)
                    .noneMatch(endpoint -> endpoint.getEndpointUri().contains("471199"));
            assertThat(ManagementFactory.getPlatformMBeanServer()
                            .queryNames(new ObjectName("org.apache.camel:*"), null))
                    .noneMatch(name -> name.toString().contains("471199"));
            assertThat(commands).hasValue(TEXTS);
            assertThat(usedHeap() - before).isLessThan(10 << 20);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void send(CamelContext context, int from, int to) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        ProducerTemplate template = context.createProducerTemplate();
        try {
            List<Future<?>> all = IntStream.range(0, THREADS)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> {
                        for (int i = from + thread; i < to; i += THREADS) {
                            Map<String, Object> headers =
                                    Map.of(TelnyxGatherConstants.CALL_CONTROL_ID, "v3:c", "text", "Text & 471199 " + i);
                            Exchange exchange = template.send(
                                    "direct:in",
                                    message -> message.getMessage().getHeaders().putAll(headers));
                            assertThat(exchange.getException()).isNull();
                        }
                    }))
                    .toList();
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
            template.stop();
        }
    }

    private static int api(Vertx vertx, AtomicInteger commands) {
        return vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    if (body.toString().contains("Text & 471199 ")) {
                        commands.incrementAndGet();
                    }
                    request.response().end("{\"data\":{\"result\":\"ok\"}}");
                }))
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static long usedHeap() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used;
    }
}
