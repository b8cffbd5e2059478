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

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import io.github.cameltelnyx.simulator.RecordedCommand;

/**
 * The failures that a test is allowed to have.
 *
 * @param failedCommands the operations whose commands may fail; empty for all operations
 */
record AllowedFailures(Optional<Set<String>> failedCommands, boolean openCalls, boolean undeliveredEvents) {

    static final AllowedFailures NONE = new AllowedFailures(Optional.of(Set.of()), false, false);

    /** Adds operations; without any, all operations. */
    AllowedFailures withFailedCommands(Set<String> operations) {
        Optional<Set<String>> more = failedCommands.map(known -> {
            Set<String> all = new TreeSet<>(known);
            all.addAll(operations);
            return all;
        });
        return new AllowedFailures(operations.isEmpty() ? Optional.empty() : more, openCalls, undeliveredEvents);
    }

    AllowedFailures withOpenCalls() {
        return new AllowedFailures(failedCommands, true, undeliveredEvents);
    }

    AllowedFailures withUndeliveredEvents() {
        return new AllowedFailures(failedCommands, openCalls, true);
    }

    boolean includes(RecordedCommand failed) {
        return failedCommands
                .map(operations -> operations.contains(failed.operation()))
                .orElse(true);
    }
}
