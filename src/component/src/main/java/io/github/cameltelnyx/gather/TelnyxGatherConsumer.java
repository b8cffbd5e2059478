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

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.http.EventSubscriber;
import io.github.cameltelnyx.gather.webhook.ClaimKey;
import io.github.cameltelnyx.gather.webhook.ClaimRegistry;
import io.github.cameltelnyx.gather.webhook.ClaimStore;
import io.github.cameltelnyx.gather.webhook.EventTypeFilter;
import io.github.cameltelnyx.gather.webhook.Lanes;
import io.github.cameltelnyx.gather.webhook.MemoryClaimStore;
import io.github.cameltelnyx.gather.webhook.SharedClaimStore;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.StatefulService;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The consumer that runs its route once for each verified event of the configured types. */
public class TelnyxGatherConsumer extends DefaultConsumer implements EventSubscriber, Suspendable, ShutdownAware {

    private static final Logger LOG = LoggerFactory.getLogger(TelnyxGatherConsumer.class);
    private static final Duration ON_RECEIPT = Duration.ofMillis(1500);
    private static final Duration STOPPING = Duration.ofSeconds(2);
    private static final int UNAVAILABLE = 503;

    private final TelnyxGatherConfiguration configuration;
    /** Kept while the route is stopped. */
    private final MemoryClaimStore memory = new MemoryClaimStore();

    private EventTypeFilter eventTypes;
    private volatile ClaimRegistry claims;
    private volatile ExecutorService workers;
    // null if events are remembered in memory
    private ExecutorService claimThreads;
    private ExecutorService markThreads;
    /** Null if ordering is none. */
    private volatile Lanes lanes;

    public TelnyxGatherConsumer(TelnyxGatherEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        configuration = endpoint.getConfiguration();
    }

    @Override
    public TelnyxGatherEndpoint getEndpoint() {
        return (TelnyxGatherEndpoint) super.getEndpoint();
    }

    @Override
    public boolean isHostedService() {
        return true;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        eventTypes = EventTypeFilter.parse(configuration.getEventTypes());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        workers = newThreadPool("TelnyxGatherEvents");
        if (configuration.getOrdering() == Ordering.call) {
            lanes = new Lanes(workers, configuration.getWorkerQueueSize());
        }
        TelnyxGatherComponent component = getEndpoint().getComponent();
        Duration acknowledgeTimeout =
                acknowledgesOnReceipt() ? ON_RECEIPT : Duration.ofMillis(configuration.getAcknowledgeTimeout());
        claims = new ClaimRegistry(createClaimStore(acknowledgeTimeout), component.timer(), acknowledgeTimeout);
        component.webhookServers().join(component.webhookServerSettings(configuration), this);
    }

    private ClaimStore createClaimStore(Duration acknowledgeTimeout) throws Exception {
        IdempotentRepository repository = configuration.getIdempotentRepository();
        if (repository == null) {
            return memory;
        }
        if (!(repository instanceof StatefulService service && service.isStarted())) {
            // until the context stops: other routes may use it longer than this one
            getEndpoint().getCamelContext().addService(repository, true, true);
        }
        claimThreads = newThreadPool("TelnyxGatherClaims");
        markThreads = newThreadPool("TelnyxGatherMarks");
        return new SharedClaimStore(
                new RepositoryKeys(repository),
                claimThreads,
                markThreads,
                getEndpoint().getComponent().timer(),
                acknowledgeTimeout);
    }

    private ExecutorService newThreadPool(String name) {
        ThreadPoolProfile profile = new ThreadPoolProfile(name);
        profile.setPoolSize(configuration.getWorkerPoolSize());
        profile.setMaxPoolSize(configuration.getWorkerPoolSize());
        profile.setMaxQueueSize(configuration.getWorkerQueueSize());
        profile.setAllowCoreThreadTimeOut(true);
        profile.setKeepAliveTime(60L);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return getEndpoint().getCamelContext().getExecutorServiceManager().newThreadPool(this, name, profile);
    }

    @Override
    protected void doStop() throws Exception {
        getEndpoint().getComponent().webhookServers().leave(this);
        // the graceful part of a shutdown is over: what still waits goes back to Telnyx
        if (lanes != null) {
            lanes.close();
        }
        if (claims != null) {
            claims.close();
        }
        ExecutorServiceManager threads = getEndpoint().getCamelContext().getExecutorServiceManager();
        if (workers != null) {
            threads.shutdownNow(workers);
            threads.awaitTermination(workers, STOPPING.toMillis());
        }
        // these in turn, because each hands over to the next
        for (ExecutorService storing : Arrays.asList(claimThreads, markThreads)) {
            if (storing != null) {
                threads.shutdownGraceful(storing, STOPPING.toMillis());
            }
        }
        super.doStop();
    }

    @Override
    public boolean wants(CallEvent event) {
        boolean wanted = eventTypes.matches(event.eventType());
        if (!wanted) {
            LOG.debug(
                    "Event {} is not consumed by route {}: eventTypes is {}",
                    event,
                    getRouteId(),
                    configuration.getEventTypes());
        }
        return wanted;
    }

    @Override
    public boolean receivesResults() {
        return configuration.isEmitResults();
    }

    @Override
    public CompletionStage<Integer> accept(CallEvent event, long arrivedAt) {
        if (!isStarted()) {
            LOG.debug("Event {} is rejected by route {}: the route is not started", event, getRouteId());
            return CompletableFuture.completedFuture(UNAVAILABLE);
        }
        EventProcessing processing = new EventProcessing(this, workers, acknowledgesOnReceipt(), event);
        String key = ClaimKey.of(event.eventId(), eventTypes);
        boolean firstAttempt = event.data().attempt() == 1;
        return claims.claim(processing, key, firstAttempt, arrivedAt, claim -> processing.begin(claim, lanes));
    }

    private boolean acknowledgesOnReceipt() {
        return configuration.getAcknowledge() == AcknowledgeMode.onReceipt;
    }

    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        return false;
    }

    /** Returns the number of claimed events that are not completed, including those that wait for a thread. */
    @Override
    public int getPendingExchangesSize() {
        ClaimRegistry current = claims;
        return current == null ? 0 : current.inFlight();
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // the response to new events is 503 as soon as the consumer is suspended
    }
}
