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

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A command of a recording. */
record PastCommand(
        String callControlId, String operation, JsonNode request, Instant time, boolean executed, ApiFault fault) {

    /** The fields that differ from one run to the next although the application does the same. */
    private static final List<String> VOLATILE_FIELDS =
            List.of("command_id", "client_state", "target_leg_client_state", "call_control_id", "link_to");

    /** The operation and the fields of a request, to be compared with another run. */
    static String comparable(String operation, JsonNode request) {
        ObjectNode fields = request instanceof ObjectNode object ? object.deepCopy() : Json.object();
        return operation + " " + fields.remove(VOLATILE_FIELDS);
    }

    String comparable() {
        return comparable(operation, request);
    }
}
