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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** How exchanges end when something fails that should not. */
class ExchangeEndsTest extends EventsTestSupport {

    @RegisterExtension
    final LogCapture log = new LogCapture();

    private volatile boolean noThreads;

    @Test
    void aWaitEndsAlsoIfNoThreadCanBeStarted() throws Exception {
        context.getExecutorServiceManager().setThreadPoolFactory(new DefaultThreadPoolFactory() {
            @Override
            public ExecutorService newCachedThreadPool(ThreadFactory threads) {
                return super.newCachedThreadPool(task -> {
                    if (noThreads) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    return threads.newThread(task);
                });
            }
        });
        try (RecordingApi api = new RecordingApi()) {
            component.getConfiguration().setApiKey("KEY-secret");
            component.getConfiguration().setBaseUrl(api.baseUrl());
            startRoute("direct:gather", "telnyx-gather:gather?awaitResult=true&resultTimeout=300&callControlId=v3:one");
            noThreads = true;

            CompletableFuture<Exchange> sent =
                    context.createProducerTemplate().asyncSend("direct:gather", exchange -> {});

            assertThat(sent.get(10, TimeUnit.SECONDS).getException()).isInstanceOf(ExchangeTimedOutException.class);
        }
    }

    @Test
    void whatTheRouteThrowsAfterAWaitIsLogged() throws Exception {
        try (RecordingApi api = new RecordingApi()) {
            component.getConfiguration().setApiKey("KEY-secret");
            component.getConfiguration().setBaseUrl(api.baseUrl());
            context.start();
            Endpoint endpoint =
                    context.getEndpoint("telnyx-gather:gather?awaitResult=true&resultTimeout=50&callControlId=v3:one");
            AsyncProducer producer = endpoint.createAsyncProducer();
            producer.start();

            producer.process(endpoint.createExchange(), doneSync -> {
                throw new IllegalStateException("the next step is broken");
            });

            Awaitility.await().dontCatchUncaughtExceptions().untilAsserted(() -> assertThat(log.lines())
                    .anyMatch(line -> line.contains("the next step is broken")));
        }
    }
}
