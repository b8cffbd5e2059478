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

/** The settings of the builder. */
record SimulatorSettings(
        int port,
        String apiKey,
        Optional<String> signingKey,
        double timeScale,
        boolean virtualTime,
        boolean controlApi,
        boolean phone,
        Duration webhookTimeout,
        Duration patience,
        String connectionId,
        boolean deliversInOrder,
        boolean terminatorInDigits,
        String noInputStatus,
        boolean speakEventsInGather,
        boolean replacedGatherKeepsClientState,
        boolean bridgedEventOfTransferredLeg,
        Duration ringing,
        Duration speechPerCharacter,
        Duration audioDuration) {}
