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
 * The headers that the component itself set on an exchange, from an event or a response. A command does not take them for
 * its own fields: the number that was called must not override {@code transfer?to=...}. A header that the route sets to
 * another value overrides again.
 */
final class InboundHeaders {

    private static final String PROPERTY = "CamelTelnyxGatherInboundHeaders";
    private static final String DIALLED = "CamelTelnyxGatherDialledCall";

    private InboundHeaders() {}

    /** Sets the headers on the message and remembers them. */
    static void put(Exchange exchange, Map<String, Object> headers) {
        exchange.getMessage().getHeaders().putAll(headers);
        // a new map each time: copies of the exchange share the property
        Map<String, Object> inbound = new HashMap<>(inbound(exchange));
        inbound.putAll(headers);
        exchange.setProperty(PROPERTY, inbound);
    }

    /** Removes the headers that still have the value that was set, except the id of the call. */
    static void remove(Exchange exchange) {
        inbound(exchange).forEach((header, value) -> {
            if (!header.equals(TelnyxGatherConstants.CALL_CONTROL_ID)
                    && value.equals(exchange.getMessage().getHeader(header))) {
                exchange.getMessage().removeHeader(header);
            }
        });
    }

    /**
     * Sets the call that was dialled as the call of the route, unless the route has one. The call of an earlier dial of the
     * same exchange is replaced: a route that dials again has given it up.
     */
    static void putDialledCall(Exchange exchange, String callControlId) {
        Object present = exchange.getMessage().getHeader(TelnyxGatherConstants.CALL_CONTROL_ID);
        if (present == null || present.equals(exchange.getProperty(DIALLED))) {
            put(exchange, Map.of(TelnyxGatherConstants.CALL_CONTROL_ID, callControlId));
            exchange.setProperty(DIALLED, callControlId);
        }
    }

    /** Gives the value that an event or response set, or null. */
    static Object get(Exchange exchange, String header) {
        return inbound(exchange).get(header);
    }

    static boolean isInbound(Exchange exchange, String header, Object value) {
        return value.equals(inbound(exchange).get(header));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inbound(Exchange exchange) {
        Map<String, Object> inbound = exchange.getProperty(PROPERTY, Map.class);
        return inbound == null ? Map.of() : inbound;
    }
}
