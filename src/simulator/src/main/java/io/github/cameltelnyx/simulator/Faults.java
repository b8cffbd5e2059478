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

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The active faults: one each for the next events and responses, then the faults for every one, then random faults.
 * Simulator's thread only.
 */
final class Faults {

    private final List<ApiFault> nextResponses = new ArrayList<>();
    private final List<WebhookFault> nextWebhooks = new ArrayList<>();
    private ApiFault everyResponse = ApiFault.none();
    private WebhookFault everyWebhook = WebhookFault.none();
    private Optional<RandomFaults> random = Optional.empty();

    void nextResponses(List<ApiFault> faults) {
        nextResponses.addAll(faults);
    }

    void nextWebhooks(List<WebhookFault> faults) {
        nextWebhooks.addAll(faults);
    }

    void everyResponse(ApiFault fault) {
        everyResponse = fault;
    }

    void everyWebhook(WebhookFault fault) {
        everyWebhook = fault;
    }

    void random(RandomFaults faults) {
        random = Optional.of(faults);
    }

    Optional<RandomFaults> random() {
        return random;
    }

    void end() {
        nextResponses.clear();
        nextWebhooks.clear();
        everyResponse = ApiFault.none();
        everyWebhook = WebhookFault.none();
        random = Optional.empty();
    }

    ApiFault ofResponse() {
        if (!nextResponses.isEmpty()) {
            return nextResponses.remove(0);
        }
        return everyResponse.kind() == ApiFault.Kind.NONE
                ? random.map(RandomFaults::ofResponse).orElse(everyResponse)
                : everyResponse;
    }

    WebhookFault ofWebhook(String eventType) {
        for (Iterator<WebhookFault> faults = nextWebhooks.iterator(); faults.hasNext(); ) {
            WebhookFault fault = faults.next();
            if (fault.concerns(eventType)) {
                faults.remove();
                return fault;
            }
        }
        boolean every = everyWebhook.kind() != WebhookFault.Kind.NONE && everyWebhook.concerns(eventType);
        return every ? everyWebhook : random.map(RandomFaults::ofWebhook).orElse(WebhookFault.none());
    }

    ActiveFaults active() {
        return new ActiveFaults(
                List.copyOf(nextResponses), List.copyOf(nextWebhooks), everyResponse, everyWebhook, random);
    }
}
