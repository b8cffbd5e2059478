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

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jetty.JettyHttpEndpoint;
import org.apache.camel.test.AvailablePortFinder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Webhooks on a servlet host: Camel's Jetty. */
class ServletHostTest extends EventsTestSupport {

    @RegisterExtension
    static AvailablePortFinder.Port port = AvailablePortFinder.find();

    @BeforeEach
    void chooseJetty() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                restConfiguration().component("jetty").host("localhost").port(port.getPort());
            }
        });
    }

    @Override
    URI uri(String path) {
        return URI.create("http://localhost:" + port.getPort() + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Grüße aus Köln €", "\uD83D\uDCDE 電話"})
    void aBodyThatIsNotAsciiIsVerifiedByteByByte(String text) throws Exception {
        startRoute("telnyx-gather:events", "mock:events");
        byte[] body = event("e-1", "call.initiated", ",\"caller_id_name\":\"" + text + "\"")
                .getBytes(StandardCharsets.UTF_8);

        int status = post(signed(body)).statusCode();

        assertThat(status).isEqualTo(200);
        assertThat(mock().getExchanges().get(0).getMessage().getHeader("CamelTelnyxGatherCallerIdName"))
                .isEqualTo(text);
    }

    @Test
    void aCharsetOfTheContentTypeDoesNotTouchTheBytes() throws Exception {
        startRoute("telnyx-gather:events", "mock:events");
        byte[] body =
                event("e-1", "call.initiated", ",\"caller_id_name\":\"Köln\"").getBytes(StandardCharsets.UTF_8);

        int status = post(signed(body, TELNYX)
                        .setHeader("Content-Type", "application/json; charset=ISO-8859-1")
                        .build())
                .statusCode();

        assertThat(status).isEqualTo(200);
    }

    @Test
    void refusalsGetTheSameResponsesAsOnAnyHost() throws Exception {
        startRoute("telnyx-gather:events?maximumBodySize=500", "mock:events");
        byte[] body = event("e-1").getBytes(StandardCharsets.UTF_8);
        HttpRequest good = signed(body);
        String signature = good.headers().firstValue("telnyx-signature-ed25519").orElseThrow();

        assertThat(deliver(event("e-2", "call.initiated", ",\"x\":\"" + "a".repeat(500) + "\"")))
                .isEqualTo(413);
        assertThat(post(signed(body, TELNYX)
                                .header("telnyx-signature-ed25519", signature)
                                .build())
                        .statusCode())
                .isEqualTo(401);
        assertThat(post(signed(body, keyPair()).build()).statusCode()).isEqualTo(401);
        assertThat(post(signed(body, TELNYX).GET().build()).statusCode()).isEqualTo(405);
        assertThat(post(signed("a=1".getBytes(StandardCharsets.UTF_8), TELNYX)
                                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                                .build())
                        .statusCode())
                .isEqualTo(400);
        assertThat(mock().getExchanges()).isEmpty();
    }

    @Test
    void theServerMayBeNamedByTheEndpoint() throws Exception {
        startRoute("telnyx-gather:events?httpServerComponent=jetty", "mock:events");

        assertThat(deliver(event("e-1"))).isEqualTo(200);
        assertThat(context.getEndpoints()).hasAtLeastOneElementOfType(JettyHttpEndpoint.class);
    }

    @Test
    void aServerThatIsNoneFailsAtStart() {
        assertThatThrownBy(() -> startRoute("telnyx-gather:events?httpServerComponent=log", "mock:events"))
                .hasMessageContaining("httpServerComponent is log, which has no HTTP server");
    }
}
