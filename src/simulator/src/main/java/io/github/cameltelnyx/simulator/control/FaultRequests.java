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
package io.github.cameltelnyx.simulator.control;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltelnyx.simulator.ApiFault;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.github.cameltelnyx.simulator.WebhookFault;

/** The requests that begin and end faults. */
final class FaultRequests {

    private final TelnyxSimulator telnyx;

    FaultRequests(TelnyxSimulator telnyx) {
        this.telnyx = telnyx;
    }

    JsonNode nextWebhooks(JsonNode faults) {
        telnyx.nextWebhooks(all(faults, FaultRequests::webhookFault).toArray(WebhookFault[]::new));
        return View.faults(telnyx.faults());
    }

    JsonNode everyWebhook(JsonNode fault) {
        telnyx.everyWebhook(webhookFault(fault));
        return View.faults(telnyx.faults());
    }

    JsonNode nextResponses(JsonNode faults) {
        telnyx.nextResponses(all(faults, FaultRequests::responseFault).toArray(ApiFault[]::new));
        return View.faults(telnyx.faults());
    }

    JsonNode everyResponse(JsonNode fault) {
        telnyx.everyResponse(responseFault(fault));
        return View.faults(telnyx.faults());
    }

    JsonNode random(JsonNode body) {
        if (!body.path("probability").isNumber()) {
            throw new IllegalArgumentException("The body needs the number \"probability\"");
        }
        double probability = body.path("probability").asDouble();
        if (body.has("seed")) {
            telnyx.randomFaults(probability, Body.number(body, "seed"));
        } else {
            telnyx.randomFaults(probability);
        }
        return View.faults(telnyx.faults());
    }

    JsonNode end() {
        telnyx.endFaults();
        return View.faults(telnyx.faults());
    }

    private static <T> List<T> all(JsonNode faults, Function<JsonNode, T> read) {
        if (!faults.isArray()) {
            throw new IllegalArgumentException("The body must be an array of faults");
        }
        return StreamSupport.stream(faults.spliterator(), false).map(read).toList();
    }

    private static WebhookFault webhookFault(JsonNode json) {
        WebhookFault.Kind kind = Body.choice(json, "fault", WebhookFault.Kind.class);
        Duration delay =
                kind == WebhookFault.Kind.DELAY ? Duration.ofMillis(Body.number(json, "delay_ms")) : Duration.ZERO;
        return new WebhookFault(kind, delay, json.path("event_type").asText(""));
    }

    private static ApiFault responseFault(JsonNode json) {
        ApiFault fault =
                switch (Body.choice(json, "fault", ApiFault.Kind.class)) {
                    case NONE -> ApiFault.none();
                    case STATUS -> ApiFault.status((int) Body.number(json, "status"));
                    case SILENCE -> ApiFault.silence();
                    case CUT -> ApiFault.cutConnection();
                    case LOSE_RESPONSE -> ApiFault.loseResponse();
                    case EXECUTE_IN_SILENCE -> ApiFault.executeInSilence();
                    case SLOW -> ApiFault.slow(Duration.ofMillis(Body.number(json, "delay_ms")));
                };
        for (Map.Entry<String, JsonNode> header : json.path("headers").properties()) {
            fault = fault.header(header.getKey(), header.getValue().asText());
        }
        return fault;
    }
}
