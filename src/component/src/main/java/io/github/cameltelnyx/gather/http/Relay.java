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
package io.github.cameltelnyx.gather.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import io.github.cameltelnyx.gather.correlation.RelayMessage;
import io.github.cameltelnyx.gather.correlation.RelayMessage.Event;
import io.github.cameltelnyx.gather.correlation.RelayMessage.Reply;
import io.github.cameltelnyx.gather.correlation.WaitRegistry;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.webhook.InvalidWebhookException;
import io.github.cameltelnyx.gather.webhook.WebhookReceiver;
import io.github.cameltelnyx.gather.webhook.WebhookRequest;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes an event to the node that waits for it, over any endpoint that publishes to every node. The node that received the
 * webhook publishes the event; the one that waits replies whether the event ended its wait. Without a reply the event is for
 * the routes of the node that received it.
 */
public final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private final CamelContext context;
    private final String uri;
    private final LongSupplier timeout;
    private final WaitRegistry waits;
    private final ScheduledExecutorService timer;
    private final ConcurrentMap<String, CompletableFuture<Boolean>> pending = new ConcurrentHashMap<>();
    private final LongAdder timeouts = new LongAdder();
    private WebhookReceiver receiver;
    private Endpoint endpoint;
    private ProducerTemplate publisher;
    private Consumer subscriber;

    /**
     * @param uri of an endpoint that publishes to every node
     * @param timeout of a reply, in milliseconds
     * @param timer for time-outs
     */
    public Relay(
            CamelContext context,
            String uri,
            LongSupplier timeout,
            WaitRegistry waits,
            ScheduledExecutorService timer) {
        this.context = context;
        this.uri = uri;
        this.timeout = timeout;
        this.waits = waits;
        this.timer = timer;
    }

    /** @param verifying checks again what other nodes send: who can publish must not be able to forge */
    void start(WebhookReceiver verifying) throws Exception {
        if (subscriber != null) {
            return;
        }
        receiver = verifying;
        endpoint = context.getEndpoint(uri);
        publisher = context.createProducerTemplate();
        Consumer consumer = endpoint.createConsumer(this::receive);
        ServiceHelper.startService(consumer);
        subscriber = consumer;
    }

    void stop() {
        ServiceHelper.stopAndShutdownServices(subscriber, publisher);
    }

    /** How many events the other node did not reply to in time. */
    public long timeouts() {
        return timeouts.sum();
    }

    /** @return whether the event ended a wait of the other node; false if it does not reply in time */
    CompletableFuture<Boolean> offer(CallEvent event, WebhookRequest request, long node) {
        CompletableFuture<Boolean> reply = new CompletableFuture<>();
        CompletableFuture<Boolean> before = pending.putIfAbsent(event.eventId(), reply);
        if (before != null) {
            return before;
        }
        timer.schedule(() -> giveUp(reply), timeout.getAsLong(), TimeUnit.MILLISECONDS);
        reply.whenComplete((taken, failure) -> pending.remove(event.eventId(), reply));
        publish(new Event(
                node,
                waits.node(),
                request.timestamps().stream().findFirst().orElse(""),
                request.signatures().stream().findFirst().orElse(""),
                request.body()));
        return reply;
    }

    private void giveUp(CompletableFuture<Boolean> reply) {
        if (reply.complete(false)) {
            timeouts.increment();
        }
    }

    private void publish(RelayMessage message) {
        publisher.asyncSendBody(endpoint, message.encode()).whenComplete((body, failure) -> {
            if (failure != null) {
                LOG.warn("Cannot send a message to the relay {}", endpoint.getEndpointBaseUri(), failure);
            }
        });
    }

    private void receive(Exchange exchange) {
        RelayMessage message;
        try {
            message = RelayMessage.decode(bytes(exchange.getMessage()));
        } catch (RuntimeException e) {
            LOG.debug("The relay received a message that is not one of its own", e);
            return;
        }
        if (message.to() != waits.node()) {
            return;
        }
        if (message instanceof Event event) {
            take(event);
        } else if (message instanceof Reply reply) {
            CompletableFuture<Boolean> waiting = pending.get(reply.eventId());
            if (waiting != null) {
                waiting.complete(reply.taken());
            }
        }
    }

    /** Hazelcast's topics wrap the message in one of their own. */
    private byte[] bytes(Message message) {
        byte[] bytes = message.getBody(byte[].class);
        return bytes != null
                ? bytes
                : (byte[]) PluginHelper.getBeanIntrospection(context)
                        .getOrElseProperty(message.getBody(), "messageObject", new byte[0], false);
    }

    private static List<String> given(String header) {
        return header.isEmpty() ? List.of() : List.of(header);
    }

    private void take(Event relayed) {
        try {
            CallEvent event = receiver.receive(new WebhookRequest(
                    "POST", null, given(relayed.signature()), given(relayed.timestamp()), relayed.body()));
            publish(new Reply(relayed.from(), event.eventId(), waits.offer(event)));
        } catch (InvalidWebhookException e) {
            LOG.warn(
                    "The relay received an event that is refused: {}",
                    e.reason().text());
        }
    }
}
