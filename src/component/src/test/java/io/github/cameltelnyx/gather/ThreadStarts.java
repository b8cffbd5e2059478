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
import java.util.concurrent.Semaphore;

import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;

/** A process that sends commands and prints how many threads were started for them, and how many commands failed. */
final class ThreadStarts {

    private static final int WARM_UP = 200;
    private static final int AT_ONCE = 32;

    /** Arguments: transport, base URL, number of commands. */
    public static void main(String[] arguments) throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            TelnyxGatherComponent component = context.getComponent("telnyx-gather", TelnyxGatherComponent.class);
            component.setTransport(TransportType.valueOf(arguments[0]));
            component.getConfiguration().setBaseUrl(arguments[1]);
            component.getConfiguration().setApiKey("KEY");
            context.start();
            AsyncProducer producer = context.getEndpoint("telnyx-gather:hangup?callControlId=v3:abc")
                    .createAsyncProducer();
            producer.start();
            send(producer, WARM_UP);

            long before = started();
            int failed = send(producer, Integer.parseInt(arguments[2]));
            System.out.println("started=" + (started() - before) + " failed=" + failed);
        }
        System.exit(0);
    }

    private static long started() {
        return ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
    }

    private static int send(AsyncProducer producer, int commands) throws InterruptedException {
        Semaphore sending = new Semaphore(AT_ONCE);
        Semaphore failed = new Semaphore(0);
        for (int command = 0; command < commands; command++) {
            sending.acquire();
            Exchange exchange = producer.getEndpoint().createExchange();
            producer.process(exchange, done -> {
                if (exchange.getException() != null) {
                    failed.release();
                }
                sending.release();
            });
        }
        sending.acquire(AT_ONCE);
        return failed.availablePermits();
    }
}
