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

/** Runs schedules, and says what sentence they contradict. */
final class Model {

    private final Cluster cluster;

    Model(int nodes, boolean shared) {
        cluster = new Cluster(nodes, shared);
    }

    /** Runs a schedule on the nodes of the last one; returns what was violated, or null. */
    String run(Schedule schedule) throws Exception {
        return play(schedule, false).violation();
    }

    /** Runs a schedule on new nodes, and tells it step by step. */
    String tell(Schedule schedule) throws Exception {
        cluster.discard();
        return play(schedule, true).story();
    }

    String runOnNewNodes(Schedule schedule) throws Exception {
        cluster.discard();
        return run(schedule);
    }

    private World play(Schedule schedule, boolean tracing) throws Exception {
        World world = new World(cluster, tracing);
        cluster.enter(world);
        for (int step : schedule.steps()) {
            StepKind.take(step, world);
            if (world.violation() != null) {
                break;
            }
        }
        world.settle();
        world.ledger().checkEnds();
        if (cluster.hasLeftOvers(world)) {
            cluster.discard();
        }
        return world;
    }
}
