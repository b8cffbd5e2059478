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
package io.github.cameltelnyx.gather.simulator;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An event on its way to the application. Used on the simulator's thread only. */
final class WebhookDelivery {

    private final LegIdentity leg;
    private final ObjectNode data;
    private final List<String> urls;
    private final List<DeliveryAttempt> attempts = new ArrayList<>();
    private int urlIndex;
    private int started;
    private int startedAtUrl;

    /** {@code urls}: the webhook URL and then the failover URL, as far as they are set. */
    WebhookDelivery(LegIdentity leg, ObjectNode data, List<String> urls) {
        this.leg = leg;
        this.data = data;
        this.urls = urls;
    }

    LegIdentity leg() {
        return leg;
    }

    ObjectNode data() {
        return data;
    }

    String eventType() {
        return data.path("event_type").asText();
    }

    boolean hasNoUrl() {
        return urls.isEmpty();
    }

    String url() {
        return urls.get(urlIndex);
    }

    /** The number of the attempt that begins now. */
    int begin() {
        startedAtUrl++;
        return ++started;
    }

    int startedAtUrl() {
        return startedAtUrl;
    }

    /** Goes on to the failover URL; false if there is none left. */
    boolean failOver() {
        startedAtUrl = 0;
        return ++urlIndex < urls.size();
    }

    void add(DeliveryAttempt attempt) {
        attempts.add(attempt);
    }

    RecordedEvent snapshot() {
        return new RecordedEvent(
                eventType(), data.path("id").asText(), leg.callControlId(), data.deepCopy(), List.copyOf(attempts));
    }
}
