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

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;

/** The paths of a Camel context that receive webhooks. Each belongs to one component, as it has one handler. Thread-safe. */
final class WebhookPathRegistry {

    private record Path(String httpServer, String path) {}

    private final ConcurrentMap<Path, Component> owners = new ConcurrentHashMap<>();

    private WebhookPathRegistry() {}

    /** The registry that the components of a context share. */
    static WebhookPathRegistry of(CamelContext context) {
        synchronized (WebhookPathRegistry.class) {
            WebhookPathRegistry registry =
                    context.getCamelContextExtension().getContextPlugin(WebhookPathRegistry.class);
            if (registry == null) {
                registry = new WebhookPathRegistry();
                context.getCamelContextExtension().addContextPlugin(WebhookPathRegistry.class, registry);
            }
            return registry;
        }
    }

    /** @throws IllegalArgumentException if another component has the path */
    void add(String httpServer, String path, Component owner) {
        Component other = owners.putIfAbsent(new Path(httpServer, path), owner);
        if (other != null && other != owner) {
            throw new IllegalArgumentException("The component " + name(other) + " receives its webhooks on " + path
                    + " of " + httpServer + ": set the option path of the component " + name(owner)
                    + ", or of its endpoints, to another path, which is the webhook URL of its Telnyx application");
        }
    }

    void remove(String httpServer, String path, Component owner) {
        owners.remove(new Path(httpServer, path), owner);
    }

    private static String name(Component component) {
        CamelContext context = component.getCamelContext();
        return context.getComponentNames().stream()
                .filter(name -> context.hasComponent(name) == component)
                .findFirst()
                .orElse(component.getClass().getSimpleName());
    }
}
