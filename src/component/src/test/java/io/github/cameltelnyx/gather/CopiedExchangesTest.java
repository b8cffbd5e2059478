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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.Builder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A webhook belongs to the exchange that it started, and not to copies that run beside it. */
class CopiedExchangesTest extends EventsTestSupport {

    private static final String MUSIC =
            "telnyx-gather:playbackStart?awaitResult=true&field.audio_url=https://example.test/a.mp3";

    private final RecordingApi api = new RecordingApi();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeEach
    void useApi() {
        component.getConfiguration().setApiKey("KEY");
        component.getConfiguration().setBaseUrl(api.baseUrl());
        // the music never ends
        context.getShutdownStrategy().setTimeout(1);
    }

    @AfterEach
    void closeApi() {
        gate.countDown();
        api.close();
    }

    @Test
    void aCopyThatAwaitsDoesNotAcknowledgeTheWebhookOrLetTheNextEventBegin() throws Exception {
        start("ordering=call&acknowledgeTimeout=60000", route -> route.wireTap("direct:music")
                .process(exchange -> {
                    seen.add("begin " + id(exchange));
                    if (id(exchange).equals("e-1")) {
                        gate.await(20, TimeUnit.SECONDS);
                        seen.add("fail e-1");
                        throw new IllegalStateException("the original fails");
                    }
                }));
        CompletableFuture<Integer> first = deliverAsync(event("e-1"));
        Awaitility.await()
                .until(() -> seen.contains("begin e-1") && !api.requests().isEmpty());
        CompletableFuture<Integer> second = deliverAsync(event("e-2"));
        Awaitility.await().until(() -> component.getWaiting() == 1 && pending() == 2);
        // the response to this command comes later than that to the playback
        context.createProducerTemplate().requestBody("telnyx-gather:hangup?callControlId=v3:c", null, String.class);
        gate.countDown();

        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(500);
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(seen).containsExactly("begin e-1", "fail e-1", "begin e-2");
    }

    @ParameterizedTest
    @MethodSource("copies")
    void aCopyHasNoWebhook(Consumer<RouteDefinition> copying) throws Exception {
        start("acknowledgeTimeout=60000", copying);

        assertThat(deliver(event("e-1"))).isEqualTo(200);

        Awaitility.await().untilAsserted(() -> assertThat(seen).contains("without webhook"));
        assertThat(seen).doesNotContain("with webhook");
    }

    @Test
    void theExchangeItselfHasItsWebhookAlsoInOtherRoutes() throws Exception {
        start(
                "acknowledgeTimeout=60000",
                route -> route.loop(1).to("direct:copy").end());

        assertThat(deliver(event("e-1"))).isEqualTo(200);

        assertThat(seen).containsExactly("with webhook");
    }

    private static Stream<Named<Consumer<RouteDefinition>>> copies() {
        return Stream.of(
                Named.of("wireTap", route -> route.wireTap("direct:copy")),
                Named.of("seda", route -> route.to("seda:copy?waitForTaskToComplete=Never")),
                Named.of("multicast", route -> route.multicast().to("direct:copy", "log:other?level=DEBUG")),
                Named.of("split", route -> route.split(Builder.constant(List.of("a", "b")))
                        .to("direct:copy")),
                Named.of("enrich", route -> route.enrich("direct:copy")),
                Named.of("recipientList", route -> route.recipientList(Builder.constant("direct:copy"))));
    }

    private void start(String options, Consumer<RouteDefinition> steps) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                steps.accept(from("telnyx-gather:events?" + options).routeId("events"));
                from("direct:music")
                        .filter(header("CamelTelnyxGatherEventId").isEqualTo("e-1"))
                        .to(MUSIC);
                from("seda:copy").to("direct:copy");
                from("direct:copy")
                        .process(exchange -> seen.add(
                                WebhookAcknowledgement.of(exchange) == WebhookAcknowledgement.NONE
                                        ? "without webhook"
                                        : "with webhook"));
            }
        });
        context.start();
    }

    private int pending() {
        return ((TelnyxGatherConsumer) context.getRoute("events").getConsumer()).getPendingExchangesSize();
    }

    private static String id(Exchange exchange) {
        return exchange.getMessage().getHeader(TelnyxGatherConstants.EVENT_ID, String.class);
    }
}
