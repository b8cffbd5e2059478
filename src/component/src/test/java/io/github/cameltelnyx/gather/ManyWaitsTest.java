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
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameltelnyx.gather.event.CallEventParser;
import io.github.cameltelnyx.gather.event.CallGatherEnded;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Callers who take their time cost memory, and no threads. */
class ManyWaitsTest extends EventsTestSupport {

    private static final int WAITS = 10_000;
    /** The rest of the events skips HTTP and signature, for the time that 10,000 of these take. */
    private static final int BY_HTTP = 300;

    private static final int MEGABYTE = 1 << 20;

    private final Vertx vertx = Vertx.vertx();
    /** Commands on their way. */
    private final Semaphore sending = new Semaphore(64);

    private final Semaphore delivering = new Semaphore(16);
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    @BeforeEach
    void startApi() throws Exception {
        HttpServer api = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(this::respond)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        component.getConfiguration().setApiKey("KEY-secret");
        component.getConfiguration().setBaseUrl("http://localhost:" + api.actualPort() + "/v2");
        component.getConfiguration().setResendAfter(0);
        component.getConfiguration().setRequestTimeout(60_000);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:caller")
                        .to("telnyx-gather:gather?awaitResult=true&resultTimeout=600000")
                        .process(exchange -> assertThat(exchange.getMessage().getHeader("CamelTelnyxGatherDigits"))
                                .isEqualTo(exchange.getProperty("number")));
            }
        });
        context.start();
    }

    @AfterEach
    void stopApi() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void tenThousandCallersWaitWithoutThreads() throws Exception {
        AsyncProducer callers = context.getEndpoint("direct:caller").createAsyncProducer();
        callers.start();
        int idleThreads = threads();
        long idleMemory = memory();

        for (int i = 0; i < WAITS; i++) {
            assertThat(sending.tryAcquire(10, TimeUnit.SECONDS))
                    .as("%s failed", failed)
                    .isTrue();
            Exchange exchange = new DefaultExchange(context);
            exchange.setProperty("number", Integer.toString(i));
            exchange.getMessage().setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, "v3:" + i);
            callers.process(exchange, doneSync -> count(exchange));
        }
        Awaitility.await().untilAsserted(() -> assertThat(states).hasSize(WAITS));
        assertThat(failed).hasValue(0);
        assertThat(component.waits().size()).isEqualTo(WAITS);
        assertThat(threads() - idleThreads).isLessThan(150);
        assertThat(memory() - idleMemory).isLessThanOrEqualTo(64 * MEGABYTE);

        for (int i = 0; i < BY_HTTP; i++) {
            assertThat(delivering.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            deliverAsync(ended(i)).whenComplete((status, failure) -> delivering.release());
        }
        for (int i = BY_HTTP; i < WAITS; i++) {
            assertThat(component.waits().offer(CallEventParser.parse(ended(i).getBytes(StandardCharsets.UTF_8))))
                    .isTrue();
        }

        Awaitility.await().untilAsserted(() -> assertThat(ended).hasValue(WAITS));
        assertThat(failed).hasValue(0);
        assertThat(component.waits().size()).isZero();
        callers.stop();
    }

    private void count(Exchange exchange) {
        if (exchange.isFailed() || !(exchange.getMessage().getBody() instanceof CallGatherEnded)) {
            failed.incrementAndGet();
        }
        ended.incrementAndGet();
    }

    private void respond(HttpServerRequest request) {
        String call = request.path().split("/")[3].replace("%3A", ":");
        request.body().onSuccess(body -> {
            states.put(call, body.toJsonObject().getString("client_state"));
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end(RecordingApi.OK)
                    .onComplete(sent -> sending.release());
        });
    }

    private String ended(int number) {
        String call = "v3:" + number;
        String state = states.get(call);
        return event(
                        "e" + number,
                        "call.gather.ended",
                        ",\"client_state\":\"" + state + "\",\"status\":\"valid\",\"digits\":\"" + number + "\"")
                .replace("v3:c", call);
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** What is in use when all that can be collected is. */
    private static long memory() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
