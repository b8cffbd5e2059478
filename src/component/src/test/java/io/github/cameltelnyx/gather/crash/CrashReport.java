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
package io.github.cameltelnyx.gather.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.cameltelnyx.gather.crash.Balancer.Response;
import io.github.cameltelnyx.gather.crash.EventSender.Delivery;
import io.github.cameltelnyx.gather.crash.Journal.Entry;

/**
 * What became of events while nodes died. Each list but the last names events.
 *
 * @param lost acknowledged, but the route did not end, although no node died that ran it and had acknowledged it
 * @param again the route began again after an acknowledgement
 * @param doubled the route ended twice, although the node of the first time lived on
 * @param givenUp refused or not responded to in three attempts, and the route did not end
 * @param cutWhileAcknowledged the node died when the route had ended and the response was on its way, so that it ran again
 * @param cutAfterwards the node died when it had acknowledged and its route had not ended
 * @param freeAfter milliseconds from the death of a node until another one ran the event that it had claimed
 */
record CrashReport(
        int kills,
        int events,
        List<String> lost,
        List<String> again,
        List<String> doubled,
        List<String> givenUp,
        List<String> cutWhileAcknowledged,
        List<String> cutAfterwards,
        List<Long> freeAfter) {

    /** From the end of a route to the response. */
    private static final long ACKNOWLEDGING = 500;

    static CrashReport of(List<Delivery> deliveries, List<Entry> entries, List<Response> responses, NodeGroup nodes) {
        CrashReport report = new CrashReport(
                nodes.killed(),
                deliveries.size(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        for (Delivery delivery : deliveries) {
            report.add(
                    delivery,
                    entries.stream()
                            .filter(entry -> entry.about().equals(delivery.event()))
                            .toList(),
                    responses.stream()
                            .filter(response -> response.event().equals(delivery.event()) && response.status() == 200)
                            .toList(),
                    nodes);
        }
        return report;
    }

    private void add(Delivery delivery, List<Entry> entries, List<Response> acknowledgements, NodeGroup nodes) {
        List<Entry> runs = entries.stream().filter(Entry::began).toList();
        List<Entry> ends = entries.stream().filter(Entry::ended).toList();
        String story = delivery.event() + " " + delivery.statuses() + " " + entries + " acknowledged "
                + acknowledgements.stream()
                        .map(response ->
                                response.at() + " by " + response.node().id())
                        .toList();
        if (ends.isEmpty() && acknowledgements.isEmpty()) {
            givenUp.add(story);
        } else if (ends.isEmpty()) {
            boolean cut = runs.stream().anyMatch(run -> acknowledgements.stream()
                    .anyMatch(response -> response.node().id() == run.process()
                            && response.node().killedAt() >= response.at()));
            (cut ? cutAfterwards : lost).add(story);
        }
        if (acknowledgements.stream().anyMatch(response -> isRunAgain(runs, response))) {
            again.add(story);
        } else if (ends.size() > 1) {
            Entry first = ends.get(0);
            long died = nodes.of(first.process()).killedAt();
            boolean cut = ends.size() == 2 && died > 0 && died - first.at() < ACKNOWLEDGING;
            (cut ? cutWhileAcknowledged : doubled).add(story);
        }
        for (int i = 1; i < runs.size(); i++) {
            freeAfter.add(runs.get(i).at() - nodes.of(runs.get(i - 1).process()).killedAt());
        }
    }

    /** A node that is busy may acknowledge an event that still waits for a thread: that run is not another one. */
    private static boolean isRunAgain(List<Entry> runs, Response acknowledgement) {
        long node = acknowledgement.node().id();
        boolean waited =
                runs.stream().filter(run -> run.process() == node).allMatch(run -> run.at() > acknowledgement.at());
        return runs.stream()
                .filter(run -> run.at() > acknowledgement.at())
                .skip(waited && runs.stream().anyMatch(run -> run.process() == node) ? 1 : 0)
                .findAny()
                .isPresent();
    }

    @Override
    public String toString() {
        List<Long> sorted = new ArrayList<>(freeAfter);
        Collections.sort(sorted);
        return """
                | kills                                                | %d
                | events                                               | %d
                | lost                                                 | %d
                | run again after the acknowledgement                  | %d
                | run to the end twice                                 | %d
                | not run in three attempts                            | %d
                | cut between the end of the route and the response    | %d (ran again)
                | cut after the response, while the route went on      | %d (did not run again)
                | claims of dead nodes that ran elsewhere              | %d, ms after the death: %s
                """
                .formatted(
                        kills,
                        events,
                        lost.size(),
                        again.size(),
                        doubled.size(),
                        givenUp.size(),
                        cutWhileAcknowledged.size(),
                        cutAfterwards.size(),
                        sorted.size(),
                        sorted.isEmpty()
                                ? "-"
                                : "median " + sorted.get(sorted.size() / 2) + ", longest "
                                        + sorted.get(sorted.size() - 1));
    }
}
