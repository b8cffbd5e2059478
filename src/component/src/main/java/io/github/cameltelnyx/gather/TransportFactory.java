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

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

import javax.net.ssl.SSLContext;

import io.github.cameltelnyx.gather.client.JdkTransport;
import io.github.cameltelnyx.gather.client.Transport;
import io.github.cameltelnyx.gather.client.VertxTransport;
import io.vertx.core.Vertx;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the transport of a component.
 *
 * @param threads for the HTTP client of the JDK
 * @param tls of the connection to Telnyx
 * @param proxies to use
 */
record TransportFactory(CamelContext context, Executor threads, SSLContext tls, ProxySelector proxies) {

    private static final Logger LOG = LoggerFactory.getLogger(TransportFactory.class);
    private static final String VERTX = "io.vertx.core.Vertx";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** @param httpClient the client of the user; null if there is none */
    Transport create(TransportType type, HttpClient httpClient) {
        boolean hasVertx = context.getClassResolver().resolveClass(VERTX) != null;
        if (type == TransportType.vertx) {
            if (httpClient != null) {
                throw new IllegalArgumentException(
                        "option transport is vertx but must be auto or jdk when httpClient is set");
            }
            if (!hasVertx) {
                throw new IllegalArgumentException(
                        "option transport is vertx but Vert.x is not on the classpath: add io.vertx:vertx-core");
            }
        }
        if (type == TransportType.vertx || type == TransportType.auto && httpClient == null && hasVertx) {
            LOG.debug("Commands are sent with the HTTP client of Vert.x");
            return WithVertx.create(this);
        }
        LOG.debug("Commands are sent with the HTTP client of the JDK");
        return withJdk(httpClient);
    }

    private Transport withJdk(HttpClient httpClient) {
        // with this executor, which it takes for itself, the JDK's client completes a request on a thread of its own
        if (!(new CompletableFuture<Void>().defaultExecutor() instanceof ForkJoinPool)) {
            LOG.info("The HTTP client of the JDK starts a thread for every command, because the common pool of this"
                    + " JVM has one thread only. To avoid this cost, add io.vertx:vertx-core to the classpath or start"
                    + " the JVM with -Djava.util.concurrent.ForkJoinPool.common.parallelism=2");
        }
        return httpClient != null
                ? new JdkTransport(httpClient)
                : JdkTransport.create(tls, proxies, CONNECT_TIMEOUT, threads);
    }

    /** Its class is loaded where Vert.x is only. */
    private static final class WithVertx {

        static Transport create(TransportFactory factory) {
            Vertx host = CamelContextHelper.findSingleByType(factory.context, Vertx.class);
            return host != null
                    ? VertxTransport.using(host, factory.tls, factory.proxies)
                    : VertxTransport.create(factory.tls, factory.proxies);
        }
    }
}
