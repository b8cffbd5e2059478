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

/** The webhook whose event an exchange carries. A route that suspends has acknowledged it,
 * and lets the next event of its call go. */
record Delivery(Claim claim, Runnable endOfTurn) {

    private static final Delivery NONE = new Delivery(null, () -> {});
    private static final String PROPERTY = "CamelTelnyxGatherDelivery";

    void travelWith(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** The one that started the route of the exchange; nothing to acknowledge if no webhook did. */
    static Delivery of(Exchange exchange) {
        return exchange.getProperty(PROPERTY) instanceof Delivery delivery ? delivery : NONE;
    }

    /** The route waits for something that may take long. */
    void suspend() {
        if (claim != null) {
            claim.acknowledge();
        }
        endOfTurn.run();
    }
}
