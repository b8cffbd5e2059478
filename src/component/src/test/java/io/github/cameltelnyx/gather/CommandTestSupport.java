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

import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A Camel context with the component, and the API that it talks to. */
abstract class CommandTestSupport {

    static final String CALL = "v3:QmFja1lhcmQtc2ltLTAwMDE";

    RecordingApi api;
    CamelContext context;
    TelnyxGatherComponent component;
    ProducerTemplate template;

    @BeforeEach
    void startContext() {
        api = new RecordingApi();
        context = new DefaultCamelContext();
        component = context.getComponent("telnyx-gather", TelnyxGatherComponent.class);
        component.setEnvironment(name -> null);
        component.getConfiguration().setApiKey("KEY-secret");
        component.getConfiguration().setBaseUrl(api.baseUrl());
        component.getConfiguration().setRetryDelay(1);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stopContext() {
        context.stop();
        api.close();
    }

    /** Sends a message about {@link #CALL} and gives back the exchange, failed or not. */
    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.send(uri, exchange -> {
            exchange.getMessage().setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, CALL);
            exchange.getMessage().getHeaders().putAll(headers);
            exchange.getMessage().setBody(body);
        });
    }

    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }
}
