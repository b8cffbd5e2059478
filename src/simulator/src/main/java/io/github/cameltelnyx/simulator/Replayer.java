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
package io.github.cameltelnyx.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Repeats what the people of a recording did, against the current application. Each step waits for the event before it
 * and then as long as in the recording; digits that went into a gather wait for one. Runs on the thread of the test.
 */
final class Replayer {

    private final TelnyxSimulator telnyx;
    private final RecordedHistory history;
    private final Map<String, SimulatedCall> legs = new LinkedHashMap<>();
    private final Set<SimulatedCall> known;

    Replayer(TelnyxSimulator telnyx, Recording recording) {
        this.telnyx = telnyx;
        history = RecordedHistory.of(recording);
        known = new HashSet<>(telnyx.calls());
        if (telnyx.isTimeVirtual()) {
            throw new IllegalStateException("A replay is not possible with virtual time");
        }
        if (history.legs().isEmpty()) {
            throw new IllegalArgumentException(
                    "The recording has no call.initiated event: caller and callee are unknown");
        }
    }

    Replay run() {
        List<ReplayStep> steps = ReplayScript.of(history);
        prepareCallees();
        prepareFaults();
        try {
            play(steps);
        } finally {
            if (history.hasFaults()) {
                telnyx.endFaults();
            }
        }
        return new Replay(history, legs);
    }

    private void play(List<ReplayStep> steps) {
        for (ReplayStep step : steps) {
            callIn(step.time());
            SimulatedCall call = leg(step.callControlId());
            Instant event = call.awaitPublished(step.afterType(), step.afterCount());
            Instant command = call.awaitRunning(step.during());
            Instant since = event.isAfter(command) ? event : command;
            pass(step.delay().minus(Duration.between(since, telnyx.now())));
            step.action().accept(call);
        }
        callIn(Instant.MAX);
        history.legs().stream()
                .filter(initiated -> history.isOver(initiated.callControlId()))
                .forEach(initiated -> leg(initiated.callControlId()).hasEnded());
    }

    /** Places the calls that came in up to a time: a recording may have several, one after the other. */
    private void callIn(Instant until) {
        for (PastEvent initiated : history.legs()) {
            String id = initiated.callControlId();
            if (!history.isOutgoing(id)
                    && !legs.containsKey(id)
                    && !initiated.occurredAt().isAfter(until)) {
                legs.put(id, telnyx.call(initiated.text("from"), initiated.text("to")));
            }
        }
    }

    private SimulatedCall leg(String recorded) {
        SimulatedCall call = legs.computeIfAbsent(recorded, id -> telnyx.awaitOutgoing(to(id), known));
        known.add(call);
        return call;
    }

    private String to(String recorded) {
        return history.legs().stream()
                .filter(initiated -> initiated.callControlId().equals(recorded))
                .map(initiated -> initiated.text("to"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The recording has no call.initiated of " + recorded));
    }

    private void prepareCallees() {
        history.legs().stream()
                .filter(initiated -> history.isOutgoing(initiated.callControlId()))
                .forEach(initiated -> telnyx.callee(initiated.text("to"), history.callee(initiated.callControlId())));
    }

    private void prepareFaults() {
        if (history.hasFaults()) {
            telnyx.nextWebhooks(history.events().stream()
                    .map(event -> event.fault().on(event.type()))
                    .toArray(WebhookFault[]::new));
            telnyx.nextResponses(
                    history.commands().stream().map(PastCommand::fault).toArray(ApiFault[]::new));
        }
    }

    private void pass(Duration simulated) {
        if (!simulated.isNegative() && !simulated.isZero()) {
            telnyx.engine().pass(simulated);
        }
    }
}
