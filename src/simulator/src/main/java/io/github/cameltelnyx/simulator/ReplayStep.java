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
 * Something that the application did not do itself: a person called, pressed a key, spoke, hung up.
 *
 * @param time when it was
 * @param callControlId the leg of the recording
 * @param afterType the event of the leg that came before it
 * @param afterCount how many events of that type the leg had then
 * @param during what went on then, and must go on again
 * @param delay how long after that event and the beginning of that, in simulated time
 * @param action what to do on the leg of the replay
 */
record ReplayStep(
        Instant time,
        String callControlId,
        String afterType,
        int afterCount,
        RunningCommand during,
        Duration delay,
        Consumer<SimulatedCall> action) {}
