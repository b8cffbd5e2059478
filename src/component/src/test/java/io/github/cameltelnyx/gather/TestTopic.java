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
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.cameltelnyx.gather.correlation.RelayMessage;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** A broker in this JVM that can block, fail, lose, double and delay the messages of its topic. */
final class TestTopic implements AutoCloseable {

    /** What happens to a message. */
    interface Delivery {
        /** @param deliver delivers the message to all subscribers; runs on the thread that publishes */
        void publish(RelayMessage message, Runnable deliver) throws Exception;
    }

    private final List<Consumer> subscribers = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private volatile Delivery delivery = (message, deliver) -> deliver.run();

    void onPublish(Delivery newDelivery) {
        delivery = newDelivery;
    }

    /** A component for one context. */
    DefaultComponent component() {
        return new DefaultComponent() {
            @Override
            protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
                return new TopicEndpoint(uri, this);
            }
        };
    }

    void publish(byte[] message) throws Exception {
        delivery.publish(RelayMessage.decode(message), () -> {
            // as with a real broker, publishers do not run the subscribers
            thread.execute(() -> subscribers.forEach(subscriber -> deliver(message, subscriber)));
        });
    }

    private static void deliver(byte[] message, Consumer to) {
        Exchange exchange = to.getEndpoint().createExchange();
        exchange.getMessage().setBody(message);
        try {
            to.getProcessor().process(exchange);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private final class TopicEndpoint extends DefaultEndpoint {
        TopicEndpoint(String uri, DefaultComponent component) {
            super(uri, component);
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws Exception {
                    publish(exchange.getMessage().getBody(byte[].class));
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            return new DefaultConsumer(this, processor) {
                @Override
                protected void doStart() throws Exception {
                    super.doStart();
                    subscribers.add(this);
                }

                @Override
                protected void doStop() throws Exception {
                    subscribers.remove(this);
                    super.doStop();
                }
            };
        }
    }
}
