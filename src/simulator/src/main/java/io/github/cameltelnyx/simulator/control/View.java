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

import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.simulator.ActiveFaults;
import io.github.cameltelnyx.simulator.ApiFault;
import io.github.cameltelnyx.simulator.CallStatus;
import io.github.cameltelnyx.simulator.DeliveryAttempt;
import io.github.cameltelnyx.simulator.RecordedCommand;
import io.github.cameltelnyx.simulator.RecordedEvent;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.github.cameltelnyx.simulator.TranscriptEntry;
import io.github.cameltelnyx.simulator.WebhookFault;

/** The responses of the control API: JSON with names in the style of Telnyx's API. */
final class View {

    private View() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ObjectNode info(TelnyxSimulator telnyx) {
        ObjectNode info = object().put("base_url", telnyx.baseUrl())
                .put("api_key", telnyx.apiKey())
                .put("public_key", telnyx.publicKey())
                .put("webhook_url", telnyx.webhookUrl());
        info.putObject("time")
                .put("mode", telnyx.isTimeVirtual() ? "virtual" : telnyx.timeScale() == 1 ? "real" : "scaled")
                .put("scale", telnyx.timeScale())
                .put("now", telnyx.now().toString());
        info.set("faults", faults(telnyx.faults()));
        return info;
    }

    static ObjectNode faults(ActiveFaults faults) {
        ObjectNode json = object().put(
                        "webhook", Body.name(faults.everyWebhook().kind()))
                .put("response", Body.name(faults.everyResponse().kind()));
        ArrayNode webhooks = json.putArray("next_webhooks");
        for (WebhookFault fault : faults.nextWebhooks()) {
            webhooks.add(Body.name(fault.kind()));
        }
        ArrayNode responses = json.putArray("next_responses");
        for (ApiFault fault : faults.nextResponses()) {
            responses.add(Body.name(fault.kind()));
        }
        json.putNull("random");
        faults.random().ifPresent(random -> json.putObject("random")
                .put("probability", random.probability())
                .put("seed", random.seed()));
        return json;
    }

    static ArrayNode calls(List<CallStatus> calls) {
        return array().addAll(calls.stream().map(View::call).toList());
    }

    static ObjectNode call(CallStatus call) {
        return object().put("call_control_id", call.callControlId())
                .put("call_session_id", call.callSessionId())
                .put("call_leg_id", call.callLegId())
                .put("connection_id", call.connectionId())
                .put("from", call.from())
                .put("to", call.to())
                .put("direction", call.outgoing() ? "outgoing" : "incoming")
                .put("state", Body.name(call.state()))
                .put("gathering", call.gathering())
                .put("conversation", call.conversation())
                .put("playing", call.playing())
                .put("start_time", call.startTime().toString())
                .put("answer_time", call.answerTime().map(Object::toString).orElse(null))
                .put("end_time", call.endTime().map(Object::toString).orElse(null))
                .put("hangup_cause", call.hangupCause());
    }

    static ArrayNode entries(int first, List<TranscriptEntry> entries) {
        ArrayNode json = array();
        for (TranscriptEntry entry : entries) {
            json.add(entry.toJson().put("number", first + json.size()));
        }
        return json;
    }

    static ArrayNode commands(List<RecordedCommand> commands) {
        ArrayNode json = array();
        for (RecordedCommand command : commands) {
            json.addObject()
                    .put("operation", command.operation())
                    .put("method", command.method())
                    .put("path", command.path())
                    .put("call_control_id", command.callControlId())
                    .put("status", command.status())
                    .put("executed", command.executed())
                    .set("body", command.body().isMissingNode() ? object() : command.body());
        }
        return json;
    }

    static ArrayNode events(List<RecordedEvent> events) {
        ArrayNode json = array();
        for (RecordedEvent event : events) {
            ObjectNode one = json.addObject();
            one.set("data", event.data());
            ArrayNode attempts = one.putArray("attempts");
            for (DeliveryAttempt attempt : event.attempts()) {
                attempts.addObject()
                        .put("number", attempt.number())
                        .put("url", attempt.url())
                        .put("status", attempt.status())
                        .put("failure", attempt.failure())
                        .put("time", attempt.time().toString());
            }
        }
        return json;
    }
}
