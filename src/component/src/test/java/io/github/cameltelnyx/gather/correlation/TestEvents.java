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
package io.github.cameltelnyx.gather.correlation;

import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.CallGatherEnded;
import io.github.cameltelnyx.gather.event.CallHangup;
import io.github.cameltelnyx.gather.event.ClientState;
import io.github.cameltelnyx.gather.event.EventData;
import io.github.cameltelnyx.gather.event.OtherCallEvent;
import io.github.cameltelnyx.gather.event.WaitTag;

/** Events of calls, with what finds a wait: id, type, call, client state. */
final class TestEvents {

    static final String GATHER_ENDED = CallGatherEnded.TYPE;
    static final String SPEAK_ENDED = "call.speak.ended";
    static final String HANGUP = "call.hangup";
    static final String CALL = "v3:one";

    private TestEvents() {}

    static CallEvent gatherEnded(String id, String call, String clientState) {
        return new CallGatherEnded(data(id, GATHER_ENDED, call, clientState), null, null, "1", "valid");
    }

    static CallEvent gatherEnded(String id, WaitTag tag) {
        return gatherEnded(id, CALL, ClientState.encode(tag, null));
    }

    static CallEvent event(String id, String type, String call, String clientState) {
        return new OtherCallEvent(data(id, type, call, clientState));
    }

    static CallEvent hangup(String id, String call) {
        return new CallHangup(
                data(id, HANGUP, call, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of());
    }

    private static EventData data(String id, String type, String call, String clientState) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id).put("event_type", type);
        ObjectNode payload = json.putObject("payload").put("call_control_id", call);
        if (clientState != null) {
            payload.put("client_state", clientState);
        }
        return new EventData(
                id,
                type,
                null,
                call,
                null,
                null,
                null,
                ClientState.decode(clientState),
                ClientState.tag(clientState),
                1,
                json);
    }
}
