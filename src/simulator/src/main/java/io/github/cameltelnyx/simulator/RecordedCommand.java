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

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An API request that the simulator received.
 *
 * @param operation Telnyx's action name such as {@code gather_using_speak}; {@code dial} and {@code call_status} for
 *     {@code /v2/calls} and {@code /v2/calls/{id}}; {@code application_list}, {@code _create}, {@code _get},
 *     {@code _update} and {@code _delete}, {@code call_event_list}, {@code webhook_delivery_list},
 *     {@code webhook_delivery_get} and {@code active_call_list} for other requests; empty for an unknown path
 * @param method the HTTP method
 * @param path the path of the request
 * @param callControlId the leg that it concerns, empty if unknown
 * @param body the JSON body, a missing node without a readable one
 * @param status the HTTP status of the response, also of one that a fault has lost; 0 for none
 * @param errorCodes Telnyx's codes of the errors in the response, such as {@code 90018}; empty for a success
 * @param executed whether it had an effect: false for refused and for repeated commands
 * @param fault the fault of the response; with {@link ApiFault.Kind#STATUS} the status does not depend on the request
 */
public record RecordedCommand(
        String operation,
        String method,
        String path,
        String callControlId,
        JsonNode body,
        int status,
        List<String> errorCodes,
        boolean executed,
        ApiFault.Kind fault) {}
