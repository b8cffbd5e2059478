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

import java.util.Set;

/** The kind of command that runs on a leg while a person acts. */
enum RunningCommand {
    NONE("to exist", Set.of(), "nothing"),
    GATHER("to gather digits", Set.of("gather", "gather_using_speak", "gather_using_audio"), "call.dtmf."),
    CONVERSATION("to talk to an AI", Set.of("gather_using_ai", "ai_assistant_start"), "call.ai_gather.");

    private final String expectation;
    private final Set<String> operations;
    private final String eventTypes;

    RunningCommand(String expectation, Set<String> operations, String eventTypes) {
        this.expectation = expectation;
        this.operations = operations;
        this.eventTypes = eventTypes;
    }

    /** The expectation that a command of this kind runs, for the text of an error. */
    String expectation() {
        return expectation;
    }

    boolean isStartedBy(PastCommand command) {
        return command.executed() && operations.contains(command.operation());
    }

    /** Whether such an event occurs only while a command of this kind runs. */
    boolean includes(PastEvent event) {
        return event.type().startsWith(eventTypes);
    }
}
