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

import io.github.cameltelnyx.gather.client.CallEndedException;
import org.apache.camel.builder.RouteBuilder;

/** The Java examples of the documentation: it shows what is between a begin and an end comment. */
final class DocumentedJavaRoutes {

    private DocumentedJavaRoutes() {}

    static final class Menu extends RouteBuilder {

        @Override
        public void configure() {
            // begin: menu
            from("telnyx-gather:events?eventTypes=call.initiated")
                    .filter(header(TelnyxGatherConstants.DIRECTION).isEqualTo("incoming"))
                    .to("telnyx-gather:answer?awaitResult=true")
                    .to("telnyx-gather:gatherUsingSpeak?awaitResult=true&payload=Press 1 for sales.&maximumDigits=1")
                    .choice()
                    .when(header(TelnyxGatherConstants.DIGITS).isEqualTo("1"))
                    .to("telnyx-gather:transfer?to=+15550100001")
                    .otherwise()
                    .to("telnyx-gather:hangup?awaitResult=true");
            // end: menu
        }
    }

    static final class MenuByEvents extends RouteBuilder {

        @Override
        public void configure() {
            // begin: menu-by-events
            onException(CallEndedException.class).handled(true);

            from("telnyx-gather:events?eventTypes=call.initiated")
                    .filter(header(TelnyxGatherConstants.DIRECTION).isEqualTo("incoming"))
                    .to("telnyx-gather:answer?clientState=menu");

            from("telnyx-gather:events?eventTypes=call.answered")
                    .filter(header(TelnyxGatherConstants.CLIENT_STATE).isEqualTo("menu"))
                    .to("telnyx-gather:gatherUsingSpeak?payload=Press 1 for sales, 2 for support."
                            + "&validDigits=12&maximumDigits=1");

            from("telnyx-gather:events?eventTypes=call.gather.ended")
                    .choice()
                    .when(header(TelnyxGatherConstants.DIGITS).isEqualTo("1"))
                    .to("telnyx-gather:transfer?to=+15550100001")
                    .when(header(TelnyxGatherConstants.DIGITS).isEqualTo("2"))
                    .to("telnyx-gather:transfer?to=+15550100002")
                    .otherwise()
                    .to("telnyx-gather:hangup");
            // end: menu-by-events
        }
    }

    static final class AiGather extends RouteBuilder {

        @Override
        public void configure() {
            // begin: ai-gather
            from("telnyx-gather:events?eventTypes=call.answered")
                    .to("telnyx-gather:gatherUsingAi?parameters=classpath:booking-schema.json"
                            + "&greeting=When would you like to come?");

            from("telnyx-gather:events?eventTypes=call.ai_gather.ended")
                    .filter(header(TelnyxGatherConstants.STATUS).isEqualTo("valid"))
                    .setBody(simple("${body.result}"))
                    .to("direct:book");
            // end: ai-gather
        }
    }

    static final class Dial extends RouteBuilder {

        @Override
        public void configure() {
            // begin: dial
            from("direct:remind")
                    .setBody(simple(
                            "{\"to\": \"${body[number]}\", \"client_state\": \"appointment ${body[appointment]}\"}"))
                    .to("telnyx-gather:dial?connectionId=2811000000000000017&from=+15550100022&timeoutSecs=30")
                    .log("Call ${header.CamelTelnyxGatherCallControlId} is on its way");
            // end: dial
        }
    }
}
