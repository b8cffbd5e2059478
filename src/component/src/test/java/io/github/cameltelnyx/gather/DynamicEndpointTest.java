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

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.Function;

import javax.management.ObjectName;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Endpoints whose URI has expressions: toD, enrich and wireTap. */
class DynamicEndpointTest extends CommandTestSupport {

    private static final String SPEAK = "telnyx-gather:speak?voice=Telnyx.KokoroTTS.af&payload=${header.text}";

    @RegisterExtension
    final LogCapture log = new LogCapture();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tom & Jerry",
                "1 + 1 = 2",
                "100% of 50%25",
                "RAW(raw)",
                "RAW(a)&voice=other",
                "$simple{header.text}",
                "${header.text}",
                "two\nlines\tand a tab",
                "&apiKey=other&baseUrl=http://example.com/",
                "?a=b#c",
                "#bean:text",
                " indented",
                "Zoë, 中文, 🙂"
            })
    void aValueArrivesUnchanged(String text) throws Exception {
        route(route -> route.toD(SPEAK));

        Exchange exchange = sendText(text);

        assertThat(exchange.getException()).isNull();
        JsonNode command = api.only().json();
        assertThat(command.get("payload").asText()).isEqualTo(text);
        assertThat(command.get("voice").asText()).isEqualTo("Telnyx.KokoroTTS.af");
        assertThat(api.only().headers().get("Authorization")).containsExactly("Bearer KEY-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "telnyx-gather:speak?payload=Hello%20${header.text}%26+more&voice=v&loop=2",
                "telnyx-gather:speak?payload=RAW(Hello ${header.text}& more)&voice=v&loop=2",
                "telnyx-gather://speak?loop=2&voice=${header.voice}&payload=Hello ${header.text}%26 more",
                "telnyx-gather:${header.operation}?loop=2&voice={{voice:v}}&payload=Hello ${header.text}%26 more",
                "telnyx-gather:speak?loop=2\n    &voice=v\n    &payload=Hello ${header.text}%26 more\n"
            })
    void theTextAroundAnExpressionIsReadAsInAnyUri(String uri) throws Exception {
        route(route -> route.toD(uri));

        Exchange exchange = sendText("Zoë%26&", Map.of("voice", "v", "operation", "speak"));

        assertThat(exchange.getException()).isNull();
        JsonNode command = api.only().json();
        assertThat(command.get("payload").asText()).isEqualTo("Hello Zoë%26&& more");
        assertThat(command.get("voice").asText()).isEqualTo("v");
        assertThat(command.get("loop").asInt()).isEqualTo(2);
    }

    /** Camel does this before the component has the URI: what callers say belongs into headers or the body. */
    @Test
    void aPropertyPlaceholderInAValueIsResolved() throws Exception {
        context.getPropertiesComponent().addInitialProperty("secret", "471199");
        route(route -> route.toD(SPEAK));

        sendText("{{secret}}");

        assertThat(api.only().json().get("payload").asText()).isEqualTo("471199");
    }

    @Test
    void optionNamesMayBeDynamicToo() throws Exception {
        route(route -> route.toD("telnyx-gather:speak?${header.options}"));

        sendText("", Map.of("options", "payload=RAW(Tom & $simple{header.a})&voice=a%20b"));

        assertThat(api.only().json().get("payload").asText()).isEqualTo("Tom & $simple{header.a}");
        assertThat(api.only().json().get("voice").asText()).isEqualTo("a b");
    }

    @Test
    void anyNumberOfTextsTakesOneEndpoint() throws Exception {
        route(route -> route.toD(SPEAK)
                .enrich()
                .simple(SPEAK)
                .toD("telnyx-gather:sendDtmf?digits=${header.digits}&callControlId=${header.call}"));
        sendText("first", Map.of("digits", "1", "call", "v3:first"));
        int endpoints = context.getEndpoints().size();

        for (int i = 0; i < 50; i++) {
            assertThat(sendText("text 471199" + i, Map.of("digits", "471199" + i, "call", "v3:" + i))
                            .getException())
                    .isNull();
        }

        assertThat(context.getEndpoints()).hasSize(endpoints);
        assertThat(context.getEndpoints())
                .extracting(Endpoint::getEndpointUri)
                .contains("telnyx-gather://speak?voice=Telnyx.KokoroTTS.af", "telnyx-gather://sendDtmf")
                .noneMatch(uri -> uri.contains("471199"));
        assertThat(log.lines()).isNotEmpty().noneMatch(line -> line.contains("471199"));
        assertThat(ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("org.apache.camel:*"), null))
                .isNotEmpty()
                .noneMatch(name -> name.toString().contains("471199"));
    }

    @Test
    void aWireTapSendsToTheSameEndpoint() throws Exception {
        route(route -> route.wireTap(SPEAK));

        sendText("first");
        sendText("second");

        await().untilAsserted(() -> assertThat(api.requests())
                .extracting(request -> request.json().get("payload").asText())
                .containsExactlyInAnyOrder("first", "second"));
        assertThat(context.getEndpoints())
                .filteredOn(TelnyxGatherEndpoint.class::isInstance)
                .hasSize(1);
    }

    @Test
    void headersAndBodyWinOverADynamicOption() throws Exception {
        route(route ->
                route.toD("telnyx-gather:speak?payload=${header.text}&voice=${header.text}&language=${header.text}"));

        template.send("direct:in", exchange -> {
            exchange.getMessage().setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, CALL);
            exchange.getMessage().setHeader("text", "option");
            exchange.getMessage().setHeader(TelnyxGatherConstants.PAYLOAD, "header");
            exchange.getMessage().setBody(Map.of("payload", "body", "voice", "body"));
        });

        JsonNode command = api.only().json();
        assertThat(command.get("payload").asText()).isEqualTo("header");
        assertThat(command.get("voice").asText()).isEqualTo("body");
        assertThat(command.get("language").asText()).isEqualTo("option");
    }

    @Test
    void nothingOfTheOptionsRemainsOnTheExchange() throws Exception {
        route(route -> route.toD(SPEAK).to("telnyx-gather:speak?payload=static"));

        Exchange exchange = sendText("dynamic 471199", Map.of(TelnyxGatherConstants.LANGUAGE, "en"));

        assertThat(api.requests())
                .extracting(request -> request.json().get("payload").asText())
                .containsExactly("dynamic 471199", "static");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(TelnyxGatherConstants.LANGUAGE, "en")
                .doesNotContainKeys(TelnyxGatherConstants.PAYLOAD, TelnyxGatherConstants.VOICE);
        assertThat(exchange.getProperties().toString()).doesNotContain("471199");
    }

    @Test
    void aNumberKeepsItsPlus() throws Exception {
        route(route ->
                route.toD("telnyx-gather:transfer?to=${header.to}&from=+${header.from}&timeoutSecs=${header.secs}"));

        sendText("", Map.of("to", "+15550100001", "from", "15550100002", "secs", 30));

        assertThat(api.only().json().get("to").asText()).isEqualTo("+15550100001");
        assertThat(api.only().json().get("from").asText()).isEqualTo("+15550100002");
        assertThat(api.only().json().get("timeout_secs").isInt()).isTrue();
    }

    @Test
    void fieldsWithoutAnOptionTravelToo() throws Exception {
        route(route -> route.toD(
                "telnyx-gather:aiAssistantStart?field.assistant.id=a%201&field.assistant.greeting=${header.text}"));

        sendText("Hi & welcome");
        sendText("Welcome back");

        assertThat(api.requests())
                .extracting(request -> request.json().get("assistant").toString())
                .containsExactly(
                        "{\"id\":\"a 1\",\"greeting\":\"Hi & welcome\"}",
                        "{\"id\":\"a 1\",\"greeting\":\"Welcome back\"}");
        assertThat(context.getEndpoints())
                .filteredOn(TelnyxGatherEndpoint.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aSettingRemainsInTheUri() throws Exception {
        route(route -> route.toD("telnyx-gather:speak?payload=${header.text}&maximumRetries=${header.retries}"));

        sendText("a", Map.of("retries", 1));
        sendText("b", Map.of("retries", 2));

        assertThat(context.getEndpoints())
                .extracting(Endpoint::getEndpointUri)
                .contains("telnyx-gather://speak?maximumRetries=1", "telnyx-gather://speak?maximumRetries=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1&apiKey=471199", "#class:471199", "RAW(471199)", "$simple{471199}", "1%26471199"})
    void aSettingWithTheSyntaxOfUrisIsRefused(String value) throws Exception {
        route(route -> route.toD("telnyx-gather:speak?payload=${header.text}&maximumRetries=${header.retries}"));

        Exchange exchange = sendText("a", Map.of("retries", value));

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "option maximumRetries is a value of " + value.length() + " characters but must");
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void aTextThatLooksLikeTheNextOptionIsRefused() throws Exception {
        route(route -> route.toD("telnyx-gather:speak?payload=${header.text}&voice=${header.voice}"));

        Exchange exchange = sendText("471199&voice=other", Map.of("voice", "v"));

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a value in the URI of a dynamic endpoint contains the text that ends the value in the route. "
                                + "Use headers or the body for the options [payload, voice]");
        assertThat(api.requests()).isEmpty();
    }

    /** Camel's language replaces the escape, so that the URI has not the text of the route. */
    @Test
    void anEscapeInTheTextAroundAnExpressionIsNoWayToOtherOptions() throws Exception {
        route(route -> route.toD("telnyx-gather:speak?payload=One\\nTwo ${header.text}"));

        assertThat(sendText("Three").getException()).isNull();
        assertThat(sendText("471199&apiKey=other").getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a value in the URI of a dynamic endpoint sets an option that");

        assertThat(api.only().json().get("payload").asText()).matches("One\\s*Two Three");
    }

    @Test
    void anErrorDoesNotQuoteTheValue() throws Exception {
        route(route -> route.toD("telnyx-gather:${header.operation}?${header.option}=x&payload=${header.text}"));

        assertThat(sendText("471199", Map.of("operation", "speak", "option", "paylod"))
                        .getException())
                .hasMessage("telnyx-gather:speak has no option paylod");
        assertThat(sendText("471199", Map.of("operation", "hangup", "option", "clientState"))
                        .getException())
                .hasMessageStartingWith("telnyx-gather:hangup has no option payload. Its options are ");
        assertThat(sendText("471199".repeat(600), Map.of("operation", "speak", "option", "voice"))
                        .getException())
                .hasMessage(
                        "speak: option payload is a value of 3600 characters but must be a text of 1 to 3000 characters");
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void aYamlRouteWithParametersIsServedToo() throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(
                        ResourceHelper.fromString(
                                "route.yaml",
                                """
                        - from:
                            uri: direct:in
                            steps:
                              - toD:
                                  uri: telnyx-gather:speak
                                  parameters:
                                    voice: Telnyx.KokoroTTS.af
                                    payload: "${header.text}"
                                    maximumRetries: 1
                        """));

        sendText("Tom & Jerry + 100%");

        assertThat(api.only().json().get("payload").asText()).isEqualTo("Tom & Jerry + 100%");
        assertThat(context.getEndpoints())
                .extracting(Endpoint::getEndpointUri)
                .contains("telnyx-gather://speak?maximumRetries=1&voice=Telnyx.KokoroTTS.af");
    }

    @Test
    void aComponentOfAnotherNameIsServedToo() throws Exception {
        TelnyxGatherComponent second = new TelnyxGatherComponent();
        second.setConfiguration(component.getConfiguration());
        context.addComponent("telephone", second);
        route(route -> route.toD("telephone:speak?payload=${header.text}"));

        sendText("Tom & Jerry");

        assertThat(api.only().json().get("payload").asText()).isEqualTo("Tom & Jerry");
        assertThat(context.getEndpoints()).extracting(Endpoint::getEndpointUri).contains("telephone://speak");
    }

    private void route(Function<RouteDefinition, ?> steps) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                steps.apply(from("direct:in"));
            }
        });
    }

    private Exchange sendText(String text, Map<String, Object> headers) {
        return template.send("direct:in", exchange -> {
            exchange.getMessage().setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, CALL);
            exchange.getMessage().setHeader("text", text);
            exchange.getMessage().getHeaders().putAll(headers);
        });
    }

    private Exchange sendText(String text) {
        return sendText(text, Map.of());
    }
}
