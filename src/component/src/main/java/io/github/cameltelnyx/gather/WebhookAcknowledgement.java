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

import org.apache.camel.Exchange;

/**
 * Acknowledges the webhook that started the route of an exchange, before the route is done, and lets the next event of its
 * call begin. Copies of the exchange, which run beside the route, do neither.
 */
record WebhookAcknowledgement(String exchangeId, Runnable acknowledgement) {

    static final WebhookAcknowledgement NONE = new WebhookAcknowledgement("", () -> {});
    private static final String PROPERTY = "CamelTelnyxGatherAcknowledgement";

    /** @param acknowledgement called when the route of this exchange suspends */
    static void put(Exchange exchange, Runnable acknowledgement) {
        exchange.setProperty(PROPERTY, new WebhookAcknowledgement(exchange.getExchangeId(), acknowledgement));
    }

    /** Gives the acknowledgement of the exchange; it does nothing if no webhook started the route. */
    static WebhookAcknowledgement of(Exchange exchange) {
        return exchange.getProperty(PROPERTY) instanceof WebhookAcknowledgement webhook
                        && webhook.exchangeId.equals(exchange.getExchangeId())
                ? webhook
                : NONE;
    }

    /** Called when the route suspends. */
    void acknowledge() {
        acknowledgement.run();
    }
}
