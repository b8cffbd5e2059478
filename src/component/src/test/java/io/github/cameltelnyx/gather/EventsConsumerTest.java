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

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltelnyx.gather.event.CallGatherEnded;
import io.github.cameltelnyx.gather.event.OtherCallEvent;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What of a webhook reaches the route, and the response to it. */
class EventsConsumerTest extends EventsTestSupport {

    @Test
    void aVerifiedEventReachesTheRouteTypedWithItsScalarsAsHeaders() throws Exception {
        startRoute("telnyx-gather:events", "mock:events");
        mock().expectedMessageCount(1);

        int status = deliver(event(
                "e-1",
                "call.gather.ended",
                ",\"call_leg_id\":\"leg\",\"from\":\"+15550100011\",\"digits\":\"4711\",\"status\":\"valid\","
                        + "\"client_state\":\"c3RlcD1waW4=\",\"call_session_id\":null"));

        assertThat(status).isEqualTo(200);
        MockEndpoint.assertIsSatisfied(context);
        Exchange exchange = mock().getExchanges().get(0);
        assertThat(exchange.getMessage().getBody()).isInstanceOfSatisfying(CallGatherEnded.class, ended -> {
            assertThat(ended.digits()).isEqualTo("4711");
            assertThat(ended.clientState()).isEqualTo("step=pin");
        });
        assertThat(exchange.getMessage().getHeaders())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "CamelTelnyxGatherEventId",
                        "e-1",
                        "CamelTelnyxGatherEventType",
                        "call.gather.ended",
                        "CamelTelnyxGatherCallControlId",
                        "v3:c",
                        "CamelTelnyxGatherCallLegId",
                        "leg",
                        "CamelTelnyxGatherFrom",
                        "+15550100011",
                        "CamelTelnyxGatherDigits",
                        "4711",
                        "CamelTelnyxGatherStatus",
                        "valid",
                        "CamelTelnyxGatherClientState",
                        "step=pin",
                        Exchange.MESSAGE_TIMESTAMP,
                        1772619330123L));
        assertThat(exchange.getFromRouteId()).isEqualTo("events");
        assertThat(exchange.getFromEndpoint()).isInstanceOf(TelnyxGatherEndpoint.class);
    }

    @Test
    void theEventTurnsIntoJsonMapAndTree() throws Exception {
        startRoute("telnyx-gather:events", "mock:events");

        deliver(event("e-1"));

        Exchange exchange = mock().getExchanges().get(0);
        assertThat(exchange.getMessage().getBody(String.class)).contains("\"digits\":\"4711\"");
        assertThat((Map<?, ?>) exchange.getMessage().getBody(Map.class))
                .extracting("id")
                .isEqualTo("e-1");
        assertThat(exchange.getMessage()
                        .getBody(JsonNode.class)
                        .path("payload")
                        .path("status")
                        .asText())
                .isEqualTo("valid");
    }

    @Test
    void simpleReadsTheFieldsOfTheEvent() throws Exception {
        startRoute("telnyx-gather:events", "mock:events");

        deliver(event("e-1"));

        Exchange exchange = mock().getExchanges().get(0);
        assertThat(context.resolveLanguage("simple")
                        .createExpression("${body.digits}/${body.callControlId}/${header.CamelTelnyxGatherStatus}")
                        .evaluate(exchange, String.class))
                .isEqualTo("4711/v3:c/valid");
    }

    @Test
    void unknownTypesAndFieldsPass() throws Exception {
        startRoute("telnyx-gather:events", "mock:events");

        int status = deliver(event("e-1", "call.brand.new", ",\"shape\":{\"of\":\"things\"}"));

        assertThat(status).isEqualTo(200);
        assertThat(mock().getExchanges()
                        .get(0)
                        .getMessage()
                        .getBody(OtherCallEvent.class)
                        .payload()
                        .path("shape"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Grüße aus Köln €", "\uD83D\uDCDE 電話", "\\u00e9\\n"})
    void aBodyThatIsNotAsciiIsVerifiedByteByByte(String text) throws Exception {
        startRoute("telnyx-gather:events", "mock:events");

        int status = deliver(event("e-1", "call.initiated", ",\"caller_id_name\":\"" + text + "\""));

        assertThat(status).isEqualTo(200);
        assertThat(mock().getExchanges()).hasSize(1);
    }

    @Test
    void nothingOfTheRequestOrOfUnknownFieldsBecomesAHeader() throws Exception {
        startRoute("telnyx-gather:events", "mock:events");
        Set<String> steering = Set.of(
                "CamelHttpUri",
                "CAMELHttpUri",
                "camelhttpuri",
                "CAMELBeanMethodName",
                "CamelBeanMethodName",
                "CamelExecCommandExecutable",
                "CamelFileName",
                "CamelJmsDestinationName",
                "CamelTelnyxGatherTo",
                "org.apache.camel.X",
                "X-Plain");
        StringBuilder fields = new StringBuilder();
        steering.forEach(name -> fields.append(",\"").append(name).append("\":\"x\""));
        byte[] body = event("e-1", "call.initiated", fields.toString()).getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = signed(body, TELNYX).uri(uri("/telnyx/events?CamelHttpUri=x&CamelFileName=x"));
        steering.forEach(name -> request.header(name, "x"));

        int status = post(request.build()).statusCode();

        assertThat(status).isEqualTo(200);
        assertThat(mock().getExchanges().get(0).getMessage().getHeaders())
                .containsOnlyKeys(
                        "CamelTelnyxGatherEventId",
                        "CamelTelnyxGatherEventType",
                        "CamelTelnyxGatherCallControlId",
                        Exchange.MESSAGE_TIMESTAMP);
    }

    @Test
    void theResponseHasNoHeadersOfTheRequestAndNoWordOfTheRoute() throws Exception {
        startRoute("telnyx-gather:events", "bean:java.lang.Object?method=nope");

        HttpResponse<String> response = post(signed(event("e-1").getBytes(StandardCharsets.UTF_8), TELNYX)
                .header("X-Mine", "1")
                .build());

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().map())
                .doesNotContainKeys("x-mine", "telnyx-timestamp", "telnyx-signature-ed25519");
    }

    @Test
    void aForgedEventGetsStatus401AndDoesNotRunTheRoute() throws Exception {
        startRoute("telnyx-gather:events", "mock:events");

        HttpResponse<String> response = post(
                signed(event("e-1").getBytes(StandardCharsets.UTF_8), keyPair()).build());

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).startsWith("The signature is wrong");
        assertThat(mock().getExchanges()).isEmpty();
    }

    @Test
    void doubledAndMissingHeadersGetStatus401() throws Exception {
        startRoute("telnyx-gather:events", "mock:events");
        byte[] body = event("e-1").getBytes(StandardCharsets.UTF_8);
        HttpRequest good = signed(body);
        String signature = good.headers().firstValue("telnyx-signature-ed25519").orElseThrow();

        HttpResponse<String> doubled = post(signed(body, TELNYX)
                .header("telnyx-signature-ed25519", signature)
                .build());
        HttpResponse<String> missing = post(HttpRequest.newBuilder(uri("/telnyx/events"))
                .POST(BodyPublishers.ofByteArray(body))
                .build());

        assertThat(doubled.statusCode()).isEqualTo(401);
        assertThat(doubled.body()).contains("must occur exactly once");
        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(missing.body()).contains("webhook_api_version");
        assertThat(mock().getExchanges()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void onlyPostIsTaken(String method) throws Exception {
        startRoute("telnyx-gather:events", "mock:events");
        HttpRequest request = signed(event("e-1").getBytes(StandardCharsets.UTF_8), TELNYX)
                .method(method, BodyPublishers.ofString(event("e-1")))
                .build();

        assertThat(post(request).statusCode()).isEqualTo(405);
        assertThat(mock().getExchanges()).isEmpty();
    }

    @Test
    void aBodyAboveTheLimitGetsStatus413() throws Exception {
        startRoute("telnyx-gather:events?maximumBodySize=500", "mock:events");
        String large = event("e-1", "call.initiated", ",\"caller_id_name\":\"" + "a".repeat(500) + "\"");

        assertThat(deliver(large)).isEqualTo(413);
        assertThat(deliver(event("e-2"))).isEqualTo(200);
    }

    @Test
    void formPostsAndV1WebhooksGetStatus400WithTheReason() throws Exception {
        startRoute("telnyx-gather:events", "mock:events");
        byte[] form = "CallSid=1&From=%2B15550100011".getBytes(StandardCharsets.UTF_8);
        byte[] v1 = "{\"record_type\":\"event\",\"event_type\":\"call_answered\",\"id\":\"1\",\"payload\":{}}"
                .getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> formResponse = post(signed(form, TELNYX)
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .build());
        HttpResponse<String> v1Response = post(signed(v1));

        assertThat(formResponse.statusCode()).isEqualTo(400);
        assertThat(formResponse.body()).contains("TeXML");
        assertThat(v1Response.statusCode()).isEqualTo(400);
        assertThat(v1Response.body()).contains("webhook_api_version");
        assertThat(mock().getExchanges()).isEmpty();
    }

    @Test
    void eventTypesThatAreNotWantedGetStatus200AndNotEmitted() throws Exception {
        startRoute("telnyx-gather:events?eventTypes=call.initiated,call.ai_gather.*", "mock:events");

        assertThat(deliver(event("e-1", "call.hangup", ""))).isEqualTo(200);
        assertThat(deliver(event("e-2", "call.initiated", ""))).isEqualTo(200);
        assertThat(deliver(event("e-3", "call.ai_gather.ended", ""))).isEqualTo(200);

        assertThat(mock().getExchanges())
                .extracting(exchange -> exchange.getMessage().getHeader("CamelTelnyxGatherEventId"))
                .containsExactly("e-2", "e-3");
    }

    @Test
    void withoutAKeyTheConsumerDoesNotStart() {
        component.getConfiguration().setPublicKey(null);

        assertThatThrownBy(() -> startRoute("telnyx-gather:events", "mock:events"))
                .hasMessageContaining("publicKey is missing")
                .hasMessageContaining("TELNYX_PUBLIC_KEY");
    }

    @Test
    void theKeyMayComeFromTheEnvironment() throws Exception {
        component.getConfiguration().setPublicKey(null);
        component.setEnvironment(Map.of("TELNYX_PUBLIC_KEY", publicKey(TELNYX))::get);
        startRoute("telnyx-gather:events", "mock:events");

        assertThat(deliver(event("e-1"))).isEqualTo(200);
    }

    @Test
    void anyOfSeveralKeysMayHaveSigned() throws Exception {
        component.getConfiguration().setPublicKey(publicKey(keyPair()) + ", " + publicKey(TELNYX));
        startRoute("telnyx-gather:events", "mock:events");

        assertThat(deliver(event("e-1"))).isEqualTo(200);
        assertThat(post(signed(event("e-2").getBytes(StandardCharsets.UTF_8), keyPair())
                                .build())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void verificationCanBeTurnedOffByNameOnly() throws Exception {
        component.getConfiguration().setPublicKey(null);
        startRoute("telnyx-gather:events?verifySignature=false", "mock:events");

        int status = post(HttpRequest.newBuilder(uri("/telnyx/events"))
                        .POST(BodyPublishers.ofString(event("e-1")))
                        .build())
                .statusCode();

        assertThat(status).isEqualTo(200);
        assertThat(mock().getExchanges()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"call gather", "call.*.ended", "*.ended", "Call.Initiated"})
    void anImpossibleEventTypeFailsAtStart(String eventTypes) {
        assertThatThrownBy(() -> startRoute("telnyx-gather:events?eventTypes=" + eventTypes, "mock:events"))
                .hasMessageContaining("option eventTypes contains '" + eventTypes + "'");
    }
}
