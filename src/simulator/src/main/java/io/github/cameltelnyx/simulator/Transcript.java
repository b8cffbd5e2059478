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
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happened so far, in order: a snapshot that does not grow. {@link #toString()} is a table for people. */
public final class Transcript {

    private final List<TranscriptEntry> entries;

    Transcript(List<TranscriptEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The entries in the order in which they happened. */
    public List<TranscriptEntry> entries() {
        return entries;
    }

    /** The part that begins with the entry of this number; the first entry has number 0. */
    public Transcript from(int number) {
        return new Transcript(entries.subList(Math.min(number, entries.size()), entries.size()));
    }

    /** One line for each entry: milliseconds of simulated time since the first entry, who, text. */
    @Override
    public String toString() {
        return entries.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(TranscriptEntry entry) {
        long millis = Duration.between(entries.get(0).time(), entry.time()).toMillis();
        String grouped = String.format(Locale.ROOT, "%,d", millis).replace(',', ' ');
        return String.format(Locale.ROOT, "%9s ms  %-7s  %s", grouped, entry.who(), entry.text());
    }
}
