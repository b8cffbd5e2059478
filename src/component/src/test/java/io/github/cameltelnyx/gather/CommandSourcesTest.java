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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.CallEventParser;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.converter.stream.InputStreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the fields of a command come from, and which source wins. */
class CommandSourcesTest extends CommandTestSupport {

    record Menu(String payload, int maximumDigits, String voice) {}

    @ParameterizedTest
    @MethodSource("bodies")
    void takesFieldsFromABodyOfAnyJsonKind(Object body) {
        send("telnyx-gather:gatherUsingSpeak", body);

        JsonNode sent = api.only().json();
        assertThat(sent.path("payload").asText()).isEqualTo("Größe?");
        assertThat(sent.path("maximum_digits").asInt()).isEqualTo(2);
        assertThat(sent.has("voice")).isTrue();
    }

    static Stream<Object> bodies() {
        String json = "{\"payload\":\"Größe?\",\"maximum_digits\":2}";
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        Map<String, Object> withNull = new HashMap<>(Map.of("payload", "Größe?", "maximumDigits", "2"));
        withNull.put("minimum_digits", null);
        return Stream.of(
                json,
                bytes,
                new ByteArrayInputStream(bytes),
                new InputStreamCache(bytes),
                Map.of("payload", "Größe?", "maximum_digits", 2),
                withNull,
                new Menu("Größe?", 2, null));
    }

    @Test
    void headerWinsOverBodyOverOptionOverComponent() {
        component.getConfiguration().setVoice("component");
        component.getConfiguration().setLanguage("component");
        component.getConfiguration().setPayload("component");
        component.getConfiguration().setServiceLevel("premium");

        send(
                "telnyx-gather:speak?language=option&payload=option&voice=option",
                Map.of("payload", "body", "voice", "body"),
                Map.of("CamelTelnyxGatherVoice", "header"));

        JsonNode sent = api.only().json();
        assertThat(sent.path("voice").asText()).isEqualTo("header");
        assertThat(sent.path("payload").asText()).isEqualTo("body");
        assertThat(sent.path("language").asText()).isEqualTo("option");
        assertThat(sent.path("service_level").asText()).isEqualTo("premium");
    }

    @Test
    void aPlainTextBodyIsWhatIsSpoken() {
        send("telnyx-gather:speak?payload=option", "Hello {there}");

        assertThat(api.only().json().path("payload").asText()).isEqualTo("Hello {there}");
    }

    @Test
    void anEmptyTextBodyLeavesTheOptionAlone() {
        send("telnyx-gather:speak?payload=option", "");

        assertThat(api.only().json().path("payload").asText()).isEqualTo("option");
    }

    @Test
    void theBodyOfAnEventContributesNothing() throws Exception {
        CallEvent event = CallEventParser.parse(
                ("{\"data\":{\"record_type\":\"event\",\"event_type\":\"call.dtmf.received\",\"id\":\"1\","
                                + "\"payload\":{\"digit\":\"4\",\"to\":\"+15550100001\"}}}")
                        .getBytes(StandardCharsets.UTF_8));

        send("telnyx-gather:answer", event);
        send("telnyx-gather:answer", event.json().toString());

        assertThat(api.requests())
                .allSatisfy(request -> assertThat(request.json().properties())
                        .extracting(Map.Entry::getKey)
                        .containsExactly("command_id"));
        assertThat(api.requests()).hasSize(2);
    }

    @Test
    void whatAResponseBroughtIsNotSentWithTheNextCommand() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call").to("telnyx-gather:answer").to("telnyx-gather:gather?maximumDigits=1");
            }
        });
        api.responds(200, "{\"data\":{\"result\":\"ok\",\"conversation_id\":\"c-1\"}}");

        Exchange exchange = send("direct:call", null);

        assertThat(exchange.getException()).isNull();
        JsonNode first = api.requests().get(0).json();
        JsonNode second = api.requests().get(1).json();
        assertThat(second.properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("command_id", "maximum_digits");
        assertThat(second.path("command_id")).isNotEqualTo(first.path("command_id"));
    }

    @Test
    void headersOfAnEventAreNotTakenForFieldsUnlessTheRouteSetsThem() throws Exception {
        Exchange exchange = template.send("telnyx-gather:transfer?to=+15550100009&clientState=new", message -> {
            message.getMessage().setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, CALL);
            InboundHeaders.put(
                    message,
                    Map.of(
                            TelnyxGatherConstants.TO, "+15550100022",
                            TelnyxGatherConstants.FROM, "+15550100011",
                            TelnyxGatherConstants.CLIENT_STATE, "old"));
            message.getMessage().setHeader(TelnyxGatherConstants.FROM, "+15550100033");
        });

        assertThat(exchange.getException()).isNull();
        JsonNode sent = api.only().json();
        assertThat(sent.path("to").asText()).isEqualTo("+15550100009");
        assertThat(sent.path("from").asText()).isEqualTo("+15550100033");
        assertThat(sent.path("client_state").asText()).isEqualTo(base64("new"));
    }

    @Test
    void anEmptyTerminatingDigitMeansNoneAndIsSent() {
        send("telnyx-gather:gather?terminatingDigit=", null);
        send("telnyx-gather:gather", null, Map.of("CamelTelnyxGatherTerminatingDigit", ""));
        send("telnyx-gather:gather", Map.of("terminatingDigit", ""));

        assertThat(api.requests()).hasSize(3).allSatisfy(request -> {
            assertThat(request.json().has("terminating_digit")).isTrue();
            assertThat(request.json().path("terminating_digit").asText()).isEmpty();
        });
    }

    @Test
    void clientStateTravelsAsBase64WithoutLineBreaks() {
        String state = "Zustand ".repeat(30);

        send("telnyx-gather:hangup", Map.of("clientState", state));
        send("telnyx-gather:hangup", Map.of("client_state", Map.of("step", 2)));

        assertThat(api.requests().get(0).json().path("client_state").asText()).isEqualTo(base64(state));
        assertThat(api.requests().get(1).json().path("client_state").asText()).isEqualTo(base64("{\"step\":2}"));
    }

    @Test
    void theStateOfTheOtherLegIsEncodedToo() {
        send("telnyx-gather:transfer?to=sip:a@example.test", Map.of("target_leg_client_state", "leg b"));

        assertThat(api.only().json().path("target_leg_client_state").asText()).isEqualTo(base64("leg b"));
    }

    @Test
    void theJsonSchemaOfAnAiGatherMayBeInlineOrAResource() {
        send("telnyx-gather:gatherUsingAi?parameters=RAW({\"type\":\"object\"})", null);
        send("telnyx-gather:gatherUsingAi?parameters=classpath:booking-schema.json", null);

        assertThat(api.requests().get(0).json().path("parameters").path("type").asText())
                .isEqualTo("object");
        assertThat(api.requests()
                        .get(1)
                        .json()
                        .path("parameters")
                        .path("required")
                        .path(0)
                        .asText())
                .isEqualTo("day");
    }

    @Test
    void aResourceIsNeverReadOnTheWordOfAHeader() {
        Exchange exchange = send(
                "telnyx-gather:gatherUsingAi",
                null,
                Map.of("CamelTelnyxGatherParameters", "classpath:booking-schema.json"));

        assertThat(exchange.getException()).hasMessageContaining("must be a JSON object");
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void unknownFieldsPassThroughAndDotsGoIntoObjects() {
        send(
                "telnyx-gather:aiAssistantStart?field.assistant.id=assistant-1&field.assistant.dynamic_variables.name=Ada"
                        + "&field.brand_new=42",
                Map.of("newerStill", List.of(1, 2)));

        JsonNode sent = api.only().json();
        assertThat(sent.path("assistant").path("id").asText()).isEqualTo("assistant-1");
        assertThat(sent.path("assistant").path("dynamic_variables").path("name").asText())
                .isEqualTo("Ada");
        assertThat(sent.path("brand_new").isInt()).isTrue();
        assertThat(sent.path("newer_still").isArray()).isTrue();
    }

    @Test
    void namesInsideObjectsAreNotTouched() {
        send("telnyx-gather:gatherUsingAi", Map.of("parameters", Map.of("firstName", Map.of("type", "string"))));

        assertThat(api.only().json().path("parameters").has("firstName")).isTrue();
    }

    @Test
    void theCallMayBeNamedByHeaderBodyOrOption() {
        template.sendBody("telnyx-gather:hangup?callControlId=option", null);
        template.sendBody("telnyx-gather:hangup?callControlId=option", Map.of("callControlId", "body"));
        send("telnyx-gather:hangup?callControlId=option", Map.of("callControlId", "body"));

        assertThat(api.requests())
                .extracting(RecordingApi.Request::path)
                .containsExactly(
                        "/v2/calls/option/actions/hangup",
                        "/v2/calls/body/actions/hangup",
                        "/v2/calls/v3%3AQmFja1lhcmQtc2ltLTAwMDE/actions/hangup");
        assertThat(api.requests())
                .allSatisfy(request ->
                        assertThat(request.json().has("call_control_id")).isFalse());
    }

    @Test
    void dialMakesTheNewCallTheCallOfTheRouteUnlessThereIsOne() {
        String response = "{\"data\":{\"record_type\":\"call\",\"call_control_id\":\"v3:new\",\"is_alive\":false}}";
        api.responds(200, response);
        api.responds(200, response);
        String uri = "telnyx-gather:dial?connectionId=1&to=+15550100001&from=+15550100002";

        Exchange outbound = template.send(uri, exchange -> {});
        Exchange inbound = send(uri, null);

        assertThat(outbound.getMessage().getHeader(TelnyxGatherConstants.CALL_CONTROL_ID))
                .isEqualTo("v3:new");
        assertThat(inbound.getMessage().getHeader(TelnyxGatherConstants.CALL_CONTROL_ID))
                .isEqualTo(CALL);
        assertThat(inbound.getMessage().getBody(CommandResponse.class)).containsEntry("call_control_id", "v3:new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+15550100001", "%2B15550100001", "RAW(+15550100001)"})
    void aNumberInTheUriKeepsItsPlus(String number) {
        send("telnyx-gather:transfer?to=" + number + "&from=" + number, null);

        assertThat(api.only().json().path("to").asText()).isEqualTo("+15550100001");
        assertThat(api.only().json().path("from").asText()).isEqualTo("+15550100001");
    }

    @Test
    void theResponseBecomesBodyAndHeaders() {
        api.responds(200, "{\"data\":{\"result\":\"ok\",\"conversation_id\":\"c-1\"}}");

        Exchange exchange = send("telnyx-gather:aiAssistantStart?commandId=mine", null);

        assertThat(exchange.getMessage().getBody(CommandResponse.class)).containsEntry("conversation_id", "c-1");
        assertThat(exchange.getMessage().getBody(String.class))
                .isEqualTo("{\"result\":\"ok\",\"conversation_id\":\"c-1\"}");
        assertThat(exchange.getMessage().getHeaders())
                .doesNotContainKey("CamelTelnyxGatherResult")
                .containsEntry("CamelTelnyxGatherConversationId", "c-1")
                .containsEntry("CamelTelnyxGatherCommandId", "mine")
                .containsEntry("CamelTelnyxGatherRequestId", "req-1")
                .containsEntry(Exchange.HTTP_RESPONSE_CODE, 200);
    }

    @Test
    void aCommandTellsWhoSentIt() {
        send("telnyx-gather:hangup", null);

        assertThat(api.only().headers())
                .containsEntry("Authorization", List.of("Bearer KEY-secret"))
                .containsEntry("Content-type", List.of("application/json"));
        assertThat(api.only().headers().get("User-agent").get(0)).startsWith("camel-telnyx-gather/");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
