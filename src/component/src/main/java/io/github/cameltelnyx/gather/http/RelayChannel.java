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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes bytes to all nodes and receives what they publish. A broker that blocks does not block the caller. */
final class RelayChannel {

    private static final Logger LOG = LoggerFactory.getLogger(RelayChannel.class);
    private static final int THREADS = 4;
    private static final int MAXIMUM_WAITING = 1000;

    private final CamelContext context;
    private final String uri;
    private final Consumer<byte[]> receiver;
    private final RareWarning cannotPublish = new RareWarning();
    private Endpoint endpoint;
    private ExecutorService threads;
    private ProducerTemplate publisher;
    private org.apache.camel.Consumer subscriber;

    /** @param receiver gets what any node publishes, this one included; it must not throw */
    RelayChannel(CamelContext context, String uri, Consumer<byte[]> receiver) {
        this.context = context;
        this.uri = uri;
        this.receiver = receiver;
    }

    void start() throws Exception {
        endpoint = context.getEndpoint(uri);
        ThreadPoolProfile profile = new ThreadPoolProfile("TelnyxGatherRelay");
        profile.setPoolSize(THREADS);
        profile.setMaxPoolSize(THREADS);
        profile.setMaxQueueSize(MAXIMUM_WAITING);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setKeepAliveTime(60L);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        threads = context.getExecutorServiceManager().newThreadPool(this, "TelnyxGatherRelay", profile);
        publisher = context.createProducerTemplate();
        subscriber = endpoint.createConsumer(this::receive);
        // the endpoint as well: the context starts it only later, and a JMS consumer does nothing before
        ServiceHelper.startService(endpoint, subscriber);
    }

    void stop() {
        ServiceHelper.stopAndShutdownServices(subscriber, publisher);
        if (threads != null) {
            context.getExecutorServiceManager().shutdownNow(threads);
        }
    }

    /** @return fails if the message was not published */
    CompletableFuture<Void> publish(byte[] message) {
        CompletableFuture<Void> published;
        try {
            published = CompletableFuture.runAsync(() -> publisher.sendBody(endpoint, message), threads);
        } catch (RuntimeException e) {
            published = CompletableFuture.failedFuture(e);
        }
        return published.whenComplete((nothing, failure) -> {
            if (failure != null) {
                logFailure(failure);
            }
        });
    }

    private void logFailure(Throwable failure) {
        if (cannotPublish.isDue()) {
            LOG.warn(
                    "Cannot publish to the relay {}: events that other nodes wait for are given to the routes of this "
                            + "node. Further failures are logged at DEBUG for a minute",
                    endpoint.getEndpointBaseUri(),
                    failure);
        } else {
            LOG.debug("Cannot publish to the relay {}: {}", endpoint.getEndpointBaseUri(), failure.toString());
        }
    }

    private void receive(Exchange exchange) {
        byte[] bytes = exchange.getMessage().getBody(byte[].class);
        if (bytes == null) {
            // Hazelcast's topics wrap the message in one of their own
            bytes = (byte[]) PluginHelper.getBeanIntrospection(context)
                    .getOrElseProperty(exchange.getMessage().getBody(), "messageObject", new byte[0], false);
        }
        receiver.accept(bytes);
    }
}
