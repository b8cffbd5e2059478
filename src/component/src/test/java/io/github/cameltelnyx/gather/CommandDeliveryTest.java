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

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.github.cameltelnyx.gather.client.CallEndedException;
import io.github.cameltelnyx.gather.client.TelnyxApiException;
import io.github.cameltelnyx.gather.client.TelnyxConnectionException;
import io.vertx.core.Vertx;
import org.apache.camel.Exchange;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How commands travel through Camel: threads, failures, redelivery and the ids that keep them from acting twice. */
@ParameterizedClass
@EnumSource(
        value = TransportType.class,
        names = {"vertx", "jdk"})
class CommandDeliveryTest extends CommandTestSupport {

    @Parameter
    TransportType transport;

    private static final String ENDED = "{\"errors\":[{\"code\":\"90018\",\"title\":\"Call has already ended\"}]}";

    @BeforeEach
    void setTransport() {
        component.setTransport(transport);
    }

    @Test
    void anErrorOfTheApiFailsTheExchangeWithStatusAndCodes() {
        api.responds(
                422,
                "{\"errors\":[{\"code\":\"90034\",\"title\":\"Call has not been answered yet\"},"
                        + "{\"code\":\"90022\",\"title\":\"Invalid minimum\",\"source\":{\"pointer\":\"/minimum_digits\"}}]}");

        Exchange exchange = send("telnyx-gather:gather", null);

        assertThat(exchange.getException()).isInstanceOfSatisfying(TelnyxApiException.class, refused -> {
            assertThat(refused.getOperation()).isEqualTo("gather");
            assertThat(refused.getErrors()).extracting("code").containsExactly("90034", "90022");
            assertThat(refused.isRetryable()).isFalse();
        });
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(422);
    }

    @Test
    void anEndedCallIsAnExceptionOfItsOwn() {
        api.responds(422, ENDED);

        assertThat(send("telnyx-gather:speak", "Hello").getException()).isInstanceOf(CallEndedException.class);
    }

    @Test
    void aRefusedConnectionFailsTheExchangeOnce() throws Exception {
        int closedPort;
        try (ServerSocket socket = new ServerSocket(0)) {
            closedPort = socket.getLocalPort();
        }
        String uri = "telnyx-gather:hangup?maximumRetries=1&baseUrl=http://localhost:" + closedPort + "/v2";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call").to(uri);
            }
        });
        NotifyBuilder once = new NotifyBuilder(context).whenExactlyFailed(1).create();

        Exchange exchange = send("direct:call", null);

        assertThat(exchange.getException()).isInstanceOf(TelnyxConnectionException.class);
        assertThat(once.matchesWaitTime()).isTrue();
    }

    @Test
    void aFailureThatPassesIsNotSeenAndKeepsTheCommandId() {
        api.responds(503, "{\"errors\":[]}");

        Exchange exchange = send("telnyx-gather:hangup", null);

        assertThat(exchange.getException()).isNull();
        assertThat(api.requests()).hasSize(2);
        assertThat(api.requests())
                .extracting(RecordingApi.Request::body)
                .containsOnly(api.requests().get(0).body());
    }

    @Test
    void aRedeliveryByCamelSendsTheSameCommandId() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(1));
                from("direct:call").to("telnyx-gather:hangup?maximumRetries=0");
            }
        });
        api.responds(503, "{}");
        api.responds(503, "{}");

        Exchange exchange = send("direct:call", null);

        assertThat(exchange.getException()).isNull();
        assertThat(commandIds()).hasSize(3).containsOnly(commandIds().get(0));
    }

    @Test
    void aLoopSendsAnotherCommandEachTime() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call").loop(3).to("telnyx-gather:gather");
            }
        });

        send("direct:call", null);

        assertThat(commandIds()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void aCommandThatWasRefusedForGoodIsAnotherCommandWhenItIsTriedAgain() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call")
                        .doTry()
                        .to("telnyx-gather:gather")
                        .doCatch(TelnyxApiException.class)
                        .to("telnyx-gather:gather")
                        .end();
            }
        });
        api.responds(422, "{\"errors\":[{\"code\":\"90034\",\"title\":\"Call has not been answered yet\"}]}");

        send("direct:call", null);

        assertThat(commandIds()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void everyExchangeHasACommandIdOfItsOwn() {
        for (int i = 0; i < 5; i++) {
            send("telnyx-gather:hangup", null);
        }

        assertThat(commandIds()).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void theRouteGoesOnOnACamelThread() throws Exception {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call")
                        .to("telnyx-gather:hangup")
                        .process(exchange -> threads.add(Thread.currentThread().getName()));
            }
        });

        send("direct:call", null);

        assertThat(threads).singleElement().asString().startsWith("Camel").contains("TelnyxGatherCommand");
    }

    @Test
    void aRouteThatBlocksOnOneCommandAfterTheOtherDoesNotStarveTheClient() throws Exception {
        // the requests are counted
        component.getConfiguration().setResendAfter(0);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call")
                        .to("telnyx-gather:answer")
                        .process(exchange -> template.requestBodyAndHeader(
                                "telnyx-gather:hangup", null, TelnyxGatherConstants.CALL_CONTROL_ID, CALL));
            }
        });

        List<Exchange> exchanges = IntStream.range(0, 40)
                .mapToObj(i -> template.asyncSend("direct:call", message -> message.getMessage()
                        .setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, CALL)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(exchanges)
                .allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
        assertThat(api.requests()).hasSize(80);
    }

    @Test
    void anInjectedHttpClientIsUsed() throws Exception {
        component.setTransport(TransportType.auto);
        component.setHttpClient(HttpClient.newBuilder()
                .proxy(ProxySelector.of(new InetSocketAddress(
                        "localhost", URI.create(api.baseUrl()).getPort())))
                .build());

        send("telnyx-gather:hangup?baseUrl=http://telnyx.invalid/v2&allowInsecureHttp=true", null);

        assertThat(api.only().path()).contains("/v2/calls/");
    }

    @Test
    void anInjectedHttpClientCannotBeUsedByVertx() {
        component.setHttpClient(HttpClient.newHttpClient());
        component.setTransport(TransportType.vertx);

        assertThatThrownBy(() -> send("telnyx-gather:hangup", null))
                .hasMessageContaining("option transport is vertx but must be auto or jdk when httpClient is set");
    }

    @Test
    void theVertxOfTheRegistryIsUsedAndLeftOpen() throws Exception {
        component.setTransport(TransportType.auto);
        Vertx vertx = Vertx.vertx();
        context.getRegistry().bind("vertx", vertx);
        send("telnyx-gather:hangup", null);

        context.stop();

        CompletableFuture<Void> open = new CompletableFuture<>();
        vertx.runOnContext(open::complete);
        open.get(20, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void aProxyIsUsed() {
        component.setProxyHost("localhost");
        component.setProxyPort(URI.create(api.baseUrl()).getPort());

        send("telnyx-gather:hangup?baseUrl=http://telnyx.invalid/v2&allowInsecureHttp=true", null);

        assertThat(api.only().headers().get("Host")).containsExactly("telnyx.invalid");
    }

    @Test
    void keyAndAddressMayComeFromTheEnvironment() {
        component.getConfiguration().setApiKey(null);
        component.getConfiguration().setBaseUrl(null);
        component.setEnvironment(Map.of("TELNYX_API_KEY", "KEY-env", "TELNYX_BASE_URL", api.baseUrl())::get);

        send("telnyx-gather:hangup", null);

        assertThat(api.only().headers().get("Authorization")).containsExactly("Bearer KEY-env");
    }

    @Test
    void withoutAKeyTheRouteDoesNotStart() {
        component.getConfiguration().setApiKey(null);

        assertThatThrownBy(() -> send("telnyx-gather:hangup", null))
                .hasMessageContaining("apiKey is missing")
                .hasMessageContaining("TELNYX_API_KEY");
    }

    @Test
    void plainHttpIsForLoopbackOnlyUnlessToldOtherwise() {
        assertThatThrownBy(() -> send("telnyx-gather:hangup?baseUrl=http://198.51.100.1/v2", null))
                .hasMessageContaining("must use https")
                .hasMessageContaining("allowInsecureHttp");
    }

    @Test
    void theComponentCanBeStoppedAndStartedAgain() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call").routeId("call").to("telnyx-gather:hangup");
            }
        });

        for (int i = 0; i < 2; i++) {
            context.getRouteController().stopRoute("call");
            context.getRouteController().startRoute("call");
            assertThat(send("direct:call", null).getException()).isNull();
        }
        assertThat(api.requests()).hasSize(2);
    }

    private List<String> commandIds() {
        return api.requests().stream()
                .map(request -> request.json().path("command_id").asText())
                .toList();
    }
}
