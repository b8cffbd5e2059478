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

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.cameltelnyx.simulator.rules.CommandRules;

/**
 * The operation that the method and the path of a request select.
 *
 * @param operation empty for an unknown path; for a wrong method, one of the operations of the path
 * @param callControlId the call in the path, empty if there is none
 * @param id the id of something else in the path, empty if there is none
 * @param methods the methods that the path supports
 */
record ApiTarget(String operation, String callControlId, String id, List<String> methods) {

    static final String DIAL = "dial";
    static final String CALL_STATUS = "call_status";

    private static final String APPLICATIONS = "/v2/call_control_applications";

    private static final List<Row> TABLE = Stream.concat(
                    Stream.of(
                            row("POST", "/v2/calls", DIAL),
                            row("GET", "/v2/calls/{call}", CALL_STATUS),
                            row("GET", "/v2/connections/{id}/active_calls", "active_call_list"),
                            row("GET", APPLICATIONS, "application_list"),
                            row("POST", APPLICATIONS, "application_create"),
                            row("GET", APPLICATIONS + "/{id}", "application_get"),
                            row("PATCH", APPLICATIONS + "/{id}", "application_update"),
                            row("DELETE", APPLICATIONS + "/{id}", "application_delete"),
                            row("GET", "/v2/call_events", "call_event_list"),
                            row("GET", "/v2/webhook_deliveries", "webhook_delivery_list"),
                            row("GET", "/v2/webhook_deliveries/{id}", "webhook_delivery_get")),
                    CommandRules.operations().stream()
                            .filter(action -> !action.equals(DIAL))
                            .map(action -> row(
                                    action.equals("client_state_update") ? "PUT" : "POST",
                                    "/v2/calls/{call}/actions/" + action,
                                    action)))
            .toList();

    private record Row(String method, String template, Pattern path, String operation) {

        String variable(String name, String path) {
            Matcher matcher = this.path.matcher(path);
            return template.contains("{" + name + "}") && matcher.matches()
                    ? URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8)
                    : "";
        }
    }

    private static Row row(String method, String template, String operation) {
        return new Row(
                method,
                template,
                Pattern.compile(template.replaceAll("\\{\\w+}", "((?:[^/%]|%[0-9A-Fa-f]{2})+)")),
                operation);
    }

    static ApiTarget of(String method, String path) {
        List<Row> rows =
                TABLE.stream().filter(row -> row.path.matcher(path).matches()).toList();
        return rows.stream()
                .filter(row -> row.method.equals(method))
                .findFirst()
                .or(() -> rows.stream().findFirst())
                .map(row -> new ApiTarget(
                        row.operation,
                        row.variable("call", path),
                        row.variable("id", path),
                        rows.stream().map(Row::method).toList()))
                .orElse(new ApiTarget("", "", "", List.of()));
    }
}
