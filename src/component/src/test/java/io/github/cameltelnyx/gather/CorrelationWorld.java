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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.github.cameltelnyx.gather.CorrelationProgram.Kind;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;

/** An application with a route for each command, and a simulator whose time a test lets pass. */
final class CorrelationWorld implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final TelnyxSimulator telnyx;
    final ProducerTemplate routes;
    /** The ids of the events that the route for events got. */
    final Set<String> emitted = ConcurrentHashMap.newKeySet();

    private final CamelContext context = new DefaultCamelContext();
    private final TelnyxGatherComponent component;
    private final List<CorrelationRun> runs = new ArrayList<>();

    CorrelationWorld(int switches) throws Exception {
        telnyx = CorrelationProgram.simulator(switches)
                .virtualTime()
                .webhookTimeout(PATIENCE)
                .patience(PATIENCE)
                .start();
        VertxPlatformHttpServer server = HttpHost.addTo(context);
        component = context.getComponent("telnyx-gather", TelnyxGatherComponent.class);
        component.setEnvironment(name -> null);
        component.getConfiguration().setPublicKey(telnyx.publicKey());
        component.getConfiguration().setApiKey(telnyx.apiKey());
        component.getConfiguration().setBaseUrl(telnyx.baseUrl());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("telnyx-gather:events")
                        .process(exchange -> emitted.add(
                                exchange.getMessage().getHeader(TelnyxGatherConstants.EVENT_ID, String.class)));
                for (Kind kind : Kind.values()) {
                    if (kind.operation != null && kind != Kind.OVERLAY) {
                        command(kind.operation, kind.hasResult());
                    }
                }
                command("answer", true);
            }

            private void command(String operation, boolean hasResult) {
                String to = "telnyx-gather:" + operation;
                from("direct:" + operation).to(to);
                if (hasResult) {
                    from("direct:" + operation + ".awaited").to(to + "?awaitResult=true");
                    from("direct:" + operation + ".short").to(to + "?awaitResult=true&resultTimeout=80");
                }
            }
        });
        context.start();
        routes = context.createProducerTemplate();
        telnyx.webhookUrl("http://localhost:" + server.getPort() + "/telnyx/events");
    }

    /** Runs a program to the end of its call. What is wrong shows later: the hangup of a call ends its waits a second later. */
    void run(CorrelationProgram program) {
        SimulatedCall call = telnyx.call(CallTestSupport.CALLER, CallTestSupport.OUR_NUMBER);
        CorrelationRun run = new CorrelationRun(this, call, program);
        runs.add(run);
        run.play();
    }

    /** What is wrong with each program that is not right. */
    Map<CorrelationProgram, String> failures() {
        Map<CorrelationProgram, String> failures = new ConcurrentHashMap<>();
        for (CorrelationRun run : runs) {
            Optional.ofNullable(run.failure())
                    .ifPresent(failure -> failures.put(run.program(), failure + "\n" + run.transcript()));
        }
        if (failures.isEmpty() && !isTrue(this::isNothingLeft)) {
            failures.put(
                    runs.get(runs.size() - 1).program(),
                    LeftOver.of(context) + ", commands of " + component.waits().callsWithCommands() + " calls");
        }
        return failures;
    }

    private boolean isNothingLeft() {
        // a wait that times out before its command is refused, on a call that has ended, leaves the command
        long mayStay = runs.stream()
                .filter(run -> run.program().steps().stream().anyMatch(CorrelationProgram.Step::isShort))
                .count();
        return LeftOver.of(context).isNothing() && component.waits().callsWithCommands() <= mayStay;
    }

    /** Waits for a condition; returns whether it came true. */
    static boolean isTrue(Supplier<Boolean> condition) {
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofSeconds(20))
                    .until(condition::get);
            return true;
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        context.stop();
        telnyx.close();
    }
}
