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

import java.util.HashMap;
import java.util.Map;

import org.apache.camel.Exchange;

/**
 * The headers that an event or an answer brought into an exchange. They inform the route; a command must not take them for
 * its own fields, or the number that was called would override {@code transfer?to=...}. A route that sets such a header
 * to another value overrides again.
 */
final class Received {

    private static final String PROPERTY = "CamelTelnyxGatherReceived";

    private Received() {}

    /** Puts the headers on the message, and remembers them. */
    static void put(Exchange exchange, Map<String, Object> headers) {
        exchange.getMessage().getHeaders().putAll(headers);
        // a new map each time: copies of the exchange share the property
        Map<String, Object> received = new HashMap<>(received(exchange));
        received.putAll(headers);
        exchange.setProperty(PROPERTY, received);
    }

    /** Takes the headers off the message again that are as they came, but for the id of the call. */
    static void remove(Exchange exchange) {
        received(exchange).forEach((header, value) -> {
            if (!header.equals(TelnyxGatherConstants.CALL_CONTROL_ID)
                    && value.equals(exchange.getMessage().getHeader(header))) {
                exchange.getMessage().removeHeader(header);
            }
        });
    }

    /** What an event or answer brought as the header, or null. */
    static Object get(Exchange exchange, String header) {
        return received(exchange).get(header);
    }

    static boolean isReceived(Exchange exchange, String header, Object value) {
        return value.equals(received(exchange).get(header));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> received(Exchange exchange) {
        Map<String, Object> received = exchange.getProperty(PROPERTY, Map.class);
        return received == null ? Map.of() : received;
    }
}
