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

/** The source of simulated time: the real clock, or requests to advance. */
interface SimulatedClock {

    Instant now();

    /** Runs a task on the simulator's thread when this much simulated time has passed. */
    Timer schedule(Duration simulated, Runnable task);

    /** How long a simulated duration takes for those who wait for it. */
    Duration inReality(Duration simulated);

    /** A timer that has been set; cancelling it twice or after it fired does nothing. */
    interface Timer {
        Timer NONE = () -> {};

        void cancel();
    }
}
