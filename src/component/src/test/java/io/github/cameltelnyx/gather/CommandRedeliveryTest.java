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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.cameltelnyx.gather.event.CallGatherEnded;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is the same command when an exchange comes to a command again, and what is another one. */
class CommandRedeliveryTest extends EventsTestSupport {

    private static final String UNAVAILABLE = "{\"errors\":[]}";

    private final RecordingApi api = new RecordingApi();
    private final CountDownLatch failed = new CountDownLatch(1);
    private final CountDownLatch redelivers = new CountDownLatch(1);

    @BeforeEach
    void useApi() {
        component.getConfiguration().setApiKey("KEY-secret");
        component.getConfiguration().setBaseUrl(api.baseUrl());
        component.getConfiguration().setMaximumRetries(0);
    }

    @AfterEach
    void closeApi() {
        api.close();
    }

    /** Telnyx has executed the command, although what stands between responds 503. */
    @Test
    void theEventThatComesBeforeTheRedeliveryIsTheResult() throws Exception {
        api.responds(503, UNAVAILABLE);
        startWithRedelivery();

        CompletableFuture<Exchange> sent = sendToGather();
        failed.await();
        assertThat(deliver(endOf(0))).isEqualTo(200);
        redelivers.countDown();

        Exchange exchange = sent.get(10, TimeUnit.SECONDS);
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isInstanceOf(CallGatherEnded.class);
        assertThat(api.requests()).hasSize(1);
        assertThat(mock().getReceivedCounter()).isZero();
    }

    @Test
    void theEventThatComesAfterTheRedeliveryIsTheResult() throws Exception {
        api.responds(503, UNAVAILABLE);
        startWithRedelivery();

        CompletableFuture<Exchange> sent = sendToGather();
        redelivers.countDown();
        Awaitility.await().untilAsserted(() -> assertThat(api.requests()).hasSize(2));
        assertThat(api.requests().get(1).json()).isEqualTo(api.requests().get(0).json());
        assertThat(deliver(endOf(0))).isEqualTo(200);

        assertThat(sent.get(10, TimeUnit.SECONDS).getException()).isNull();
    }

    @Test
    void aCommandWithOtherContentIsAnotherCommand() throws Exception {
        api.responds(503, UNAVAILABLE);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:speak")
                        .loop(2)
                        .setBody(simple("Part ${exchangeProperty.CamelLoopIndex}"))
                        .doTry()
                        .to("telnyx-gather:speak?callControlId=v3:c")
                        .doCatch(Exception.class)
                        .end();
            }
        });
        context.start();

        context.createProducerTemplate().sendBody("direct:speak", null);

        assertThat(api.requests())
                .extracting(request -> request.json().path("command_id").asText())
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    private void startWithRedelivery() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler()
                        .maximumRedeliveries(1)
                        .redeliveryDelay(0)
                        .onRedelivery(exchange -> {
                            failed.countDown();
                            redelivers.await();
                        }));
                from("telnyx-gather:events?eventTypes=call.gather.ended").to("mock:events");
                from("direct:gather").to("telnyx-gather:gather?awaitResult=true&callControlId=v3:c");
            }
        });
        context.start();
    }

    private CompletableFuture<Exchange> sendToGather() {
        return context.createProducerTemplate().asyncSend("direct:gather", exchange -> {});
    }

    private String endOf(int request) {
        String state = api.requests().get(request).json().path("client_state").asText();
        return event(
                "e1",
                "call.gather.ended",
                ",\"digits\":\"471199\",\"status\":\"valid\",\"client_state\":\"" + state + "\"");
    }
}
