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

import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.cameltelnyx.gather.correlation.WaitRegistry;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.CallHangup;
import io.github.cameltelnyx.gather.webhook.WebhookRequest;

/**
 * Finds the wait that an event ends, on this node or another: first where the tag of the event names a node that is known, then
 * here, then on all nodes, because another command may have replaced the tag.
 *
 * @param resultEvents the types of events that a route may wait for
 * @param relay asks other nodes; null when there are none
 */
record WaitMatcher(WaitRegistry waits, Set<String> resultEvents, Relay relay) {

    /** @return whether there was a wait; completes on any thread, which must not be held up */
    CompletableFuture<Boolean> offer(CallEvent event, WebhookRequest request, long arrivedAt) {
        if (relay == null || !resultEvents.contains(event.eventType())) {
            return CompletableFuture.completedFuture(waits.offer(event));
        }
        if (event instanceof CallHangup) {
            return offerHangup(event, request, arrivedAt);
        }
        Long named = waits.otherNode(event);
        return named == null || !relay.knows(named)
                ? offerHereThenToAll(event, request, arrivedAt)
                : relay.ask(named, request, arrivedAt)
                        .thenCompose(taken -> taken
                                ? CompletableFuture.completedFuture(true)
                                : offerHereThenToAll(event, request, arrivedAt));
    }

    private CompletableFuture<Boolean> offerHereThenToAll(CallEvent event, WebhookRequest request, long arrivedAt) {
        return waits.offer(event) ? CompletableFuture.completedFuture(true) : relay.askAll(request, arrivedAt);
    }

    /** The hangup ends every wait of its call on every node, also if it is the awaited event of one. */
    private CompletableFuture<Boolean> offerHangup(CallEvent hangup, WebhookRequest request, long arrivedAt) {
        if (!waits.offer(hangup)) {
            return relay.askAll(request, arrivedAt);
        }
        relay.publishToAll(request);
        return CompletableFuture.completedFuture(true);
    }
}
