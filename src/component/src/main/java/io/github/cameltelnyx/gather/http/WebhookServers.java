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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

import io.github.cameltelnyx.gather.correlation.WaitRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Ordered;
import org.apache.camel.StartupListener;

/**
 * The HTTP paths that receive webhooks. Each opens for the first consumer that names it, or for the first route that waits
 * for results. It closes after the last consumer, or with the component once a route waits for results. Thread-safe.
 */
public final class WebhookServers {

    private final Component owner;
    private final WaitMatcher waits;
    private final ArrivalOrder order;
    private final Relay relay;
    private final Map<String, WebhookServer> servers = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean held;

    /**
     * @param owner the component that the paths belong to
     * @param resultEvents the types of events that a route may wait for
     * @param relay passes events to other nodes; null when there are none
     * @param threads run what has to wait for other nodes; one for each, so that no route holds them up
     */
    public WebhookServers(
            Component owner, WaitRegistry waits, Set<String> resultEvents, Relay relay, Executor threads) {
        this.owner = owner;
        this.waits = new WaitMatcher(waits, resultEvents, relay);
        order = new ArrivalOrder(threads);
        this.relay = relay;
    }

    /** @throws IllegalArgumentException when another consumer has the path with other settings, or another component */
    public void join(WebhookServerSettings settings, EventSubscriber subscriber) throws Exception {
        lock.lock();
        try {
            WebhookServer server = servers.get(settings.path());
            if (server == null) {
                server = open(settings);
            } else if (server.isUnused()) {
                // it is open for results only, which come as well with the settings of a consumer
                server.change(settings);
                startRelay(server);
            } else if (!server.settings().equals(settings)) {
                throw new IllegalArgumentException("Another route receives events on " + settings.path()
                        + " with other options: publicKey, verifySignature, timestampTolerance, maximumBodySize "
                        + "and httpServerComponent must be the same for all routes with this path");
            }
            server.add(subscriber);
        } finally {
            lock.unlock();
        }
    }

    public void leave(EventSubscriber subscriber) {
        lock.lock();
        try {
            servers.values().removeIf(server -> removeAndCloseIfUnused(server, subscriber));
        } finally {
            lock.unlock();
        }
    }

    /** @return whether the server is closed: the result of a route that waits may come to any path that was ever open */
    private boolean removeAndCloseIfUnused(WebhookServer server, EventSubscriber subscriber) {
        boolean closes = server.remove(subscriber) && server.isUnused() && !held;
        if (closes) {
            server.closePath();
        }
        return closes;
    }

    /**
     * Keeps the open paths open for results; opens that of the settings if there is none. It does so when the producers of a
     * starting context have started and before its routes receive messages: the HTTP server starts then, too.
     */
    public void holdWhenStarted(WebhookServerSettings settings) throws Exception {
        owner.getCamelContext().addStartupListener(new Hold(this, settings));
    }

    /** A listener of the same order as the one that starts the HTTP server. */
    private record Hold(WebhookServers servers, WebhookServerSettings settings) implements StartupListener, Ordered {

        @Override
        public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) throws Exception {
            servers.hold(settings);
        }

        @Override
        public int getOrder() {
            return LOWEST;
        }
    }

    private void hold(WebhookServerSettings settings) throws Exception {
        lock.lock();
        try {
            if (servers.isEmpty()) {
                open(settings);
            }
            held = true;
        } finally {
            lock.unlock();
        }
    }

    /** The open paths that no request has reached. */
    public List<String> unreachedPaths() {
        lock.lock();
        try {
            return servers.values().stream()
                    .filter(server -> !server.isReached())
                    .map(server -> server.settings().path())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    public void close() {
        lock.lock();
        try {
            servers.values().forEach(WebhookServer::closePath);
            servers.clear();
            if (relay != null) {
                relay.stop();
            }
        } finally {
            lock.unlock();
        }
    }

    private WebhookServer open(WebhookServerSettings settings) throws Exception {
        WebhookServer server = new WebhookServer(owner, settings, waits, order);
        startRelay(server);
        server.openPath();
        servers.put(settings.path(), server);
        return server;
    }

    private void startRelay(WebhookServer server) throws Exception {
        if (relay != null) {
            relay.start(server.settings(), server.receiver());
        }
    }
}
