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
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One piece of speech or audio to play on a leg.
 *
 * @param length how long it lasts in simulated time; empty if it plays until it is stopped
 * @param announced whether started and ended events are published for it
 * @param afterwards receives the status at the end of the item, unless the call ends
 */
record MediaItem(
        MediaSource source,
        Optional<Duration> length,
        boolean overlay,
        boolean announced,
        Consumer<String> afterwards) {}
