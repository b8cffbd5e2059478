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

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;

/** The replies of AI assistants: the next assistant to reply takes the next one. Simulator's thread only. */
final class AssistantScript {

    private final Queue<String> replies = new ArrayDeque<>();

    void add(Collection<String> further) {
        replies.addAll(further);
    }

    /** Empty if nothing is left; the assistant then says nothing. */
    Optional<String> next() {
        return Optional.ofNullable(replies.poll());
    }
}
