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
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.support.CamelContextHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The component whose HTTP server receives the webhooks. */
record HttpServerLocator(CamelContext context, String name, RestConsumerFactory factory) {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServerLocator.class);
    private static final String PLATFORM_HTTP = "platform-http";

    /**
     * Finds the HTTP server: the named component, else the component of the REST configuration, else platform-http,
     * else the only component with an HTTP server.
     *
     * @throws IllegalArgumentException if there is no HTTP server or more than one
     */
    static HttpServerLocator find(CamelContext context, String named) {
        String name = named != null ? named : context.getRestConfiguration().getComponent();
        if (name != null) {
            return named(context, name);
        }
        HttpServerLocator platformHttp = platformHttp(context);
        return platformHttp != null ? platformHttp : only(context);
    }

    Consumer createConsumer(String path, Processor processor) throws Exception {
        return factory.createConsumer(
                context,
                processor,
                "POST",
                path,
                null,
                null,
                null,
                CamelContextHelper.getRestConfiguration(context, name),
                parameters());
    }

    /**
     * Returns the parameters of the consumer. Without streaming, the engine of Spring Boot converts the body to text,
     * and the signature is over the bytes.
     */
    private Map<String, Object> parameters() {
        boolean spring = factory instanceof PlatformHttpComponent platformHttp
                && platformHttp.getEngine() != null
                && platformHttp.getEngine().getClass().getName().contains(".springboot.");
        return spring ? Map.of("useStreaming", "true") : Map.of();
    }

    private static HttpServerLocator named(CamelContext context, String name) {
        Object bean = context.getRegistry().lookupByName(name);
        Object candidate = bean instanceof RestConsumerFactory ? bean : context.getComponent(name);
        if (candidate instanceof RestConsumerFactory factory) {
            return new HttpServerLocator(context, name, factory);
        }
        throw new IllegalArgumentException("option httpServerComponent is " + name + ", which "
                + (candidate == null ? "was not found" : "has no HTTP server")
                + ": it must be the name of a component with an HTTP server, such as platform-http, "
                + "servlet or jetty");
    }

    /** @return null if there is no engine for platform-http on the classpath */
    private static HttpServerLocator platformHttp(CamelContext context) {
        try {
            Component component = context.getComponent(PLATFORM_HTTP, true, true);
            return new HttpServerLocator(context, PLATFORM_HTTP, (RestConsumerFactory) component);
        } catch (RuntimeException e) {
            LOG.debug("Cannot use platform-http as HTTP server", e);
            return null;
        }
    }

    private static HttpServerLocator only(CamelContext context) {
        List<String> names = context.getComponentNames().stream()
                .filter(name -> !name.equals(PLATFORM_HTTP))
                .filter(name -> context.hasComponent(name) instanceof RestConsumerFactory)
                .toList();
        if (names.size() == 1) {
            return named(context, names.get(0));
        }
        throw new IllegalArgumentException(
                (names.isEmpty() ? "No HTTP server was found" : "There are several HTTP servers " + names)
                        + " to receive webhooks: add camel-platform-http-main, camel-platform-http-starter or "
                        + "camel-quarkus-platform-http, or set httpServerComponent to the name of a component");
    }
}
