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

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;

import io.github.cameltelnyx.gather.client.CallControlClient;
import io.github.cameltelnyx.gather.client.ClientSettings;
import io.github.cameltelnyx.gather.client.RetryPolicy;
import io.github.cameltelnyx.gather.client.Transport;

/**
 * The clients of a component, one for each distinct settings. They last as long as the component: a command may outlive the
 * producer that sent it.
 */
final class CallControlClients implements AutoCloseable {

    private final String camelVersion;
    private final Environment environment;
    private final Callable<Transport> transports;
    private final ScheduledExecutorService timer;
    private final RouteThreads routeThreads;
    private final Map<ClientSettings, CallControlClient> clients = new HashMap<>();
    private Transport transport;

    /** @param transports creates the transport, when the first client needs it */
    CallControlClients(
            String camelVersion,
            Environment environment,
            Callable<Transport> transports,
            ScheduledExecutorService timer,
            RouteThreads routeThreads) {
        this.camelVersion = camelVersion;
        this.environment = environment;
        this.transports = transports;
        this.timer = timer;
        this.routeThreads = routeThreads;
    }

    /** @throws IllegalArgumentException if the API key is missing or the base URL is not permitted */
    synchronized CallControlClient get(TelnyxGatherConfiguration options) throws Exception {
        ClientSettings settings = settings(options);
        if (transport == null) {
            transport = transports.call();
        }
        return clients.computeIfAbsent(
                settings, key -> new CallControlClient(transport, timer, routeThreads::forCaller, key));
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(CallControlClient::close);
        clients.clear();
        if (transport != null) {
            transport.close();
            transport = null;
        }
    }

    private ClientSettings settings(TelnyxGatherConfiguration options) throws UnknownHostException {
        String apiKey = environment.apiKey(options);
        URI baseUrl = URI.create(environment.baseUrl(options));
        if (!"https".equalsIgnoreCase(baseUrl.getScheme()) && !options.isAllowInsecureHttp() && !isLoopback(baseUrl)) {
            throw new IllegalArgumentException("option baseUrl is " + baseUrl.getScheme() + "://" + baseUrl.getHost()
                    + " but must use https unless its host is a loopback address, because the API key would be sent in "
                    + "clear text. Set allowInsecureHttp=true to permit http");
        }
        RetryPolicy retryPolicy = new RetryPolicy(
                options.getMaximumRetries(),
                Duration.ofMillis(options.getRetryDelay()),
                Duration.ofMillis(options.getRetryMaxDelay()),
                Duration.ofMillis(options.getRequestTimeout()),
                Duration.ofMillis(options.getResendAfter()));
        return new ClientSettings(baseUrl, apiKey, userAgent(), retryPolicy);
    }

    private String userAgent() {
        String version = CallControlClients.class.getPackage().getImplementationVersion();
        return "camel-telnyx-gather/" + (version == null ? "dev" : version) + " Camel/" + camelVersion + " Java/"
                + Runtime.version().feature();
    }

    private static boolean isLoopback(URI url) throws UnknownHostException {
        return url.getHost() != null && InetAddress.getByName(url.getHost()).isLoopbackAddress();
    }
}
