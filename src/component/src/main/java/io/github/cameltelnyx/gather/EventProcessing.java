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

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.webhook.Claim;
import io.github.cameltelnyx.gather.webhook.Lanes;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processing of one event by the route. Whatever fails, the claim, the exchange and the turn of the lane end, once. */
final class EventProcessing implements Lanes.Task {

    private static final Logger LOG = LoggerFactory.getLogger(EventProcessing.class);
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;

    private final DefaultConsumer consumer;
    private final Executor workers;
    private final boolean onReceipt;
    private final CallEvent event;
    private Claim claim;
    private final AtomicBoolean finished = new AtomicBoolean();

    /** @param onReceipt whether to acknowledge the webhook before the route is run */
    EventProcessing(DefaultConsumer consumer, Executor workers, boolean onReceipt, CallEvent event) {
        this.consumer = consumer;
        this.workers = workers;
        this.onReceipt = onReceipt;
        this.event = event;
    }

    /** @param lanes null if the order of events does not matter */
    void begin(Claim granting, Lanes lanes) {
        claim = granting;
        claim.granted().whenComplete((granted, failure) -> {
            if (failure != null) {
                consumer.getExceptionHandler().handleException("Cannot claim event " + event.describe(), failure);
            }
        });
        if (lanes == null) {
            runWhenGranted(() -> {});
            return;
        }
        try {
            lanes.submit(event.callControlId() == null ? event.eventId() : event.callControlId(), this);
        } catch (RuntimeException | Error e) {
            reject();
            return;
        }
        acknowledgeOnReceipt();
    }

    /** Called on a thread of the consumer. The event has its place in the lane before its claim is granted. */
    @Override
    public void run(Lanes.Turn turn) {
        if (claim.isResolved()) {
            process(turn);
        } else {
            runWhenGranted(turn);
        }
    }

    /** Runs the route on a thread of the consumer when the claim is granted. */
    private void runWhenGranted(Lanes.Turn turn) {
        claim.granted().whenComplete((granted, failure) -> {
            if (Boolean.TRUE.equals(granted)) {
                handOver(turn);
            } else {
                turn.end();
            }
        });
    }

    private void handOver(Lanes.Turn turn) {
        try {
            workers.execute(() -> process(turn));
        } catch (RuntimeException | Error e) {
            if (reject()) {
                turn.end();
            } else {
                // acknowledged at this moment: Telnyx does not send it again
                process(turn);
            }
            return;
        }
        acknowledgeOnReceipt();
    }

    /** @return whether Telnyx sends the event again */
    private boolean reject() {
        LOG.debug("{}: rejected, because workerQueueSize events are waiting or there is no thread", this);
        return claim.release(UNAVAILABLE);
    }

    private void acknowledgeOnReceipt() {
        if (onReceipt) {
            claim.acknowledge();
        }
    }

    private void process(Lanes.Turn turn) {
        if (!claim.start()) {
            turn.end();
            return;
        }
        Exchange exchange = null;
        try {
            // the thread that handed the event over may come to it later than the route comes to its end
            acknowledgeOnReceipt();
            exchange = consumer.createExchange(false);
            EventBinding.apply(exchange, event);
            WebhookAcknowledgement.put(exchange, () -> {
                claim.acknowledge();
                turn.end();
            });
            Exchange processed = exchange;
            consumer.getAsyncProcessor()
                    .process(processed, doneSync -> finish(processed, processed.getException(), turn));
        } catch (Throwable e) {
            finish(exchange, e, turn);
        }
    }

    /** @param exchange null if it cannot be created */
    private void finish(Exchange exchange, Throwable failure, Lanes.Turn turn) {
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        boolean processed = failure == null && !exchange.isRollbackOnly();
        LOG.debug(
                "{}: {}",
                this,
                processed ? "processed" : "failed, and the claim is released unless the webhook was acknowledged");
        if (processed) {
            claim.confirm();
        } else {
            claim.release(FAILED);
        }
        try {
            if (failure != null) {
                consumer.getExceptionHandler().handleException("Error processing event", exchange, failure);
            }
            if (exchange != null) {
                consumer.releaseExchange(exchange, false);
            }
        } finally {
            turn.end();
        }
    }

    @Override
    public String toString() {
        return "Event " + event + " for route " + consumer.getRouteId();
    }
}
