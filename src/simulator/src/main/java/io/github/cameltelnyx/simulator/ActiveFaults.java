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

import java.util.List;
import java.util.Optional;

/**
 * The active faults of a simulator.
 *
 * @param nextResponses one fault each for the responses to the next API requests
 * @param nextWebhooks one fault each for the next events that they concern
 * @param everyResponse the fault of the responses after those
 * @param everyWebhook the fault of the events after those
 * @param random the random faults, if any
 */
public record ActiveFaults(
        List<ApiFault> nextResponses,
        List<WebhookFault> nextWebhooks,
        ApiFault everyResponse,
        WebhookFault everyWebhook,
        Optional<RandomFaults> random) {}
