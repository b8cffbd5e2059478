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
import java.util.function.Consumer;

/**
 * An action of a person: a call, a digit, words, the end of a call.
 *
 * @param time when it happened
 * @param callControlId the leg of the recording
 * @param afterType the type of the event before it on the leg
 * @param afterCount the number of events of that type until then
 * @param during the kind of command that ran at that time and must run again
 * @param delay the time since that event and the begin of that command, in simulated time
 * @param action the action on the leg of the replay
 */
record ReplayStep(
        Instant time,
        String callControlId,
        String afterType,
        int afterCount,
        RunningCommand during,
        Duration delay,
        Consumer<SimulatedCall> action) {}
