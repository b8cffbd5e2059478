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

import java.util.List;

import io.github.cameltelnyx.gather.event.ClientState;
import io.github.cameltelnyx.gather.event.WaitTag;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Results that were waited for by a process that is gone. */
class RestartTest extends EventsTestSupport {

    private static final String EVENTS = "telnyx-gather:events?eventTypes=call.gather.ended";

    private RecordingApi api;

    @BeforeEach
    void startApi() {
        api = new RecordingApi();
        configure();
    }

    @AfterEach
    void stopApi() {
        api.close();
    }

    @Test
    void theResultOfAWaitOfAGoneProcessIsAPlainEvent() throws Exception {
        startRoute(EVENTS, "mock:events");
        awaitGather("v3:before");
        String state = stateSent(0);
        restart();
        MockEndpoint plain = mock();

        assertThat(deliver(ended("e1", "v3:before", state))).isEqualTo(200);

        plain.expectedMessageCount(1);
        plain.expectedHeaderReceived(TelnyxGatherConstants.CLIENT_STATE, "vip");
        plain.expectedHeaderReceived(TelnyxGatherConstants.DIGITS, "4711");
        plain.assertIsSatisfied();
    }

    @Test
    void theResultOfAGoneProcessIsNotThatOfAWaitWithTheSameNumber() throws Exception {
        startRoute(EVENTS, "mock:events");
        awaitGather("v3:before");
        String before = stateSent(0);
        restart();
        MockEndpoint plain = mock();
        Exchange waiting = awaitGather("v3:after");

        deliver(ended("e1", "v3:before", before));

        plain.expectedMessageCount(1);
        plain.assertIsSatisfied();
        WaitTag tagBefore = ClientState.tag(before);
        WaitTag tagAfter = ClientState.tag(stateSent(1));
        assertThat(tagAfter.id()).isEqualTo(tagBefore.id());
        assertThat(tagAfter.node()).isNotEqualTo(tagBefore.node());
        assertThat(component.waits().size()).isEqualTo(1);
        assertThat(waiting.getMessage().getHeader(TelnyxGatherConstants.DIGITS)).isNull();
    }

    @Test
    void aRepeatedDeliveryAfterTheRestartIsEmittedOnce() throws Exception {
        startRoute(EVENTS, "mock:events");
        awaitGather("v3:before");
        String state = stateSent(0);
        restart();
        MockEndpoint plain = mock();

        assertThat(List.of(deliver(ended("e1", "v3:before", state)), deliver(ended("e1", "v3:before", state))))
                .containsOnly(200);

        plain.expectedMessageCount(1);
        plain.assertIsSatisfied();
        assertThat(component.waits().late()).isZero();
    }

    private void configure() {
        component.getConfiguration().setApiKey("KEY-secret");
        component.getConfiguration().setBaseUrl(api.baseUrl());
    }

    private void restart() throws Exception {
        // what waits would have the shutdown wait for it
        context.getShutdownStrategy().setTimeout(1);
        context.stop();
        createContext();
        configure();
        startRoute(EVENTS, "mock:events");
    }

    private Exchange awaitGather(String call) throws Exception {
        var producer = context.getEndpoint("telnyx-gather:gather?awaitResult=true&clientState=vip")
                .createAsyncProducer();
        context.addService(producer);
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, call);
        int sent = api.requests().size();
        producer.process(exchange, doneSync -> {});
        Awaitility.await().until(() -> api.requests().size() > sent);
        return exchange;
    }

    private String stateSent(int request) {
        return api.requests().get(request).json().path("client_state").asText();
    }

    private static String ended(String id, String call, String state) {
        return event(
                        id,
                        "call.gather.ended",
                        ",\"client_state\":\"" + state + "\",\"digits\":\"4711\",\"status\":\"valid\"")
                .replace("v3:c", call);
    }
}
