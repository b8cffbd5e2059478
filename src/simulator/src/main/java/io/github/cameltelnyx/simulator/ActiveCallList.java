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

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.simulator.rules.ErrorCode;
import io.github.cameltelnyx.simulator.rules.RefusedException;

/**
 * The calls of an application that have not ended, paged by cursors, as documented, or by number, as the official client
 * libraries do.
 */
final class ActiveCallList implements ResourceHandler {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MAXIMUM_LIMIT = 250;

    private final Switchboard switchboard;
    private final SimulatorContext context;

    ActiveCallList(Switchboard switchboard, SimulatorContext context) {
        this.switchboard = switchboard;
        this.context = context;
    }

    @Override
    public ApiResponse respond(String connectionId, Query query, ObjectNode body) {
        if (context.applications().ofConnection(connectionId).isEmpty()) {
            throw new RefusedException(ErrorCode.NOT_FOUND, "The requested resource or URL could not be found.");
        }
        List<CallLeg> active = switchboard.legs().stream()
                .filter(leg -> !leg.isOver() && leg.identity().connectionId().equals(connectionId))
                .toList();
        String limited = query.parameter("page[limit]").isPresent() ? "page[limit]" : "page[size]";
        int limit = query.integer(limited, DEFAULT_LIMIT, 1, MAXIMUM_LIMIT);
        int number = query.integer("page[number]", 1, 1, Integer.MAX_VALUE);
        int first = cursor(query, "page[after]", active)
                .map(place -> place + 1)
                .or(() -> cursor(query, "page[before]", active).map(place -> place - limit))
                .orElse((int) Math.min((number - 1L) * limit, active.size()));
        int from = Math.max(0, first);
        int to = Math.min(active.size(), first + limit);
        ArrayNode data = Json.array();
        active.subList(from, to).stream().map(this::describe).forEach(data::add);
        return ApiResponse.list(
                data, meta("/v2/connections/" + connectionId + "/active_calls", active, from, to, limit));
    }

    private static Optional<Integer> cursor(Query query, String parameter, List<CallLeg> active) {
        return query.parameter(parameter).map(id -> {
            List<String> ids = active.stream().map(ActiveCallList::id).toList();
            if (!ids.contains(id)) {
                throw new RefusedException(ErrorCode.INVALID_VALUE, "The page does not exist.", parameter);
            }
            return ids.indexOf(id);
        });
    }

    private static ObjectNode meta(String path, List<CallLeg> active, int from, int to, int limit) {
        String after = to < active.size() && to > from ? id(active.get(to - 1)) : null;
        String before = from > 0 && to > from ? id(active.get(from)) : null;
        ObjectNode meta = Json.object()
                .put("total_items", active.size())
                .put("next", after == null ? null : path + "?page[after]=" + after)
                .put("previous", before == null ? null : path + "?page[before]=" + before)
                .put("page_number", from / limit + 1)
                .put("total_pages", (active.size() + limit - 1) / limit);
        meta.putObject("cursors").put("after", after).put("before", before);
        return meta;
    }

    private ObjectNode describe(CallLeg leg) {
        LegIdentity identity = leg.identity();
        Duration duration = Duration.between(leg.startTime(), context.time().now());
        return Json.object()
                .put("record_type", "call")
                .put("call_control_id", identity.callControlId())
                .put("call_leg_id", identity.callLegId())
                .put("call_session_id", identity.callSessionId())
                .put("call_duration", duration.toSeconds())
                .put("client_state", leg.clientState() == null ? "" : leg.clientState());
    }

    private static String id(CallLeg leg) {
        return leg.identity().callControlId();
    }
}
