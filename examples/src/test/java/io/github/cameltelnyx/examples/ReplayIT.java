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
package io.github.cameltelnyx.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cameltelnyx.simulator.ApiFault;
import io.github.cameltelnyx.simulator.RecordedCommand;
import io.github.cameltelnyx.simulator.RecordedEvent;
import io.github.cameltelnyx.simulator.Recording;
import io.github.cameltelnyx.simulator.Replay;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.github.cameltelnyx.simulator.WebhookFault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A call that was recorded with one application is replayed to the same one, or to another one. */
class ReplayIT {

    private static final Path PHONE_MENU = Path.of("phone-menu");
    private static final Path AI_BOOKING = Path.of("ai-booking");
    /** An application that has something else to say to the callers of the phone menu. */
    private static final String CLOSED = "../src/test/resources/closed.camel.yaml";

    private static final Consumer<SimulatedCall> TRANSFERRED = call ->
            call.hears("Press 1").presses("1").isTransferredTo("+15550100001").hangsUp();

    @TempDir
    Path temporary;

    private static TelnyxSimulator telnyx;
    private static ExampleApplication application;

    @BeforeAll
    static void start() {
        telnyx = TelnyxSimulator.builder().timeScale(50).start();
        application = ExampleApplication.start(PHONE_MENU, telnyx);
    }

    @AfterAll
    static void stop() {
        application.close();
        telnyx.close();
    }

    /** Has another application answer the calls from now on. */
    @SuppressWarnings("try")
    private static void with(Path folder, String routes, Runnable test) {
        String before = telnyx.webhookUrl();
        try (ExampleApplication other =
                ExampleApplication.start(folder, folder.resolve(routes).toString(), telnyx)) {
            test.run();
        } finally {
            telnyx.webhookUrl(before);
        }
    }

    private static SimulatedCall call(Consumer<SimulatedCall> caller) {
        SimulatedCall call = telnyx.call("+15550100011", "+15550100022");
        caller.accept(call);
        call.hasEnded().delivers("call.hangup");
        return call;
    }

    /** How gathers and calls ended. */
    private static List<String> results(SimulatedCall call) {
        return call.events().stream()
                .map(RecordedEvent::payload)
                .map(payload -> Stream.of("digits", "status", "result", "hangup_cause", "hangup_source")
                        .map(field -> payload.path(field).toString())
                        .collect(Collectors.joining(" ")))
                .filter(result -> !result.isBlank())
                .toList();
    }

    static Stream<Named<Consumer<SimulatedCall>>> callers() {
        return Stream.of(
                Named.of("is transferred and hangs up", TRANSFERRED),
                Named.of("goes through both menus, and the other one hangs up", call -> call.hears("Press 1")
                        .presses("2")
                        .hears("order")
                        .presses("3")
                        .isTransferredTo("+15550100002")
                        .partner()
                        .orElseThrow()
                        .hangsUp()),
                Named.of(
                        "presses a wrong key and then none",
                        call -> call.hears("Press 1").presses("7").hears("Goodbye")),
                Named.of("hangs up in the menu", call -> call.hears("Press 1").hangsUp()),
                Named.of("is cut off", call -> call.hears("Press 1").drops()));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void theCallGoesAsItWent(Consumer<SimulatedCall> caller) {
        String file = temporary.resolve("call.json").toString();
        SimulatedCall call = call(caller);
        call.recording().save(file);

        Replay replay = telnyx.replay(file);

        assertThat(replay.differences()).isEmpty();
        assertThat(results(replay.call())).isEqualTo(results(call));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void theEventsAloneAreEnough(Consumer<SimulatedCall> caller) {
        int before = telnyx.events().size();
        SimulatedCall call = call(caller);
        ArrayNode bodies = JsonNodeFactory.instance.arrayNode();
        telnyx.events().stream().skip(before).forEach(event -> bodies.addObject()
                .set("data", event.data()));

        Replay replay = telnyx.replay(Recording.of(bodies));

        assertThat(results(replay.call())).isEqualTo(results(call));
    }

    @Test
    void callsThatCameOneAfterTheOtherDoSoAgain() {
        ArrayNode both = JsonNodeFactory.instance.arrayNode();
        both.add(call(TRANSFERRED).recording().toJson());
        both.add(call(call -> call.hears("Press 1").hangsUp()).recording().toJson());

        Replay replay = telnyx.replay(Recording.of(both));

        assertThat(replay.differences()).isEmpty();
        assertThat(replay.calls()).hasSize(3);
    }

    @Test
    void anAiUnderstandsWhatItUnderstood() {
        with(AI_BOOKING, "ai-booking.camel.yaml", () -> {
            Recording recording = call(call -> {
                        call.hears("When would you like to come");
                        call.says("On the tenth of March at nine. I am Ada.");
                        call.aiGatherResult(Map.of("day", "2026-03-10", "hour", 9, "name", "Ada"));
                        call.hears("Thank you, Ada");
                    })
                    .recording();

            Replay replay = telnyx.replay(recording);

            assertThat(replay.differences()).isEmpty();
            replay.call().hears("Thank you, Ada");
        });
    }

    @Test
    void faultsComeAgain() {
        telnyx.nextWebhooks(
                WebhookFault.duplicate().on("call.gather.ended"),
                WebhookFault.drop().on("call.dtmf.received"));
        telnyx.nextResponses(ApiFault.none(), ApiFault.status(503));
        Recording recording = call(TRANSFERRED).recording();
        int before = telnyx.transcript().entries().size();

        SimulatedCall call = telnyx.replay(recording).call();

        assertThat(call.commands()).extracting(RecordedCommand::status).containsExactly(200, 503, 200, 200);
        assertThat(telnyx.transcript().from(before).toString())
                .contains("call.dtmf.received -> dropped")
                .containsPattern("(?s)call.gather.ended -> 200.*call.gather.ended -> 200");
    }

    @Test
    void whatAnotherApplicationDoesInsteadIsTold() {
        Recording recording = call(call -> call.hears("Goodbye")).recording();

        with(PHONE_MENU, CLOSED, () -> assertThat(telnyx.replay(recording).differences())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("Command 2 of the call to +15550100022 was gather_using_speak {")
                .contains("and is speak {"));
    }

    @Test
    void whatTheApplicationDoesNotComeToIsTold() {
        Recording recording = call(TRANSFERRED).recording();

        with(PHONE_MENU, CLOSED, () -> assertThatThrownBy(() -> telnyx.replay(recording))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected the call to gather digits, but it has ended with normal_clearing"));
    }

    @Test
    void whatIsNoRecordingIsRefused() {
        Recording empty = Recording.of(JsonNodeFactory.instance.objectNode());

        assertThatThrownBy(() -> telnyx.replay(empty)).hasMessageContaining("has no call.initiated");
        assertThatThrownBy(() -> telnyx.replay("nowhere.json")).hasMessageContaining("nowhere.json");
        assertThatThrownBy(() -> telnyx.replay("pom.xml")).hasMessage("pom.xml is not JSON");
        try (TelnyxSimulator byHand = TelnyxSimulator.builder().virtualTime().start()) {
            assertThatThrownBy(() -> byHand.replay(empty)).hasMessage("A replay is not possible with virtual time");
        }
    }
}
