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

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.webhook.InvalidWebhookException;
import io.github.cameltelnyx.gather.webhook.WebhookReceiver;
import io.github.cameltelnyx.gather.webhook.WebhookRequest;
import io.github.cameltelnyx.gather.webhook.WebhookVerifier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One HTTP path that receives webhooks: it reads the request, has it verified, gives the event to the waits and to every
 * subscriber that wants it, and responds when they have. The exchange of the HTTP request ends here; routes get exchanges of
 * their own.
 */
final class WebhookServer extends AsyncProcessorSupport {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);
    private static final int OK = 200;
    private static final int FAILED = 500;

    private final Component owner;
    private final WaitMatcher waits;
    private final ArrivalOrder order;
    private final List<EventSubscriber> subscribers = new CopyOnWriteArrayList<>();
    private final Set<InvalidWebhookException.Reason> warned = ConcurrentHashMap.newKeySet();
    private OpenPath open;
    // written by the thread that starts a route, read by the threads of the HTTP server
    private volatile WebhookServerSettings settings;
    private volatile WebhookReceiver receiver;
    // written by the threads of the HTTP server
    private volatile boolean reached;

    WebhookServer(Component owner, WebhookServerSettings settings, WaitMatcher waits, ArrivalOrder order) {
        this.owner = owner;
        this.waits = waits;
        this.order = order;
        use(settings);
    }

    private void use(WebhookServerSettings newSettings) {
        WebhookVerifier verifier = null;
        if (newSettings.verifySignature()) {
            Duration tolerance = Duration.ofMillis(newSettings.timestampTolerance());
            verifier = new WebhookVerifier(newSettings.publicKeys(), tolerance, Clock.systemUTC());
        } else {
            LOG.warn(
                    "Webhooks on {} are not verified: any request that reaches the path runs the route",
                    newSettings.path());
        }
        receiver = new WebhookReceiver(verifier, newSettings.maximumBodySize());
        settings = newSettings;
    }

    /** Takes other settings for the same path. No webhook is refused meanwhile, as Telnyx may not send it again. */
    void change(WebhookServerSettings newSettings) throws Exception {
        WebhookServerSettings before = settings;
        if (newSettings.equals(before)) {
            return;
        }
        OpenPath openBefore = open;
        use(newSettings);
        if (Objects.equals(newSettings.httpServerComponent(), before.httpServerComponent())) {
            return;
        }
        try {
            openPath();
        } catch (Exception e) {
            use(before);
            throw e;
        }
        openBefore.close(owner);
    }

    WebhookServerSettings settings() {
        return settings;
    }

    WebhookReceiver receiver() {
        return receiver;
    }

    /** @throws IllegalArgumentException if another component receives webhooks on the path */
    void openPath() throws Exception {
        HttpServerLocator server = HttpServerLocator.find(owner.getCamelContext(), settings.httpServerComponent());
        OpenPath opened = new OpenPath(server.name(), settings.path(), server.createConsumer(settings.path(), this));
        WebhookPathRegistry.of(owner.getCamelContext()).add(server.name(), settings.path(), owner);
        try {
            ServiceHelper.startService(opened.http);
        } catch (Exception e) {
            opened.close(owner);
            throw e;
        }
        open = opened;
        LOG.info("Receiving webhooks of Telnyx on {} with {}", settings.path(), server.name());
    }

    private record OpenPath(String httpServer, String path, Consumer http) {
        void close(Component owner) {
            ServiceHelper.stopAndShutdownService(http);
            WebhookPathRegistry.of(owner.getCamelContext()).remove(httpServer, path, owner);
        }
    }

    /** Whether any request has arrived since the path was opened. */
    boolean isReached() {
        return reached;
    }

    void add(EventSubscriber subscriber) {
        subscribers.add(subscriber);
    }

    /** @return whether the subscriber was one of this path */
    boolean remove(EventSubscriber subscriber) {
        return subscribers.remove(subscriber);
    }

    boolean isUnused() {
        return subscribers.isEmpty();
    }

    void closePath() {
        open.close(owner);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        long arrivedAt = System.nanoTime();
        WebhookRequest request;
        CallEvent event;
        reached = true;
        try {
            request = request(exchange.getMessage());
            event = receiver.receive(request);
        } catch (InvalidWebhookException e) {
            logRefusal(e.reason());
            respond(exchange, e.reason().status(), e.reason().text());
            callback.done(true);
            return true;
        } catch (IOException e) {
            LOG.debug("Cannot read the body of a webhook on {}", settings.path(), e);
            respond(exchange, 400, "The body cannot be read");
            callback.done(true);
            return true;
        }
        LOG.debug("Webhook on {}: event {} of call {}", settings.path(), event, event.callControlId());
        order.then(
                        event.callControlId(),
                        () -> waits.offer(event, request, arrivedAt),
                        isResult -> dispatch(event, isResult, arrivedAt))
                .thenCompose(status -> status)
                .whenComplete((status, failure) -> {
                    int response = failure == null ? status : FAILED;
                    LOG.debug("Event {}: response HTTP {}", event, response);
                    respond(exchange, response, "");
                    callback.done(false);
                });
        return false;
    }

    /**
     * Gives the event to the subscribers. Of their statuses, 200, 500 and 503, the highest is the response: Telnyx then sends
     * the event again, and a subscriber that has processed it recognises its id.
     */
    private CompletableFuture<Integer> dispatch(CallEvent event, boolean isResult, long arrivedAt) {
        CompletableFuture<Integer> worst = CompletableFuture.completedFuture(OK);
        if (isResult) {
            LOG.debug("Event {} is the result of a command", event);
        }
        for (EventSubscriber subscriber : subscribers) {
            if (subscriber.wants(event) && (!isResult || subscriber.receivesResults())) {
                worst = worst.thenCombine(subscriber.accept(event, arrivedAt), Math::max);
            }
        }
        return worst;
    }

    /** Warns of the first of each kind only: requests from outside must not fill the log. */
    private void logRefusal(InvalidWebhookException.Reason reason) {
        if (warned.add(reason)) {
            LOG.warn(
                    "Rejected a webhook on {} with HTTP {}: {}. Further rejections for this reason are logged at DEBUG",
                    settings.path(),
                    reason.status(),
                    reason.text());
        } else {
            LOG.debug("Rejected a webhook on {} with HTTP {}: {}", settings.path(), reason.status(), reason.text());
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

    /** Returns the values of a header. The header is a collection if it was sent more than once. */
    private static List<String> values(Object header) {
        if (header == null) {
            return List.of();
        }
        return header instanceof Collection<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(header.toString());
    }

    /** Reads the body as bytes, because the signature is over the bytes and a conversion to text can change them. */
    private byte[] body(Message message) throws IOException {
        if (message.getBody() instanceof InputStream stream) {
            return stream.readNBytes(settings.maximumBodySize() + 1);
        }
        byte[] bytes = message.getBody(byte[].class);
        return bytes == null ? new byte[0] : bytes;
    }

    private static void respond(Exchange exchange, int status, String text) {
        Message message = exchange.getMessage();
        // what is left of the request's headers would go out with the response
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=utf-8");
        message.setBody(text);
    }
}
