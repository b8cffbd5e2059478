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

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The HTTP paths that receive webhooks. Each is opened for the first consumer that names it, and closed after the last. */
final class WebhookServers {

    private final TelnyxGatherComponent component;
    private final Map<String, WebhookServer> paths = new HashMap<>();
    /** Written under the lock, read by every command that is waited for. */
    private volatile boolean isOpen;
    /** Written under the lock with the first path, read by every webhook; null without the option. */
    private volatile Relay relay;

    private final ReentrantLock lock = new ReentrantLock();

    WebhookServers(TelnyxGatherComponent component) {
        this.component = component;
    }

    void join(TelnyxGatherConsumer consumer) throws Exception {
        TelnyxGatherConfiguration options = consumer.getEndpoint().getConfiguration();
        WebhookServer.Settings settings = WebhookServer.Settings.of(options, component.publicKeys(options));
        lock.lock();
        try {
            WebhookServer path = paths.get(settings.path());
            if (path == null) {
                path = opened(settings);
            } else if (!path.settings().equals(settings)) {
                throw new IllegalArgumentException("Another route receives events on " + settings.path()
                        + " with other options: publicKey, verifySignature, timestampTolerance, maximumBodySize and "
                        + "httpServerComponent must be the same, or path must differ");
            }
            path.add(consumer);
        } finally {
            lock.unlock();
        }
    }

    /** Opens the path of the options unless there is an open one: results come to any. */
    void open(TelnyxGatherConfiguration options) throws Exception {
        if (isOpen) {
            return;
        }
        lock.lock();
        try {
            if (paths.isEmpty()) {
                opened(WebhookServer.Settings.of(options, component.publicKeys(options)))
                        .hold();
            }
        } finally {
            lock.unlock();
        }
    }

    private WebhookServer opened(WebhookServer.Settings settings) throws Exception {
        WebhookServer path = new WebhookServer(component, settings);
        if (relay == null && component.getRelay() != null) {
            Relay started = new Relay(component, component.getRelay(), path.receiver());
            started.start();
            relay = started;
        }
        path.open();
        paths.put(settings.path(), path);
        isOpen = true;
        return path;
    }

    /** @return null without the option */
    Relay relay() {
        return relay;
    }

    void close() {
        lock.lock();
        try {
            paths.values().forEach(WebhookServer::shut);
            paths.clear();
            isOpen = false;
            if (relay != null) {
                relay.stop();
                relay = null;
            }
        } finally {
            lock.unlock();
        }
    }

    void leave(TelnyxGatherConsumer consumer) {
        lock.lock();
        try {
            paths.values().removeIf(path -> path.removeLast(consumer));
            isOpen = !paths.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
