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

import io.github.cameltelnyx.gather.CommandBinding.CommandRequest;
import io.github.cameltelnyx.gather.event.WaitTag;
import org.apache.camel.Exchange;

/**
 * The command that an exchange is sending. A redelivery of the exchange is the same command, with the same id, so that Telnyx
 * does not act twice, and the same tag, so that the event of the first attempt is its result. A command with other content is
 * another command: a loop in the route brings the exchange back to the same endpoint.
 *
 * @param request what is sent, apart from id and tag
 * @param tag of the wait for it, or what the command is recorded as; null before that, and if it is not recorded
 */
record PendingCommand(Object sender, CommandRequest request, String commandId, WaitTag tag) {

    private static final String PROPERTY = "CamelTelnyxGatherPendingCommand";

    /** Gives the command that the exchange is sending if it is this one, else a new one. */
    static PendingCommand of(Exchange exchange, Object sender, CommandRequest request) {
        return exchange.getProperty(PROPERTY) instanceof PendingCommand pending
                        && pending.sender == sender
                        && pending.request.equals(request)
                ? pending
                : new PendingCommand(sender, request, UUID.randomUUID().toString(), null);
    }

    /** Gives the command with the tag, which from now on is the one that the exchange is sending. */
    PendingCommand begin(Exchange exchange, WaitTag newTag) {
        PendingCommand begun = new PendingCommand(sender, request, commandId, newTag);
        exchange.setProperty(PROPERTY, begun);
        return begun;
    }

    static void forget(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }

    /** Without the content, which is confidential. */
    @Override
    public String toString() {
        return "PendingCommand[" + commandId + "]";
    }
}
