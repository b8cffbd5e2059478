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

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One thing that Telnyx checks about the body of a command; it adds an error for each violation. */
@FunctionalInterface
interface Rule {

    void check(ObjectNode body, List<ApiError> errors);
}
