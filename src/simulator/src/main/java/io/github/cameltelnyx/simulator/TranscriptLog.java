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

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;

/** Collects the transcript of all calls. Used on the simulator's thread only. */
final class TranscriptLog {

    private final SimulatedTime time;
    private final List<TranscriptEntry> entries = new ArrayList<>();

    TranscriptLog(SimulatedTime time) {
        this.time = time;
    }

    void note(LegIdentity leg, String who, String text) {
        note(leg, who, text, NullNode.getInstance());
    }

    /** Adds an entry of a leg; the number of an outgoing leg is shown to distinguish it from the caller's. */
    void note(LegIdentity leg, String who, String text, JsonNode detail) {
        insert(mark(), Optional.of(leg), who, text, detail);
    }

    /** A place in the transcript, with the time of its creation. */
    record Mark(int place, Instant time) {}

    /** Adds an entry that concerns no single call. */
    void note(String who, String text) {
        insert(mark(), Optional.empty(), who, text, NullNode.getInstance());
    }

    /** The place where the next entry will be. */
    Mark mark() {
        return new Mark(entries.size(), time.now());
    }

    /** Adds an entry at an earlier place: a command belongs before its effects, but its status is known after them. */
    void insert(Mark mark, Optional<LegIdentity> leg, String who, String text, JsonNode detail) {
        String place = leg.filter(LegIdentity::outgoing)
                .map(to -> "(" + to.to() + ") ")
                .orElse("");
        entries.add(
                mark.place(),
                new TranscriptEntry(
                        mark.time(),
                        leg.map(LegIdentity::callSessionId).orElse(""),
                        leg.map(LegIdentity::callControlId).orElse(""),
                        who,
                        place + text,
                        detail));
    }

    Transcript ofSession(String callSessionId) {
        return new Transcript(entries.stream()
                .filter(entry -> entry.callSessionId().equals(callSessionId))
                .toList());
    }

    Transcript ofAll() {
        return new Transcript(entries);
    }

    /** The entries from this number on; the first one has number 0. */
    List<TranscriptEntry> from(int number) {
        return List.copyOf(entries.subList(Math.min(number, entries.size()), entries.size()));
    }
}
