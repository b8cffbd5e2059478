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

import java.util.UUID;

import org.apache.camel.Exchange;

/**
 * The id of the command that an exchange is sending. A redelivery of the exchange sends the same id, so that Telnyx does not
 * act twice. When the command is over the id is forgotten, as a loop in the route brings the exchange back with a new
 * command.
 */
record PendingCommand(Object sender, String commandId) {

    private static final String PROPERTY = "CamelTelnyxGatherPendingCommand";

    /** Gives the id that the exchange has for the command of a sender, a new one if it has none. */
    static String idOf(Exchange exchange, Object sender) {
        if (exchange.getProperty(PROPERTY) instanceof PendingCommand pending && pending.sender == sender) {
            return pending.commandId;
        }
        String commandId = UUID.randomUUID().toString();
        exchange.setProperty(PROPERTY, new PendingCommand(sender, commandId));
        return commandId;
    }

    static void forget(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }
}
