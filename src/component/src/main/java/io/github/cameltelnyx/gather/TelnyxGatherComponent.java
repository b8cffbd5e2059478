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

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;

import io.github.cameltelnyx.gather.client.CallControlClient;
import io.github.cameltelnyx.gather.client.Transport;
import io.github.cameltelnyx.gather.correlation.WaitRegistry;
import io.github.cameltelnyx.gather.http.Relay;
import io.github.cameltelnyx.gather.http.WebhookServerSettings;
import io.github.cameltelnyx.gather.http.WebhookServers;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.util.PropertiesHelper;

/**
 * The component that creates the endpoints and manages the resources that they share: the HTTP client with its threads,
 * the commands that wait for a result, and the HTTP paths that receive webhooks.
 */
@Component(TelnyxGatherConstants.SCHEME)
@ManagedResource(description = "Managed Telnyx Gather component")
public class TelnyxGatherComponent extends DefaultComponent implements SSLContextParametersAware {

    private static final int MAXIMUM_ROUTE_THREADS = 256;

    @Metadata(label = "advanced", description = "The configuration with the options that the endpoints use by default.")
    private TelnyxGatherConfiguration configuration = new TelnyxGatherConfiguration();

    @Metadata(
            label = "advanced",
            description = "To use a custom HttpClient of the JDK to send the commands. If not set, the component "
                    + "creates a client with the proxy and TLS options.")
    private HttpClient httpClient;

    @Metadata(
            label = "advanced",
            defaultValue = "auto",
            description =
                    "The HTTP client that sends the commands: that of Vert.x (vertx) or of the JDK (jdk). By default "
                            + "(auto), Vert.x is used if it is on the classpath and httpClient is not set. The Vert.x instance is "
                            + "the one in the registry, if there is exactly one; otherwise the component creates an instance.")
    private TransportType transport = TransportType.auto;

    @Metadata(
            label = "security",
            description = "To configure security of the connection to Telnyx using SSLContextParameters.")
    private SSLContextParameters sslContextParameters;

    @Metadata(
            label = "security",
            defaultValue = "false",
            description = "Enable usage of global SSL context parameters.")
    private boolean useGlobalSslContextParameters;

    @Metadata(
            label = "advanced",
            description = "The URI of an endpoint that publishes messages to all nodes, such as "
                    + "hazelcast-topic:telnyx or a Kafka or JMS topic. When a node receives an event that a "
                    + "route on another node may wait for, the node asks the other nodes through this endpoint. "
                    + "The messages are byte arrays, which contain the events and are not encrypted. The nodes "
                    + "authenticate them with apiKey of the component, which is required and must be the same on "
                    + "all nodes.")
    private String relay;

    @Metadata(
            label = "advanced",
            javaType = "java.time.Duration",
            defaultValue = "800ms",
            description = "The maximum time to wait until other nodes have replied whether they wait for an event. The "
                    + "wait ends 1.2 seconds after the arrival of the webhook at the latest. Without a reply, the "
                    + "event is processed by the node that received it.")
    private long relayTimeout = 800;

    @Metadata(label = "proxy", description = "The host name of the HTTP proxy for the connection to Telnyx.")
    private String proxyHost;

    @Metadata(label = "proxy", description = "The port number of the HTTP proxy. Required if proxyHost is set.")
    private Integer proxyPort;

    private UnaryOperator<String> variables = System::getenv;
    private final Environment environment = new Environment(name -> variables.apply(name));
    private ExecutorService clientThreads;
    private ExecutorService commandThreads;
    private RouteThreads routeThreads;
    private CallControlClients clients;
    private ScheduledExecutorService timer;
    private WaitRegistry waits;
    private Relay eventRelay;
    private WebhookServers webhookServers;

    public TelnyxGatherComponent() {}

    public TelnyxGatherComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        TelnyxGatherOperation operation = TelnyxGatherOperation.parse(remaining);
        CommandOptions.checkApplicable(operation, parameters.keySet());
        TelnyxGatherEndpoint endpoint = new TelnyxGatherEndpoint(uri, this, operation, configuration.copy());
        endpoint.setFields(new LinkedHashMap<>(PropertiesHelper.extractProperties(parameters, "field.")));
        setProperties(endpoint, parameters);
        return endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ThreadPoolProfile profile = new ThreadPoolProfile("TelnyxGatherTimer");
        profile.setPoolSize(1);
        // Camel's default takes 1000 tasks, and every wait and every command on its way has one
        profile.setMaxQueueSize(-1);
        timer = getCamelContext()
                .getExecutorServiceManager()
                .newScheduledThreadPool(this, "TelnyxGatherTimer", profile);
        clientThreads = getCamelContext().getExecutorServiceManager().newFixedThreadPool(this, "TelnyxGatherClient", 2);
        commandThreads = getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "TelnyxGatherCommand");
        routeThreads = new RouteThreads(commandThreads, MAXIMUM_ROUTE_THREADS);
        clients = new CallControlClients(
                getCamelContext().getVersion(), environment, this::createTransport, timer, routeThreads);
        waits = new WaitRegistry(timer);
        eventRelay = relay == null
                ? null
                : new Relay(
                        getCamelContext(),
                        relay,
                        () -> environment.findApiKey(configuration),
                        this::getRelayTimeout,
                        waits,
                        timer);
        webhookServers =
                new WebhookServers(this, waits, TelnyxGatherOperation.allResultEvents(), eventRelay, commandThreads);
    }

    @Override
    protected void doStop() throws Exception {
        if (waits != null) {
            waits.close();
            webhookServers.close();
            clients.close();
        }
        shutdown(timer);
        shutdown(clientThreads);
        shutdown(commandThreads);
        super.doStop();
    }

    private void shutdown(ExecutorService threads) {
        if (threads != null) {
            getCamelContext().getExecutorServiceManager().shutdownNow(threads);
        }
    }

    /** @throws IllegalArgumentException if the API key is missing or the base URL is not permitted */
    CallControlClient client(TelnyxGatherConfiguration options) throws Exception {
        return clients.get(options);
    }

    String baseUrl(TelnyxGatherConfiguration options) {
        return environment.baseUrl(options);
    }

    /** @throws IllegalArgumentException if there is no public key to verify with */
    WebhookServerSettings webhookServerSettings(TelnyxGatherConfiguration options) {
        return new WebhookServerSettings(
                options.getPath(),
                options.getHttpServerComponent(),
                environment.publicKeys(options),
                options.isVerifySignature(),
                options.getTimestampTolerance(),
                options.getMaximumBodySize());
    }

    /**
     * Opens a path that results come to, and keeps it open: that of an events endpoint, if there is one, because Telnyx sends
     * its webhooks there; else that of the options. Results come to any open path.
     *
     * @throws IllegalArgumentException if there is no public key to verify with
     */
    void receiveResults(TelnyxGatherConfiguration options) throws Exception {
        webhookServers.holdWhenStarted(webhookServerSettings(getCamelContext().getEndpoints().stream()
                .filter(TelnyxGatherEndpoint.class::isInstance)
                .map(TelnyxGatherEndpoint.class::cast)
                .filter(endpoint -> endpoint.getComponent() == this)
                .filter(endpoint -> !endpoint.getOperation().isCommand())
                .map(TelnyxGatherEndpoint::getConfiguration)
                .findFirst()
                .orElse(options)));
    }

    WebhookServers webhookServers() {
        return webhookServers;
    }

    WaitRegistry waits() {
        return waits;
    }

    RouteThreads routeThreads() {
        return routeThreads;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    void setEnvironment(UnaryOperator<String> variables) {
        this.variables = variables;
    }

    @ManagedAttribute(description = "Number of routes that wait for the result of a command")
    public int getWaiting() {
        return waits == null ? 0 : waits.size();
    }

    @ManagedAttribute(description = "Number of results that were received after their wait had ended, and were dropped")
    public long getLateResults() {
        return waits == null ? 0 : waits.late();
    }

    @ManagedAttribute(description = "Number of repeated deliveries of a result that were dropped")
    public long getRepeatedResults() {
        return waits == null ? 0 : waits.duplicates();
    }

    @ManagedAttribute(description = "Number of events that were relayed to another node without a reply in time")
    public long getRelayTimeouts() {
        return eventRelay == null ? 0 : eventRelay.timeouts();
    }

    @ManagedAttribute(
            description =
                    "Number of replies of other nodes that took an event after the routes of this node had got it")
    public long getLateRelayReplies() {
        return eventRelay == null ? 0 : eventRelay.lateReplies();
    }

    @ManagedAttribute(description = "Number of other nodes that the relay knows")
    public int getRelayNodes() {
        return eventRelay == null ? 0 : eventRelay.nodes();
    }

    private Transport createTransport() throws Exception {
        SSLContextParameters tls =
                sslContextParameters != null ? sslContextParameters : retrieveGlobalSslContextParameters();
        if (proxyHost != null && proxyPort == null) {
            throw new IllegalArgumentException("option proxyPort is missing: it is required when proxyHost is set");
        }
        return new TransportFactory(
                        getCamelContext(),
                        clientThreads,
                        tls == null ? SSLContext.getDefault() : tls.createSSLContext(getCamelContext()),
                        proxyHost == null
                                ? ProxySelector.getDefault()
                                : ProxySelector.of(new InetSocketAddress(proxyHost, proxyPort)))
                .create(transport, httpClient);
    }

    public TelnyxGatherConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(TelnyxGatherConfiguration configuration) {
        this.configuration = configuration;
    }

    public HttpClient getHttpClient() {
        return httpClient;
    }

    public void setHttpClient(HttpClient httpClient) {
        this.httpClient = httpClient;
    }

    public TransportType getTransport() {
        return transport;
    }

    public void setTransport(TransportType transport) {
        this.transport = transport;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }

    public String getRelay() {
        return relay;
    }

    public void setRelay(String relay) {
        this.relay = relay;
    }

    public long getRelayTimeout() {
        return relayTimeout;
    }

    public void setRelayTimeout(long relayTimeout) {
        this.relayTimeout = relayTimeout;
    }

    public String getProxyHost() {
        return proxyHost;
    }

    public void setProxyHost(String proxyHost) {
        this.proxyHost = proxyHost;
    }

    public Integer getProxyPort() {
        return proxyPort;
    }

    public void setProxyPort(Integer proxyPort) {
        this.proxyPort = proxyPort;
    }
}
