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
package io.github.cameltelnyx.gather.crash;

import io.github.cameltelnyx.gather.TelnyxGatherConstants;
import org.apache.camel.builder.RouteBuilder;

/** A route that takes as long as the client state of the event says. */
final class EventRoutes extends RouteBuilder {

    private final Journal journal;

    EventRoutes(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void configure() {
        // as many types as applications have: the key must fit into Camel's table all the same
        from("telnyx-gather:events?idempotentRepository=#repository"
                        + "&eventTypes=call.initiated,call.answered,call.gather.ended,call.dtmf.received,call.hangup")
                .process(exchange -> journal.write(
                        Journal.BEGAN, exchange.getMessage().getHeader(TelnyxGatherConstants.EVENT_ID, String.class)))
                .delay(header(TelnyxGatherConstants.CLIENT_STATE))
                .process(exchange -> journal.write(
                        Journal.ENDED, exchange.getMessage().getHeader(TelnyxGatherConstants.EVENT_ID, String.class)));
    }
}
