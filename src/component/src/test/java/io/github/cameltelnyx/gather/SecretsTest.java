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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.cameltelnyx.gather.event.CallGatherEnded;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The API key, what callers key and say, and their numbers: not in logs, URIs, JMX or error texts. */
class SecretsTest extends EventsTestSupport {

    private static final List<String> SECRETS = List.of(
            "KEY-secret", "471199", "15550100011", "15550100022", "my mother's name", "c3RhdGU", "state of mind");

    @RegisterExtension
    final LogCapture log = new LogCapture();

    private RecordingApi api;

    @BeforeEach
    void startRoutes() throws Exception {
        api = new RecordingApi();
        component.getConfiguration().setApiKey("KEY-secret");
        component.getConfiguration().setBaseUrl(api.baseUrl());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events").routeId("events").process(exchange -> {
                    exchange.getMessage().getBody(CallGatherEnded.class).digits();
                    throw new IllegalStateException("the route fails");
                });
                from("direct:speak").to("telnyx-gather:speak?maximumRetries=1&apiKey=KEY-secret");
            }
        });
        context.start();
    }

    @AfterEach
    void closeApi() {
        api.close();
    }

    @Test
    void neitherASuccessfulNorAFailingCommandTellsThem() {
        List<String> texts = new ArrayList<>();
        api.responds(200, RecordingApi.OK);
        api.responds(500, "{\"errors\":[{\"code\":\"10007\",\"title\":\"Oops\",\"detail\":\"my mother's name\"}]}");
        api.responds(422, "{\"errors\":[{\"code\":\"90010\",\"title\":\"Bad\",\"detail\":\"+15550100011\"}]}");
        for (Object body : List.of("my mother's name", "my mother's name", Map.of("payload", "471199".repeat(600)))) {
            Exchange exchange = context.createProducerTemplate().send("direct:speak", message -> {
                message.getMessage().setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, "v3:c");
                message.getMessage().setHeader(TelnyxGatherConstants.CLIENT_STATE, "state of mind");
                message.getMessage().setBody(body);
            });
            for (Throwable t = exchange.getException(); t != null; t = t.getCause()) {
                texts.add(t.toString());
            }
        }

        assertThat(texts).hasSize(2);
        assertNoSecretIn(texts);
        assertThat(log.lines()).anyMatch(line -> line.contains("speak"));
        assertNoSecretIn(log.lines());
    }

    @Test
    void neitherAGoodNorABadWebhookTellsThem() throws Exception {
        String event = event(
                "e-1",
                "call.gather.ended",
                ",\"from\":\"+15550100011\",\"to\":\"+15550100022\",\"digits\":\"471199\",\"client_state\":\"c3RhdGU=\"");

        assertThat(deliver(event)).isEqualTo(500);
        assertThat(post(signed(event.getBytes(StandardCharsets.UTF_8), keyPair())
                                .build())
                        .statusCode())
                .isEqualTo(401);
        assertThat(deliver(event.substring(5))).isEqualTo(400);

        assertThat(log.lines()).anyMatch(line -> line.contains("Rejected a webhook"));
        assertThat(log.lines()).anyMatch(line -> line.contains("the route fails"));
        assertNoSecretIn(log.lines());
    }

    @Test
    void urisAndJmxDoNotTellTheApiKey() throws Exception {
        List<String> texts = new ArrayList<>();
        context.getEndpoints().forEach(endpoint -> texts.add(endpoint.toString()));
        texts.add(component.getConfiguration().toString());
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (ObjectName bean : server.queryNames(
                new ObjectName("org.apache.camel:context=" + context.getManagementName() + ",*"), null)) {
            texts.add(bean.toString());
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(bean).getAttributes()) {
                texts.add(attribute(server, bean, attribute.getName()));
            }
        }

        assertThat(texts).anyMatch(text -> text.contains("telnyx-gather://speak"));
        assertNoSecretIn(texts);
    }

    private static String attribute(MBeanServer server, ObjectName bean, String name) {
        try {
            return String.valueOf(server.getAttribute(bean, name));
        } catch (JMException | RuntimeException e) {
            return e.toString();
        }
    }

    private static void assertNoSecretIn(List<String> texts) {
        assertThat(texts)
                .allSatisfy(text -> SECRETS.forEach(secret -> assertThat(text).doesNotContain(secret)));
    }

    @Test
    void theCaptureSeesEveryLevelThatIsOn() {
        LogManager.getLogger("io.github.cameltelnyx.gather.Probe").log(Level.DEBUG, "KEY-probe");

        assertThat(log.lines()).contains("KEY-probe");
    }
}
