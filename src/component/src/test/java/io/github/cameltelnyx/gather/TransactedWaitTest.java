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
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A transaction belongs to a thread, so Camel blocks the thread of a transacted exchange for the whole wait. */
class TransactedWaitTest extends EventsTestSupport {

    @Test
    void aTransactedExchangeBlocksItsThreadWhileItWaits() throws Exception {
        try (RecordingApi api = new RecordingApi()) {
            component.getConfiguration().setApiKey("KEY-secret");
            component.getConfiguration().setBaseUrl(api.baseUrl());
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:gather")
                            .process(exchange -> exchange.getExchangeExtension().setTransacted(true))
                            .to("telnyx-gather:gather?awaitResult=true&resultTimeout=1000&callControlId=v3:c");
                }
            });
            context.start();

            CompletableFuture<Exchange> sent =
                    context.createProducerTemplate().asyncSend("direct:gather", exchange -> {});

            Awaitility.await().until(() -> blocked() == 1);
            assertThat(sent.get(10, TimeUnit.SECONDS).getException()).isInstanceOf(ExchangeTimedOutException.class);
        }
    }

    private int blocked() {
        return PluginHelper.getAsyncProcessorAwaitManager(context).size();
    }
}
