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

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a request's path asks for; {@code operation} is empty if there is no such path. */
record ApiTarget(String operation, String callControlId, String method) {

    static final String DIAL = "dial";
    static final String CALL_STATUS = "call_status";

    private static final Pattern PATH = Pattern.compile("/v2/calls(?:/([^/]+)(?:/actions/([a-z_]+))?)?");

    static ApiTarget of(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return new ApiTarget("", "", "");
        }
        if (matcher.group(1) == null) {
            return new ApiTarget(DIAL, "", "POST");
        }
        String callControlId = URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8);
        if (matcher.group(2) == null) {
            return new ApiTarget(CALL_STATUS, callControlId, "GET");
        }
        String action = matcher.group(2);
        boolean known = CommandRules.knows(action) && !action.equals(DIAL);
        return new ApiTarget(known ? action : "", callControlId, action.equals("client_state_update") ? "PUT" : "POST");
    }
}
