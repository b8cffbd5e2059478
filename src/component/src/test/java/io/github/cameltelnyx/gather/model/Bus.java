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
package io.github.cameltelnyx.gather.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** The topic that connects the nodes: each message is for every subscriber, and arrives when the schedule says so. */
final class Bus {

    private final List<Subscriber> subscribers = new ArrayList<>();
    private final List<Message> pending = new ArrayList<>();

    private CamelContext starting;

    private record Message(Subscriber to, byte[] body) {}

    int pending() {
        return pending.size();
    }

    boolean hasMessagesFor(Node node) {
        return pending.stream().anyMatch(message -> message.to.getEndpoint().getCamelContext() == node.context());
    }

    private void publish(CamelContext from, byte[] body) throws Exception {
        for (Subscriber subscriber : List.copyOf(subscribers)) {
            if (from == starting && subscriber.getEndpoint().getCamelContext() == from) {
                subscriber.receive(body);
            } else {
                pending.add(new Message(subscriber, body));
            }
        }
    }

    /** A node that starts waits for a message of its own: it comes at once. Null when it has started. */
    void setStarting(CamelContext newStarting) {
        starting = newStarting;
    }

    void deliver(int index) throws Exception {
        Message message = pending.remove(index);
        message.to.receive(message.body);
    }

    /** Moves the subscribers to the bus of the next schedule. */
    void moveTo(Bus next, Node node) {
        subscribers.stream()
                .filter(subscriber -> subscriber.getEndpoint().getCamelContext() == node.context())
                .forEach(next.subscribers::add);
    }

    void cut(Node node) {
        subscribers.removeIf(subscriber -> subscriber.getEndpoint().getCamelContext() == node.context());
        pending.removeIf(message -> message.to.getEndpoint().getCamelContext() == node.context());
    }

    /** The component of one node. */
    static final class Component extends DefaultComponent {
        private final Supplier<Bus> bus;

        Component(Supplier<Bus> bus) {
            this.bus = bus;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(Exchange exchange) throws Exception {
                            bus.get()
                                    .publish(
                                            getEndpoint().getCamelContext(),
                                            exchange.getMessage().getBody(byte[].class));
                        }
                    };
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    return new Subscriber(this, processor, bus);
                }
            };
        }
    }

    private static final class Subscriber extends DefaultConsumer {
        private final Supplier<Bus> bus;

        Subscriber(Endpoint endpoint, Processor processor, Supplier<Bus> bus) {
            super(endpoint, processor);
            this.bus = bus;
        }

        void receive(byte[] body) throws Exception {
            Exchange exchange = createExchange(false);
            exchange.getMessage().setBody(body);
            getProcessor().process(exchange);
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            bus.get().subscribers.add(this);
        }

        @Override
        protected void doStop() throws Exception {
            bus.get().subscribers.remove(this);
            bus.get().pending.removeIf(message -> message.to == this);
            super.doStop();
        }
    }
}
