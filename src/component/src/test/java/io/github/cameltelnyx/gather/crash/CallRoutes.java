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
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Answers each call, asks for a digit and hangs up; another route takes the ends of calls. */
final class CallRoutes extends RouteBuilder {

    static final String PROMPT = "Press 1";

    /** Milliseconds that the database of the application takes. A node that dies meanwhile has done nothing. */
    private static final int LOOKUP = 300;

    private final Journal journal;

    CallRoutes(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void configure() {
        from("telnyx-gather:events?idempotentRepository=#repository&eventTypes=call.initiated")
                .delay(LOOKUP)
                .process(exchange -> write("initiated", TelnyxGatherConstants.EVENT_ID, exchange))
                .to("telnyx-gather:answer?awaitResult=true")
                .to("telnyx-gather:gatherUsingSpeak?awaitResult=true&maximumDigits=1&voice=female&payload=" + PROMPT)
                .process(exchange -> write(
                        "result-" + exchange.getMessage().getHeader(TelnyxGatherConstants.STATUS),
                        TelnyxGatherConstants.CALL_CONTROL_ID,
                        exchange))
                .to("telnyx-gather:hangup");
        from("telnyx-gather:events?idempotentRepository=#repository&eventTypes=call.hangup")
                .delay(LOOKUP)
                .process(exchange -> write("hangup", TelnyxGatherConstants.EVENT_ID, exchange));
    }

    private void write(String what, String header, Exchange exchange) {
        journal.write(what, exchange.getMessage().getHeader(header, String.class));
    }
}
