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
package io.github.cameltelnyx.gather.soak;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import io.github.cameltelnyx.gather.LeftOver;
import io.github.cameltelnyx.simulator.DeliveryAttempt;
import io.github.cameltelnyx.simulator.RecordedCommand;
import io.github.cameltelnyx.simulator.RecordedEvent;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.github.cameltelnyx.simulator.WebhookFault;

/** The sum of all calls so far. */
final class SoakReport {

    private static final Set<String> CONSUMED = Set.of("call.initiated", "call.hangup", "call.dtmf.received");

    final LongAdder outages = new LongAdder();
    final LongAdder served = new LongAdder();
    final List<String> lost = new ArrayList<>();
    final List<String> doubled = new ArrayList<>();
    final List<String> doubledCommands = new ArrayList<>();
    private long calls;
    private long events;
    private long deliveries;
    private long faultyEvents;
    private long unacknowledged;
    private long commands;
    private long faultyCommands;

    /** Adds what a simulator saw, whose calls are over. */
    void add(TelnyxSimulator telnyx, Tally tally) {
        calls += telnyx.calls().size();
        for (RecordedEvent event : telnyx.events()) {
            events++;
            deliveries += event.attempts().size();
            faultyEvents += event.fault() == WebhookFault.Kind.NONE ? 0 : 1;
            if (CONSUMED.contains(event.eventType())) {
                check(event, tally.runs(event.id()));
            }
        }
        addCommands(telnyx.commands());
    }

    private void check(RecordedEvent event, int runs) {
        String story = event.eventType() + " " + event.id() + " " + event.fault() + " "
                + event.attempts().stream().map(DeliveryAttempt::toString).toList();
        if (!event.isDelivered()) {
            unacknowledged++;
        } else if (runs == 0) {
            lost.add(story);
        }
        if (runs > 1) {
            doubled.add(runs + " runs of " + story);
        }
    }

    /** A route sends each of its commands once. Whether a retry acts is Telnyx's affair, who forgets an id after a minute. */
    private void addCommands(Collection<RecordedCommand> recorded) {
        Map<String, String> executed = new HashMap<>();
        for (RecordedCommand command : recorded) {
            commands++;
            faultyCommands += command.status() >= 500 || command.status() == 0 ? 1 : 0;
            String id = command.body().path("command_id").asText("");
            if (command.executed() && !id.isEmpty()) {
                String what = command.callControlId() + " " + command.operation() + " "
                        + command.body().path("payload").asText("");
                String before = executed.put(what, id);
                if (before != null && !before.equals(id)) {
                    doubledCommands.add(what);
                }
            }
        }
    }

    String table(Tally tally, LeftOver leftOver, int threads, long heapHalfway, long heapAfter) {
        return """
                | calls (legs)                                     | %d, of which %d callers were served to the end
                | events                                           | %d, %d deliveries, %d with a fault
                | exchanges, waits that ended, failures in routes  | %d, %d, %d
                | commands                                         | %d, %d without effect or with a lost response
                | outages of database, relay and network           | %d
                | events that Telnyx gave up, unacknowledged       | %d
                | lost                                             | %d
                | doubled events, doubled commands                 | %d, %d
                | wrong results                                    | %d
                | left over                                        | %s
                | threads more than after the first calls          | %d
                | heap after full GC, halfway and at the end       | %d KB, %d KB
                """
                .formatted(
                        calls,
                        served.sum(),
                        events,
                        deliveries,
                        faultyEvents,
                        tally.exchanges.sum(),
                        tally.results.sum(),
                        tally.failures.sum(),
                        commands,
                        faultyCommands,
                        outages.sum(),
                        unacknowledged,
                        lost.size(),
                        doubled.size(),
                        doubledCommands.size(),
                        tally.wrong.size(),
                        leftOver,
                        threads,
                        heapHalfway / 1024,
                        heapAfter / 1024);
    }
}
