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

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.github.cameltelnyx.gather.correlation.WaitRegistry;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.webhook.InvalidWebhookException;
import io.github.cameltelnyx.gather.webhook.WebhookReceiver;
import io.github.cameltelnyx.gather.webhook.WebhookRequest;
import io.github.cameltelnyx.gather.webhook.WebhookVerifier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP path that receives webhooks: reads the request, has it verified, hands the event to every consumer that wants
 * it, and answers when they have. The exchange of the HTTP request ends here; routes get exchanges of their own.
 */
final class WebhookServer extends AsyncProcessorSupport {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);
    private static final int OK = 200;
    /** Types of events that any route may wait for. */
    private static final Set<String> OUTCOMES = Arrays.stream(TelnyxGatherOperation.values())
            .flatMap(operation -> operation.resultEvents().stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final int FAILED = 500;

    private final TelnyxGatherComponent component;
    private final CamelContext context;
    private final WaitRegistry waits;
    private final Settings settings;
    private final WebhookReceiver receiver;
    private final List<TelnyxGatherConsumer> consumers = new CopyOnWriteArrayList<>();
    private final Set<InvalidWebhookException.Reason> warned = ConcurrentHashMap.newKeySet();
    private Consumer http;
    private boolean held;

    /** What consumers that share a path must agree on. */
    record Settings(
            String path,
            String httpServerComponent,
            List<String> publicKeys,
            boolean verifySignature,
            long timestampTolerance,
            int maximumBodySize) {

        /** @throws IllegalArgumentException when there is no key to verify with */
        static Settings of(TelnyxGatherConfiguration options, List<String> publicKeys) {
            if (options.isVerifySignature() && publicKeys.isEmpty()) {
                throw new IllegalArgumentException("publicKey is missing: set the option, the environment variable "
                        + "TELNYX_PUBLIC_KEY or the property camel.component.telnyx-gather.public-key to the "
                        + "public key of the Telnyx account. Without it an event cannot be told from a forged request");
            }
            String path = options.getPath().startsWith("/") ? options.getPath() : "/" + options.getPath();
            return new Settings(
                    path,
                    options.getHttpServerComponent(),
                    publicKeys,
                    options.isVerifySignature(),
                    options.getTimestampTolerance(),
                    options.getMaximumBodySize());
        }
    }

    WebhookServer(TelnyxGatherComponent component, Settings settings) {
        this.component = component;
        this.context = component.getCamelContext();
        this.waits = component.waits();
        this.settings = settings;
        WebhookVerifier verifier = null;
        if (settings.verifySignature()) {
            Duration tolerance = Duration.ofMillis(settings.timestampTolerance());
            verifier = new WebhookVerifier(settings.publicKeys(), tolerance, Clock.systemUTC());
        } else {
            LOG.warn(
                    "Webhooks on {} are not verified: anybody who can reach the path can run the route",
                    settings.path());
        }
        receiver = new WebhookReceiver(verifier, settings.maximumBodySize());
    }

    Settings settings() {
        return settings;
    }

    void open() throws Exception {
        HttpServerLocator server = HttpServerLocator.find(context, settings.httpServerComponent());
        http = server.createConsumer(settings.path(), this);
        try {
            ServiceHelper.startService(http);
        } catch (Exception e) {
            ServiceHelper.stopAndShutdownService(http);
            throw e;
        }
        LOG.info("Webhooks of Telnyx are received on {} by {}", settings.path(), server.name());
    }

    void add(TelnyxGatherConsumer consumer) {
        consumers.add(consumer);
    }

    /** @return whether the consumer was the last, so that the path is closed now */
    boolean removeLast(TelnyxGatherConsumer consumer) {
        if (!consumers.remove(consumer) || !consumers.isEmpty() || held) {
            return false;
        }
        shut();
        return true;
    }

    /** Keeps the path open without consumers, for routes that wait for events. */
    void hold() {
        held = true;
    }

    void shut() {
        ServiceHelper.stopAndShutdownService(http);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        WebhookRequest request;
        CallEvent event;
        try {
            request = request(exchange.getMessage());
            event = receiver.receive(request);
        } catch (InvalidWebhookException e) {
            report(e.reason());
            answer(exchange, e.reason().status(), e.reason().text());
            callback.done(true);
            return true;
        } catch (IOException e) {
            LOG.debug("A webhook on {} could not be read", settings.path(), e);
            answer(exchange, 400, "The body could not be read");
            callback.done(true);
            return true;
        }
        isOutcome(event, request)
                .thenCompose(outcome -> dispatch(event, outcome))
                .whenComplete((status, failure) -> {
                    answer(exchange, failure == null ? status : FAILED, "");
                    callback.done(false);
                });
        return false;
    }

    /** Whether a route waits for the event, here or on the node that its tag names. */
    private CompletableFuture<Boolean> isOutcome(CallEvent event, WebhookRequest request) {
        Relay relay = component.webhookServers().relay();
        Long otherNode = relay == null || !OUTCOMES.contains(event.eventType()) ? null : waits.otherNode(event);
        return otherNode == null
                ? CompletableFuture.completedFuture(waits.offer(event))
                : relay.offer(event, request, otherNode).thenApply(taken -> taken || waits.offer(event));
    }

    WebhookReceiver receiver() {
        return receiver;
    }

    /** The worst answer of all, so that Telnyx sends the event again; whoever has processed it knows its id. */
    private CompletableFuture<Integer> dispatch(CallEvent event, boolean isOutcome) {
        CompletableFuture<Integer> worst = CompletableFuture.completedFuture(OK);
        for (TelnyxGatherConsumer consumer : consumers) {
            if (consumer.wants(event) && (!isOutcome || consumer.emitsOutcomes())) {
                worst = worst.thenCombine(consumer.accept(event), Math::max);
            }
        }
        return worst;
    }

    /** The first of each kind tells the operator what to mend; the rest must not let a stranger fill the log. */
    private void report(InvalidWebhookException.Reason reason) {
        if (warned.add(reason)) {
            LOG.warn(
                    "A webhook on {} was refused: {}. More of these are logged at DEBUG",
                    settings.path(),
                    reason.text());
        } else {
            LOG.debug("A webhook on {} was refused: {}", settings.path(), reason.text());
        }
    }

    private WebhookRequest request(Message message) throws IOException {
        return new WebhookRequest(
                message.getHeader(Exchange.HTTP_METHOD, String.class),
                message.getHeader(Exchange.CONTENT_TYPE, String.class),
                values(message.getHeader("telnyx-signature-ed25519")),
                values(message.getHeader("telnyx-timestamp")),
                body(message));
    }

    /** A header that came more than once is a collection. */
    private static List<String> values(Object header) {
        if (header == null) {
            return List.of();
        }
        return header instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(header.toString());
    }

    /** The bytes as they came: never through text, which would be decoded and encoded again. */
    private byte[] body(Message message) throws IOException {
        if (message.getBody() instanceof InputStream stream) {
            return stream.readNBytes(settings.maximumBodySize() + 1);
        }
        byte[] bytes = message.getBody(byte[].class);
        return bytes == null ? new byte[0] : bytes;
    }

    private static void answer(Exchange exchange, int status, String text) {
        Message message = exchange.getMessage();
        // what is left of the request's headers would go out with the answer
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=utf-8");
        message.setBody(text);
    }
}
