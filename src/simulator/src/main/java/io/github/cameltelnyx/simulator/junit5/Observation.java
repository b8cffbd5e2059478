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
package io.github.cameltelnyx.simulator.junit5;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import io.github.cameltelnyx.simulator.ApiFault;
import io.github.cameltelnyx.simulator.CallState;
import io.github.cameltelnyx.simulator.DeliveryAttempt;
import io.github.cameltelnyx.simulator.RecordedCommand;
import io.github.cameltelnyx.simulator.RecordedEvent;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.github.cameltelnyx.simulator.Transcript;
import io.github.cameltelnyx.simulator.WebhookFault;

/** Observes one test, from before its {@code @BeforeEach} methods until after its {@code @AfterEach} methods. */
final class Observation {

    /** The faults with which an application must refuse the event, or does not get it. */
    private static final Set<WebhookFault.Kind> UNACCEPTABLE = Set.of(
            WebhookFault.Kind.DROP,
            WebhookFault.Kind.WRONG_SIGNATURE,
            WebhookFault.Kind.MISSING_SIGNATURE,
            WebhookFault.Kind.STALE_SIGNATURE);

    private final TelnyxSimulator telnyx;
    private final AtomicReference<AllowedFailures> allowed;
    /** Applications may be late with commands about calls of the tests before. */
    private final Set<String> callsBefore;

    private final int firstEntry;
    private final int firstEvent;
    private int nextCommand;
    private boolean finished;
    private boolean reported;
    /** The transcript up to the point where the calls that were still open were hung up here. */
    private Optional<Transcript> untilTidied = Optional.empty();

    Observation(TelnyxSimulator telnyx, AllowedFailures allowed) {
        this.telnyx = telnyx;
        this.allowed = new AtomicReference<>(allowed);
        callsBefore = telnyx.calls().stream()
                .filter(call -> call.state() == CallState.ENDED)
                .map(SimulatedCall::callControlId)
                .collect(Collectors.toSet());
        firstEntry = telnyx.transcript().entries().size();
        firstEvent = telnyx.events().size();
        nextCommand = telnyx.commands().size();
    }

    void allow(UnaryOperator<AllowedFailures> more) {
        allowed.updateAndGet(more);
    }

    /**
     * Called after the test method, while the application still runs, and again at the very end. Waits until the calls
     * and events of the test are finished and returns the text of the failures; empty if there are none or they were
     * reported before. Afterwards no call is open and no fault is active.
     *
     * @param failed whether the test has failed: its open calls are not waited for, and its transcript is always returned
     */
    String finish(boolean failed) {
        List<String> findings = new ArrayList<>(finished ? late() : endEverything(failed));
        finished = true;
        boolean nothingToReport = findings.isEmpty() && (!failed || transcript().isEmpty());
        if (reported || nothingToReport) {
            return "";
        }
        reported = true;
        findings.add("What happened:");
        findings.add(transcript());
        return String.join("\n", findings);
    }

    private List<String> endEverything(boolean failed) {
        telnyx.endFaults();
        List<String> findings = new ArrayList<>();
        boolean expectsAnEnd = !failed && !allowed.get().openCalls();
        if (expectsAnEnd) {
            awaitIdle(findings);
        }
        findings.addAll(failedCommands());
        List<SimulatedCall> open = openCalls();
        if (!open.isEmpty()) {
            untilTidied = Optional.of(telnyx.transcript());
            open.forEach(SimulatedCall::hangsUp);
        }
        if (!open.isEmpty() || !expectsAnEnd) {
            awaitIdle(findings);
        }
        findings.addAll(undeliveredEvents());
        // the transcript shows the cause, and an interrupted call leads to further findings
        return failed ? List.of() : findings;
    }

    /** The commands that came while the application stopped; those of calls that were hung up here may fail. */
    private List<String> late() {
        return untilTidied.isEmpty() ? failedCommands() : List.of();
    }

    /** The transcript without the actions of this class. */
    private String transcript() {
        return untilTidied.orElseGet(telnyx::transcript).from(firstEntry).toString();
    }

    private void awaitIdle(List<String> findings) {
        try {
            telnyx.awaitIdle();
        } catch (AssertionError e) {
            if (!openCalls().isEmpty() || !allowed.get().undeliveredEvents()) {
                findings.add(e.getMessage());
            }
        }
    }

    private List<SimulatedCall> openCalls() {
        return telnyx.calls().stream()
                .filter(call -> call.state() != CallState.ENDED)
                .toList();
    }

    private List<String> failedCommands() {
        List<RecordedCommand> all = telnyx.commands();
        List<RecordedCommand> recent = all.subList(nextCommand, all.size());
        nextCommand = all.size();
        return recent.stream()
                .filter(command -> command.status() >= 400 && command.fault() != ApiFault.Kind.STATUS)
                .filter(command -> !callsBefore.contains(command.callControlId()))
                .filter(command -> !allowed.get().includes(command))
                .map(command -> "Expected no command to fail, but " + describe(command))
                .toList();
    }

    private String describe(RecordedCommand command) {
        String name = command.operation().isEmpty()
                ? command.method() + " " + command.path()
                : command.operation() + call(command.callControlId());
        String codes = command.errorCodes().isEmpty() ? "" : " " + String.join(" ", command.errorCodes());
        return name + " got " + command.status() + codes;
    }

    private List<String> undeliveredEvents() {
        if (allowed.get().undeliveredEvents()) {
            return List.of();
        }
        List<RecordedEvent> all = telnyx.events();
        return all.subList(firstEvent, all.size()).stream()
                .filter(event -> !event.isDelivered() && !UNACCEPTABLE.contains(event.fault()))
                .filter(event -> event.attempts().stream()
                        .anyMatch(attempt -> !attempt.url().isEmpty()))
                .filter(event -> !callsBefore.contains(event.callControlId()))
                .map(event -> "Expected every event to be acknowledged with 200, but " + event.eventType()
                        + call(event.callControlId()) + " got " + responses(event))
                .toList();
    }

    private static String responses(RecordedEvent event) {
        return event.attempts().stream().map(Observation::response).collect(Collectors.joining(", "));
    }

    private static String response(DeliveryAttempt attempt) {
        return attempt.status() == 0 ? "nothing (" + attempt.failure() + ")" : String.valueOf(attempt.status());
    }

    private String call(String callControlId) {
        return telnyx.find(callControlId)
                .map(call -> " on the call from " + call.from() + " to " + call.to())
                .orElse("");
    }
}
