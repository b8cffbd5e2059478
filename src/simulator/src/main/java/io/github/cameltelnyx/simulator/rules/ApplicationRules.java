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
package io.github.cameltelnyx.simulator.rules;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import static io.github.cameltelnyx.simulator.rules.RuleFactory.arrays;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.booleans;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.integer;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.objects;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.required;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.strings;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.url;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.urlOrEmpty;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.values;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.within;

/** What Telnyx checks about the settings of an application, the same for creating and for updating one. */
public final class ApplicationRules {

    private static final List<Rule> TABLE = List.of(
            required("application_name", "webhook_event_url"),
            strings("application_name"),
            url("webhook_event_url"),
            urlOrEmpty("webhook_event_failover_url"),
            integer("webhook_timeout_secs", 0, 30, ErrorCode.RANGE),
            values("webhook_api_version", "1", "2"),
            booleans("active", "call_cost_in_webhooks", "first_command_timeout", "redact_dtmf_debug_logging"),
            integer("first_command_timeout_secs", 1, Integer.MAX_VALUE, ErrorCode.RANGE),
            values("dtmf_type", "RFC 2833", "Inband", "SIP INFO"),
            values(
                    "anchorsite_override",
                    "Latency",
                    "Chicago, IL",
                    "Ashburn, VA",
                    "San Jose, CA",
                    "London, UK",
                    "Chennai, IN",
                    "Amsterdam, Netherlands",
                    "Toronto, Canada",
                    "Sydney, Australia"),
            arrays("tags"),
            objects("inbound", "outbound"),
            within(
                    "inbound",
                    integer("channel_limit", 0, Integer.MAX_VALUE, ErrorCode.RANGE),
                    booleans("shaken_stir_enabled"),
                    strings("sip_subdomain"),
                    values("sip_subdomain_receive_settings", "only_my_connections", "from_anyone")),
            within(
                    "outbound",
                    integer("channel_limit", 0, Integer.MAX_VALUE, ErrorCode.RANGE),
                    strings("outbound_voice_profile_id")));

    private ApplicationRules() {}

    public static List<ApiError> check(ObjectNode body) {
        List<ApiError> errors = new ArrayList<>();
        TABLE.forEach(rule -> rule.check(body, errors));
        return errors;
    }
}
