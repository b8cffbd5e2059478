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

import io.github.cameltelnyx.gather.webhook.Claim;
import org.apache.camel.Exchange;

/**
 * Acknowledges the webhook that started the route of an exchange, before the route is done, and lets the next event of its
 * call begin.
 */
record WebhookAcknowledgement(Claim claim, Runnable endOfTurn) {

    private static final WebhookAcknowledgement NONE = new WebhookAcknowledgement(null, () -> {});
    private static final String PROPERTY = "CamelTelnyxGatherAcknowledgement";

    void travelWith(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** Gives the acknowledgement of the exchange; it does nothing if no webhook started the route. */
    static WebhookAcknowledgement of(Exchange exchange) {
        return exchange.getProperty(PROPERTY) instanceof WebhookAcknowledgement webhook ? webhook : NONE;
    }

    /** Called when the route suspends. */
    void acknowledge() {
        if (claim != null) {
            claim.acknowledge();
        }
        endOfTurn.run();
    }
}
