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

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The requested page of a list. */
record Page(int number, int size) {

    private static final int DEFAULT_SIZE = 20;
    private static final int MAXIMUM_SIZE = 250;

    static Page of(Query query) {
        return new Page(
                query.integer("page[number]", 1, 1, Integer.MAX_VALUE),
                query.integer("page[size]", DEFAULT_SIZE, 1, MAXIMUM_SIZE));
    }

    ApiResponse response(List<ObjectNode> all) {
        ArrayNode items = Json.array();
        all.stream().skip((number - 1L) * size).limit(size).forEach(items::add);
        ObjectNode meta = Json.object()
                .put("page_number", number)
                .put("page_size", size)
                .put("total_pages", (all.size() + size - 1) / size)
                .put("total_results", all.size());
        return ApiResponse.list(items, meta);
    }
}
