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
package io.github.cameltelnyx.gather.model;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import io.github.cameltelnyx.gather.TelnyxGatherComponent;
import io.github.cameltelnyx.gather.TelnyxGatherConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeEvent;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.RouteStartupOrder;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceHelper;

/** One process of the application: a Camel context of its own with real routes, cut off from real threads and networks. */
final class Node {

    /** The life of a node. */
    private enum State {
        UP,
        LEAVING,
        STOPPED,
        DEAD
    }

    private final String name;
    private final Cluster cluster;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final HttpServer http = new HttpServer();
    private final Threads threads = new Threads(() -> world().timeline());
    private World world;
    private State state = State.UP;

    Node(String name, World world, Cluster cluster) throws Exception {
        this.name = name;
        this.world = world;
        this.cluster = cluster;
        context.getExecutorServiceManager().setThreadPoolFactory(threads);
        // made before the pools could be replaced
        ScheduledExecutorService redeliveries = PluginHelper.getErrorHandlerExecutorService(context);
        context.getExecutorServiceManager().shutdownNow(redeliveries);
        context.getCamelContextExtension()
                .addContextPlugin(ScheduledExecutorService.class, threads.newScheduledThreadPool(null, null));
        context.setShutdownStrategy(new ShutdownWithoutWaiting());
        context.disableJMX();
        context.addComponent("http-server", http);
        context.addComponent("bus", new Bus.Component(() -> world().bus()));
        context.getRegistry().bind("silent", new SilentHandler());
        context.getRegistry().bind("shared", new Repository(() -> world().repository()));
        context.getCamelContextExtension().addInterceptStrategy(new StepTracker());
        context.getManagementStrategy().addEventNotifier(new Exchanges());
        context.addComponent("telnyx-gather", component());
        context.addRoutes(new Routes(this));
        threads.setStarting(true);
        world.bus().setStarting(context);
        context.start();
        world.bus().setStarting(null);
        threads.setStarting(false);
    }

    private TelnyxGatherComponent component() {
        TelnyxGatherComponent component = new TelnyxGatherComponent();
        component.getConfiguration().setApiKey("KEY");
        component.getConfiguration().setBaseUrl("https://api.telnyx.test/v2");
        component.getConfiguration().setPublicKey(Webhooks.publicKey());
        component.getConfiguration().setHttpServerComponent("http-server");
        // any other has a random part
        component.getConfiguration().setRetryDelay(0);
        component.setHttpClient(new ApiConnection(request -> world().sent(this, request)));
        if (cluster.isRelayed()) {
            component.setRelay("bus:nodes");
        }
        return component;
    }

    /** The URI of an events route. */
    String events(String types) {
        return "telnyx-gather:events?exceptionHandler=#silent&eventTypes=" + types
                + (cluster.remembers() ? "&idempotentRepository=#shared" : "");
    }

    World world() {
        return world;
    }

    /** Lets the node take part in another schedule. */
    void moveTo(World next) {
        world.bus().moveTo(next.bus(), this);
        world = next;
    }

    CamelContext context() {
        return context;
    }

    Threads threads() {
        return threads;
    }

    boolean isUp() {
        return state == State.UP;
    }

    boolean isLeaving() {
        return state == State.LEAVING;
    }

    /** Whether requests reach the node. */
    boolean isReachable() {
        return http.handler() != null && (state == State.UP || state == State.LEAVING);
    }

    boolean isDead() {
        return state == State.DEAD;
    }

    boolean isGone() {
        return state == State.DEAD || state == State.STOPPED;
    }

    void receive(String timestamp, String signature, byte[] body, IntConsumer response) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        exchange.getMessage().setHeader("telnyx-timestamp", timestamp);
        exchange.getMessage().setHeader("telnyx-signature-ed25519", signature);
        exchange.getMessage().setBody(body);
        http.handler()
                .process(
                        exchange,
                        sync -> response.accept(
                                exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, 0, int.class)));
    }

    /** The first part of a graceful shutdown: from now on, no new events. */
    void leave() {
        state = State.LEAVING;
        for (Route route : context.getRoutes()) {
            if (route.getConsumer() instanceof TelnyxGatherConsumer consumer) {
                ServiceHelper.suspendService(consumer);
            }
        }
    }

    /** The rest of the shutdown, whether or not everything is done. */
    void stop() {
        state = State.STOPPED;
        context.stop();
        world.ledger().gone(this);
        world.webhooks().cut(this);
    }

    void die() {
        state = State.DEAD;
        threads.kill();
        world.bus().cut(this);
        world.ledger().gone(this);
        world.webhooks().cut(this);
    }

    @Override
    public String toString() {
        return name;
    }

    private static final class ShutdownWithoutWaiting extends DefaultShutdownStrategy {
        @Override
        protected boolean doShutdown(
                CamelContext context,
                List<RouteStartupOrder> routes,
                long timeout,
                TimeUnit unit,
                boolean suspendOnly,
                boolean abortAfterTimeout,
                boolean forceShutdown) {
            shutdownRoutesNow(routes);
            return true;
        }
    }

    /** Failures are part of the schedules. */
    private static final class SilentHandler implements ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {
            // silent
        }

        @Override
        public void handleException(String message, Throwable exception) {
            // silent
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            // silent
        }
    }

    private final class Exchanges extends EventNotifierSupport {
        @Override
        public void notify(CamelEvent event) {
            if (event instanceof ExchangeEvent of) {
                String id = of.getExchange().getExchangeId();
                switch (event.getType()) {
                    case ExchangeCreated -> world.ledger().exchangeBegan(Node.this, id);
                    case ExchangeCompleted, ExchangeFailed -> world.ledger().exchangeEnded(Node.this, id);
                    default -> {
                        // the others are of no interest
                    }
                }
            }
        }
    }
}
