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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.http.EventSubscriber;
import io.github.cameltelnyx.gather.webhook.Claim;
import io.github.cameltelnyx.gather.webhook.ClaimRegistry;
import io.github.cameltelnyx.gather.webhook.EventTypeFilter;
import io.github.cameltelnyx.gather.webhook.Lanes;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.StatefulService;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The consumer that runs its route once for each verified event of the configured types. */
public class TelnyxGatherConsumer extends DefaultConsumer implements EventSubscriber, Suspendable, ShutdownAware {

    private static final Logger LOG = LoggerFactory.getLogger(TelnyxGatherConsumer.class);
    private static final int REMEMBERED_EVENTS = 10_000;
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;

    private final TelnyxGatherConfiguration configuration;
    private EventTypeFilter eventTypes;
    private IdempotentRepository repository;
    private boolean ownsRepository;
    private volatile ClaimRegistry claims;
    private volatile ExecutorService workers;
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
        claims = new ClaimRegistry(new RepositoryClaimStore(startRepository()));
        ThreadPoolProfile profile = new ThreadPoolProfile("TelnyxGatherEvents");
        profile.setPoolSize(configuration.getWorkerPoolSize());
        profile.setMaxPoolSize(configuration.getWorkerPoolSize());
        profile.setMaxQueueSize(configuration.getWorkerQueueSize());
        profile.setAllowCoreThreadTimeOut(true);
        profile.setKeepAliveTime(60L);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        workers = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newThreadPool(this, "TelnyxGatherEvents", profile);
        if (configuration.getOrdering() == Ordering.call) {
            lanes = new Lanes(workers, configuration.getWorkerQueueSize());
        }
        TelnyxGatherComponent component = getEndpoint().getComponent();
        component.webhookServers().join(component.webhookServerSettings(configuration), this);
    }

    @Override
    protected void doStop() throws Exception {
        getEndpoint().getComponent().webhookServers().leave(this);
        if (lanes != null) {
            lanes.close().forEach(this::abandon);
            lanes = null;
        }
        if (workers != null) {
            // the graceful part of a shutdown is over: what still waits goes back to Telnyx
            getEndpoint().getCamelContext().getExecutorServiceManager().shutdownNow(workers).stream()
                    .forEach(this::abandon);
            workers = null;
        }
        if (ownsRepository) {
            ServiceHelper.stopService(repository);
        }
        super.doStop();
    }

    /** Releases the claim of work that will not run, so that Telnyx sends the event again. */
    private void abandon(Object task) {
        if (task instanceof Work work) {
            work.claim.release(UNAVAILABLE);
        }
    }

    private IdempotentRepository startRepository() {
        repository = configuration.getIdempotentRepository();
        if (repository == null) {
            repository = MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED_EVENTS);
        }
        CamelContextAware.trySetCamelContext(repository, getEndpoint().getCamelContext());
        ownsRepository = !(repository instanceof StatefulService service && service.isStarted());
        ServiceHelper.startService(repository);
        return repository;
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
        try {
            Claim claim = claims.claim(claimKey(event));
            LOG.debug("Event {} for route {}: {}", event, getRouteId(), describe(claim.state()));
            if (claim.state() == Claim.State.NEW) {
                start(new Work(event, claim));
            }
            return claim.responseStatus();
        } catch (RuntimeException e) {
            getExceptionHandler().handleException("Cannot claim event " + event.describe(), e);
            return CompletableFuture.completedFuture(FAILED);
        }
    }

    private static String describe(Claim.State state) {
        return switch (state) {
            case NEW -> "claimed";
            case IN_PROGRESS -> "duplicate of an event that is being processed";
            case DONE -> "duplicate of an event that was processed, or is being processed on another node";
        };
    }

    /** Each consumer of a path processes an event once: the event types distinguish the consumers, on every node. */
    private String claimKey(CallEvent event) {
        return event.eventId() + eventTypes;
    }

    private void start(Work work) {
        try {
            if (lanes == null) {
                workers.execute(work);
            } else {
                lanes.submit(work.lane(), work);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug(
                    "Event {} is rejected by route {}: {} events are waiting, which is workerQueueSize",
                    work.event,
                    getRouteId(),
                    configuration.getWorkerQueueSize());
            work.claim.release(UNAVAILABLE);
            return;
        }
        if (configuration.getAcknowledge() == AcknowledgeMode.onReceipt) {
            work.claim.acknowledge();
            return;
        }
        Future<?> timeout = getEndpoint()
                .getComponent()
                .timer()
                .schedule(() -> work.claim.acknowledge(), configuration.getAcknowledgeTimeout(), TimeUnit.MILLISECONDS);
        work.claim.responseStatus().whenComplete((status, failure) -> timeout.cancel(false));
    }

    private void finish(Exchange exchange, Work work) {
        Exception failure = exchange.getException();
        boolean processed = failure == null && !exchange.isRollbackOnly();
        LOG.debug(
                "Event {} for route {}: {}",
                work.event,
                getRouteId(),
                processed ? "processed" : "failed, and the claim is released unless the webhook was acknowledged");
        try {
            if (processed) {
                work.claim.confirm();
            } else {
                work.claim.release(FAILED);
            }
        } catch (RuntimeException e) {
            getExceptionHandler().handleException("Cannot store the id of a processed event", exchange, e);
        }
        if (failure != null) {
            getExceptionHandler().handleException("Error processing event", exchange, failure);
        }
        releaseExchange(exchange, false);
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

    /** The processing of one claimed event by the route. */
    private final class Work implements Runnable, Lanes.Task {
        private final CallEvent event;
        private final Claim claim;

        Work(CallEvent event, Claim claim) {
            this.event = event;
            this.claim = claim;
        }

        String lane() {
            return event.callControlId() == null ? event.eventId() : event.callControlId();
        }

        @Override
        public void run() {
            run(() -> {});
        }

        @Override
        public void run(Lanes.Turn turn) {
            Exchange exchange = createExchange(false);
            EventBinding.apply(exchange, event);
            new WebhookAcknowledgement(claim, turn::end).travelWith(exchange);
            getAsyncProcessor().process(exchange, doneSync -> {
                turn.end();
                finish(exchange, this);
            });
        }
    }
}
