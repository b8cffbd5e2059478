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
import java.util.TreeMap;

import io.github.cameltelnyx.gather.event.CallAiGatherEnded;
import io.github.cameltelnyx.gather.result.ResultClassException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** An AI gather whose result becomes a record. */
class ResultClassOptionTest extends CallTestSupport {

    public record Visit(String day, int hour) {}

    private static final String VISIT = "resultClass=" + "io.github.cameltelnyx.gather.ResultClassOptionTest$Visit";

    @Test
    void theBodyIsTheRecord() throws Exception {
        start(gather(VISIT));

        callIn().hears("When").aiGatherResult(Map.of("day", "Tuesday", "hour", 9));

        awaitSeen("Visit[day=Tuesday, hour=9]");
    }

    @Test
    void theBodyMayBeAMap() throws Exception {
        start(gather("resultClass=java.util.Map&parameters=classpath:booking-schema.json"));

        callIn().hears("When").aiGatherResult(Map.of("day", "Tuesday"));

        awaitSeen("{day=Tuesday}");
    }

    @Test
    void whatDoesNotFitIsAnErrorThatKeepsTheResult() throws Exception {
        start(gather(VISIT));

        callIn().hears("When").aiGatherResult(new TreeMap<>(Map.of("day", "Tuesday", "hour", "nine o'clock")));

        awaitSeen("{\"day\":\"Tuesday\",\"hour\":\"nine o'clock\"} at hour");
    }

    @Test
    void withoutAValidResultTheEventIsTheBody() throws Exception {
        start(gather(VISIT + "&userResponseTimeoutMs=1000"));

        callIn().hears("When");

        awaitSeen("invalid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        gather?awaitResult=true&resultClass=java.util.Map           | resultClass is only supported by gatherUsingAi with awaitResult=true
        gatherUsingAi?resultClass=java.util.Map                     | resultClass is only supported by gatherUsingAi with awaitResult=true
        gatherUsingAi?awaitResult=true&resultClass=com.acme.Missing | was not found on the classpath
        gatherUsingAi?awaitResult=true&resultClass=java.lang.String | has no JSON Schema
        """)
    void aWrongOptionFailsAtStart(String uri, String problem) {
        context.start();

        assertThatThrownBy(() -> context.getEndpoint("telnyx-gather:" + uri)
                        .createProducer()
                        .start())
                .hasMessageContaining(problem);
    }

    private RouteBuilder gather(String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(ResultClassException.class).handled(true).process(exchange -> {
                    ResultClassException misfit =
                            exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ResultClassException.class);
                    seen.add(misfit.getResult() + " at " + misfit.getPath());
                });
                from("telnyx-gather:events?eventTypes=call.initiated")
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to("telnyx-gather:gatherUsingAi?awaitResult=true&greeting=When&" + options)
                        .process(exchange -> {
                            Object body = exchange.getMessage().getBody();
                            seen.add(body instanceof CallAiGatherEnded ended ? ended.status() : body.toString());
                        });
            }
        };
    }

    @Test
    void theResultIsAHeaderToo() throws Exception {
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events?eventTypes=call.initiated")
                        .to("telnyx-gather:answer?awaitResult=true")
                        .to(
                                "telnyx-gather:gatherUsingAi?awaitResult=true&greeting=When&parameters=classpath:booking-schema.json")
                        .process(exchange -> {
                            assertThat(exchange.getMessage().getBody()).isInstanceOf(CallAiGatherEnded.class);
                            seen.add(exchange.getMessage()
                                    .getHeader("CamelTelnyxGatherResult")
                                    .toString());
                        });
            }
        });

        callIn().hears("When").aiGatherResult(Map.of("day", "Monday"));

        awaitSeen("{day=Monday}");
    }
}
