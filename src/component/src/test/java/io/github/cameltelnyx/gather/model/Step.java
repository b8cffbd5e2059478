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
package io.github.cameltelnyx.gather.model;

import java.util.HashSet;
import java.util.Set;

/** One command in a route: its redeliveries by Camel are the same step. */
final class Step {

    /** The field of the command that has the number of the step, which Telnyx does not know. */
    static final String FIELD = "model_step";

    static final String PROPERTY = "ModelStep";

    final int number;
    final String name;
    final Node node;
    final Telnyx.Call call;
    /** How often Telnyx acted on a command of the step. */
    int executions;

    /** The ids of the commands that were sent since the step, or its redelivery, began. */
    final Set<String> commandIds = new HashSet<>();

    boolean awaits;
    long begunAt;
    long timesOutAt;
    int begun;
    int ended;

    Step(int number, String name, Node node, Telnyx.Call call) {
        this.number = number;
        this.name = name;
        this.node = node;
        this.call = call;
    }

    @Override
    public String toString() {
        return "step " + number + " (" + name + ")";
    }
}
