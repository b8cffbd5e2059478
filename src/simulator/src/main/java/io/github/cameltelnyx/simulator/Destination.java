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
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The destination of a dial or a transfer.
 *
 * @param digits the digits to send when the callee answers, empty if none
 */
record Destination(String number, String digits) {

    static List<Destination> allOf(JsonNode command) {
        JsonNode to = command.path("to");
        if (!to.isArray()) {
            return List.of(of(command, to.asText()));
        }
        return StreamSupport.stream(to.spliterator(), false)
                .map(each -> of(command, each.asText()))
                .toList();
    }

    private static Destination of(JsonNode command, String to) {
        String[] parts = to.split(",", 2);
        String appended = parts.length > 1 ? parts[1] : "";
        return new Destination(parts[0], command.path("send_digits_on_answer").asText(appended));
    }
}
