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

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.simulator.rules.ApplicationRules;
import io.github.cameltelnyx.simulator.rules.ErrorCode;
import io.github.cameltelnyx.simulator.rules.RefusedException;

/** The API of the Call Control applications. */
final class ApplicationRequests {

    private static final Map<String, Comparator<CallControlApplication>> ORDERS = Map.of(
            "connection_name", Comparator.comparing(CallControlApplication::name),
            "active", Comparator.comparing(CallControlApplication::isActive));
    private static final int SHORTEST_SEARCH = 3;

    private final ApplicationRegistry applications;

    ApplicationRequests(ApplicationRegistry applications) {
        this.applications = applications;
    }

    Map<String, ResourceHandler> handlers() {
        return Map.of(
                "application_list", (id, query, body) -> list(query),
                "application_create", (id, query, body) -> create(body),
                "application_get",
                        (id, query, body) -> ApiResponse.ok(existing(id).json()),
                "application_update", (id, query, body) -> update(existing(id), body),
                "application_delete", (id, query, body) -> delete(existing(id)));
    }

    private ApiResponse list(Query query) {
        List<CallControlApplication> found = applications.all();
        query.filter("application_name", "contains").ifPresent(part -> {
            if (part.length() < SHORTEST_SEARCH) {
                throw Query.refused("filter[application_name][contains]", "It must have at least three characters.");
            }
            found.removeIf(each -> !lower(each.name()).contains(lower(part)));
        });
        query.filter("outbound.outbound_voice_profile_id")
                .ifPresent(profile -> found.removeIf(each -> !each.json()
                        .at("/outbound/outbound_voice_profile_id")
                        .asText()
                        .equals(profile)));
        sort(found, query.parameter("sort").orElse("-created_at"));
        return Page.of(query)
                .response(found.stream().map(CallControlApplication::json).toList());
    }

    /** Those that are equal stay in the order in which they were created, or in the opposite one. */
    private static void sort(List<CallControlApplication> found, String sort) {
        String field = sort.replaceFirst("^-", "");
        if (ORDERS.containsKey(field)) {
            found.sort(ORDERS.get(field));
        } else if (!field.equals("created_at")) {
            String known = "It must be created_at, connection_name or active, with - before it to turn it round.";
            throw new RefusedException(ErrorCode.SORT, known, "sort");
        }
        if (sort.startsWith("-")) {
            Collections.reverse(found);
        }
    }

    private ApiResponse create(ObjectNode body) {
        RefusedException.ifAny(ApplicationRules.check(body));
        return ApiResponse.created(applications.create(body).json());
    }

    private ApiResponse update(CallControlApplication application, ObjectNode body) {
        RefusedException.ifAny(ApplicationRules.check(body));
        applications.update(application, body);
        return ApiResponse.ok(application.json());
    }

    private ApiResponse delete(CallControlApplication application) {
        if (application == applications.byDefault()) {
            throw new RefusedException(
                    ErrorCode.IN_USE, "The simulator's own application has all numbers that no other one has.");
        }
        applications.delete(application);
        return ApiResponse.ok(application.json());
    }

    private CallControlApplication existing(String id) {
        Optional<CallControlApplication> found = applications.find(id);
        return found.orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_FOUND, "The requested resource or URL could not be found."));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
