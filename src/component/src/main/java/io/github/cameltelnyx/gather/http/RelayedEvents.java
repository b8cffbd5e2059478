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
import java.util.concurrent.ConcurrentHashMap;

import io.github.cameltelnyx.gather.correlation.RelayMessage;
import io.github.cameltelnyx.gather.correlation.WaitRegistry;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.webhook.InvalidWebhookException;
import io.github.cameltelnyx.gather.webhook.WebhookReceiver;
import io.github.cameltelnyx.gather.webhook.WebhookRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers the events that other nodes relay to the waits of this node. */
final class RelayedEvents {

    private static final Logger LOG = LoggerFactory.getLogger(RelayedEvents.class);

    private final WaitRegistry waits;
    private final Map<WebhookServerSettings, WebhookReceiver> receivers = new ConcurrentHashMap<>();
    private final RareWarning refused = new RareWarning();

    RelayedEvents(WaitRegistry waits) {
        this.waits = waits;
    }

    /** Accepts what the receiver accepts: the path that another node received the webhook on may have keys of its own. */
    void verifyWith(WebhookServerSettings settings, WebhookReceiver receiver) {
        receivers.put(settings, receiver);
    }

    /** @return whether the event is genuine and ended a wait */
    boolean offer(RelayMessage.Event relayed) {
        WebhookRequest request = new WebhookRequest(
                "POST", null, given(relayed.signature()), given(relayed.timestamp()), relayed.body());
        InvalidWebhookException invalid = null;
        for (WebhookReceiver receiver : receivers.values()) {
            try {
                return offer(receiver.receive(request));
            } catch (InvalidWebhookException e) {
                invalid = e;
            }
        }
        if (invalid != null && refused.isDue()) {
            LOG.warn(
                    "The relay received an event that is refused: {}",
                    invalid.reason().text());
        }
        return false;
    }

    private boolean offer(CallEvent event) {
        boolean taken = waits.offer(event);
        LOG.debug("Event {} of another node: {}", event, taken ? "the result of a command" : "not awaited here");
        return taken;
    }

    private static List<String> given(String header) {
        return header.isEmpty() ? List.of() : List.of(header);
    }
}
