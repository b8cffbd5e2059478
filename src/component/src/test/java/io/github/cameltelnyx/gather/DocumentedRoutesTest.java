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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the examples of the documentation: real webhooks come in, real requests go out. */
class DocumentedRoutesTest extends EventsTestSupport {

    private static final String MENU_STATE = ",\"client_state\":\"bWVudQ==\"";
    private static final String ENDED = "{\"errors\":[{\"code\":\"90018\",\"title\":\"Call has already ended\"}]}";
    private static final String DIALLED = "{\"data\":{\"call_control_id\":\"v3:new\"}}";

    private final RecordingApi api = new RecordingApi();

    @BeforeEach
    void pointToTheApi() throws Exception {
        component.getConfiguration().setApiKey("KEY-secret");
        component.getConfiguration().setBaseUrl(api.baseUrl());
        component.getConfiguration().setRetryDelay(1);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:book").to("mock:book");
            }
        });
    }

    @AfterEach
    void closeTheApi() {
        api.close();
    }

    static List<Path> yamlFiles() {
        return Documentation.yamlFiles();
    }

    @ParameterizedTest
    @MethodSource("yamlFiles")
    void everyYamlExampleStarts(Path file) throws Exception {
        load(file);

        assertThat(context.getRoutes()).hasSizeGreaterThan(1).allSatisfy(route -> assertThat(
                        context.getRouteController()
                                .getRouteStatus(route.getRouteId())
                                .isStarted())
                .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void theMenuAnswersGathersAndTransfersInOneRoute(String language) throws Exception {
        if (language.equals("java")) {
            start(new DocumentedJavaRoutes.Menu());
        } else {
            load(Documentation.MENU);
        }

        deliver(event("e-1", "call.initiated", ",\"direction\":\"incoming\""));
        awaitActions("answer");
        deliver(event("e-2", "call.answered", ""));
        awaitActions("answer", "gather_using_speak");
        deliver(event("e-3", "call.gather.ended", ",\"digits\":\"1\",\"status\":\"valid\""));

        awaitActions("answer", "gather_using_speak", "transfer");
        assertThat(sent(1).path("payload").asText()).isEqualTo("Press 1 for sales.");
        assertThat(sent(2).path("to").asText()).isEqualTo("+15550100001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void theMenuByEventsAnswersAsksAndTransfers(String language) throws Exception {
        loadMenuByEvents(language);

        deliver(event("e-1", "call.initiated", ",\"direction\":\"incoming\""));
        deliver(event("e-2", "call.answered", MENU_STATE));
        deliver(event("e-3", "call.gather.ended", ",\"digits\":\"2\",\"status\":\"valid\",\"to\":\"+15550100022\""));

        assertThat(actions()).containsExactly("answer", "gather_using_speak", "transfer");
        assertThat(sent(0).path("client_state").asText()).isEqualTo("bWVudQ==");
        assertThat(sent(1).path("payload").asText()).isEqualTo("Press 1 for sales, 2 for support.");
        assertThat(sent(2).path("to").asText()).isEqualTo("+15550100002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void theMenuByEventsHangsUpWhenNothingIsPressed(String language) throws Exception {
        loadMenuByEvents(language);

        deliver(event("e-1", "call.gather.ended", ",\"digits\":\"\",\"status\":\"invalid\""));

        assertThat(actions()).containsExactly("hangup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void theMenuByEventsLeavesTheTransferredCallAlone(String language) throws Exception {
        loadMenuByEvents(language);

        assertThat(deliver(event("e-1", "call.initiated", ",\"direction\":\"outgoing\"")))
                .isEqualTo(200);
        assertThat(deliver(event("e-2", "call.answered", ",\"client_state\":null")))
                .isEqualTo(200);
        assertThat(actions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml", "java"})
    void theMenuByEventsTakesACallThatHasEndedForDone(String language) throws Exception {
        loadMenuByEvents(language);
        api.responds(422, ENDED);

        assertThat(deliver(event("e-1", "call.gather.ended", ",\"digits\":\"\",\"status\":\"call_hangup\"")))
                .isEqualTo(200);
        assertThat(actions()).containsExactly("hangup");
    }

    @Test
    void theErrorExampleSendsTheSameCommandAgain() throws Exception {
        component.getConfiguration().setMaximumRetries(0);
        load("errors.yaml");
        api.responds(503, "{}");

        deliver(event("e-1", "call.answered", ""));

        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> api.requests().size() == 2);
        assertThat(sent(1).path("command_id")).isEqualTo(sent(0).path("command_id"));
    }

    @Test
    void theErrorExampleDoesNotRepeatWhatTelnyxRefuses() throws Exception {
        load("errors.yaml");
        api.responds(422, "{\"errors\":[{\"code\":\"90034\",\"title\":\"Call not answered yet\"}]}");

        deliver(event("e-1", "call.answered", ""));

        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> context.getInflightRepository().size() == 0
                        && !api.requests().isEmpty());
        assertThat(api.requests()).hasSize(1);
    }

    @Test
    void theDialExampleTakesNumberAndStateFromTheBody() throws Exception {
        load("dial.yaml");
        api.responds(200, DIALLED);

        remind();

        assertThat(api.only().path()).isEqualTo("/v2/calls");
        assertThat(sent(0).path("to").asText()).isEqualTo("+15550100011");
        assertThat(sent(0).path("from").asText()).isEqualTo("+15550100022");
        assertThat(sent(0).path("client_state").asText()).isEqualTo("YXBwb2ludG1lbnQgMTc=");
    }

    @Test
    void theAiExampleHandsTheResultOn() throws Exception {
        load("ai-gather.yaml");

        deliver(event("e-1", "call.answered", ""));
        deliver(event("e-2", "call.ai_gather.ended", ",\"status\":\"valid\",\"result\":{\"day\":\"Tuesday\"}"));

        assertThat(actions()).containsExactly("gather_using_ai");
        assertThat(sent(0).path("parameters").path("required").get(0).asText()).isEqualTo("day");
        assertThat(booked().getMessage().getBody(JsonNode.class).path("day").asText())
                .isEqualTo("Tuesday");
    }

    @Test
    void theJavaAiExampleHandsTheResultOn() throws Exception {
        start(new DocumentedJavaRoutes.AiGather());

        deliver(event("e-1", "call.answered", ""));
        deliver(event("e-2", "call.ai_gather.ended", ",\"status\":\"valid\",\"result\":{\"day\":\"Tuesday\"}"));

        assertThat(sent(0).path("greeting").asText()).isEqualTo("When would you like to come?");
        assertThat(booked().getMessage().getBody(JsonNode.class).path("day").asText())
                .isEqualTo("Tuesday");
    }

    @Test
    void theJavaDialExampleTakesNumberAndStateFromTheBody() throws Exception {
        start(new DocumentedJavaRoutes.Dial());
        api.responds(200, DIALLED);

        remind();

        assertThat(sent(0).path("to").asText()).isEqualTo("+15550100011");
        assertThat(sent(0).path("from").asText()).isEqualTo("+15550100022");
        assertThat(sent(0).path("timeout_secs").asInt()).isEqualTo(30);
    }

    private void start(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        context.start();
    }

    private void loadMenuByEvents(String language) throws Exception {
        if (language.equals("java")) {
            start(new DocumentedJavaRoutes.MenuByEvents());
        } else {
            load("menu-by-events.yaml");
        }
    }

    private void load(String example) throws Exception {
        load(Documentation.EXAMPLES.resolve(example));
    }

    private void load(Path example) throws Exception {
        String text = Files.readString(example);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString(example.getFileName().toString(), text));
        context.start();
    }

    private void remind() {
        context.createProducerTemplate().sendBody("direct:remind", Map.of("number", "+15550100011", "appointment", 17));
    }

    private Exchange booked() {
        return context.getEndpoint("mock:book", MockEndpoint.class)
                .getExchanges()
                .get(0);
    }

    private JsonNode sent(int index) {
        return api.requests().get(index).json();
    }

    private void awaitActions(String... actions) {
        Awaitility.await().atMost(10, TimeUnit.SECONDS).untilAsserted(() -> assertThat(actions())
                .containsExactly(actions));
    }

    private List<String> actions() {
        return api.requests().stream()
                .map(request -> request.path().replaceFirst(".*/", ""))
                .toList();
    }
}
