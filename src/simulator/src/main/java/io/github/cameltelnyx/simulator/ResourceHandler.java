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

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.simulator.rules.RefusedException;

/** Responds to a request that concerns no single call. Simulator's thread only. */
@FunctionalInterface
interface ResourceHandler {

    /**
     * @param id the id in the path, empty if it has none
     * @param body an empty object for a request without one
     * @throws RefusedException if Telnyx would refuse it
     */
    ApiResponse respond(String id, Query query, ObjectNode body);
}
