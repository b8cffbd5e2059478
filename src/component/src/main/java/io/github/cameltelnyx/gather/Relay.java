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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

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
 * Passes an event to the node that waits for it, over any endpoint that publishes to every node. The node that got the
 * webhook asks; the one that waits replies whether it was its outcome. Without a reply the event stays where it came.
 */
final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private final CamelContext context;
    private final TelnyxGatherComponent component;
    private final WaitRegistry waits;
    private final Endpoint endpoint;
    private final WebhookReceiver receiver;
    private final ConcurrentMap<String, CompletableFuture<Boolean>> asked = new ConcurrentHashMap<>();
    private final LongAdder unanswered = new LongAdder();
    private ProducerTemplate publisher;
    private Consumer subscriber;

    /** @param receiver verifies again what other nodes send: who can publish must not be able to forge */
    Relay(TelnyxGatherComponent component, String uri, WebhookReceiver receiver) {
        this.component = component;
        this.context = component.getCamelContext();
        this.waits = component.waits();
        this.receiver = receiver;
        this.endpoint = context.getEndpoint(uri);
    }

    void start() throws Exception {
        publisher = context.createProducerTemplate();
        subscriber = endpoint.createConsumer(this::receive);
        ServiceHelper.startService(subscriber);
    }

    void stop() {
        ServiceHelper.stopAndShutdownServices(subscriber, publisher);
    }

    /** How many events the node that they were for did not reply to. */
    long unanswered() {
        return unanswered.sum();
    }

    /** @return whether another node took the event as an outcome; false if none replies in time */
    CompletableFuture<Boolean> offer(CallEvent event, WebhookRequest request, long node) {
        CompletableFuture<Boolean> reply = new CompletableFuture<>();
        CompletableFuture<Boolean> before = asked.putIfAbsent(event.eventId(), reply);
        if (before != null) {
            return before;
        }
        component.timer().schedule(() -> giveUp(reply), component.getRelayTimeout(), TimeUnit.MILLISECONDS);
        reply.whenComplete((taken, failure) -> asked.remove(event.eventId(), reply));
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
            unanswered.increment();
        }
    }

    private void publish(RelayMessage message) {
        publisher.asyncSendBody(endpoint, message.encode()).whenComplete((body, failure) -> {
            if (failure != null) {
                LOG.warn("The relay {} cannot be published to", endpoint.getEndpointBaseUri(), failure);
            }
        });
    }

    private void receive(Exchange exchange) {
        RelayMessage message;
        try {
            message = RelayMessage.decode(bytes(exchange.getMessage()));
        } catch (RuntimeException e) {
            LOG.debug("The relay got something else", e);
            return;
        }
        if (message.to() != waits.node()) {
            return;
        }
        if (message instanceof Event event) {
            take(event);
        } else if (message instanceof Reply reply) {
            CompletableFuture<Boolean> waiting = asked.get(reply.eventId());
            if (waiting != null) {
                waiting.complete(reply.taken());
            }
        }
    }

    /** Hazelcast's topics bring a message in which the message is. */
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
            LOG.warn("The relay got an event that is refused: {}", e.reason().text());
        }
    }
}
