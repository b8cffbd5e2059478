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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The nodes. They live on from schedule to schedule as long as nothing is left over in them. */
final class Cluster {

    private final int size;
    private final boolean shared;
    private final List<Node> nodes = new ArrayList<>();
    private final LeftOvers inspector = new LeftOvers();
    private int started;
    /** The time of all schedules so far, and an hour after each. */
    private long passed;

    private Timeline current;

    /** @param shared whether the nodes have a repository that outlives them, or the default one */
    Cluster(int size, boolean shared) {
        this.size = size;
        this.shared = shared;
    }

    /** Whether there are other nodes. */
    boolean isRelayed() {
        return size > 1;
    }

    /** Whether a node knows what one before it has done. */
    boolean remembers() {
        return shared;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The nodes that requests reach. */
    List<Node> reachable() {
        return nodes.stream().filter(Node::isReachable).toList();
    }

    Node anyUp() {
        return nodes.stream().filter(Node::isUp).findFirst().orElseThrow();
    }

    /** Begins a schedule, with the nodes of the one before. */
    void enter(World world) throws Exception {
        passed += current == null ? 0 : current.now() + Duration.ofHours(1).toNanos();
        current = world.timeline();
        nodes.removeIf(Node::isGone);
        nodes.forEach(node -> node.moveTo(world));
        while (nodes.size() < size) {
            start(world);
        }
    }

    /** Starts nodes in place of those that are gone or leave. */
    void startMissing(World world) throws Exception {
        // without a relay, a node replaces one that has left: two at the same time would be a cluster
        Predicate<Node> counts = isRelayed() ? Node::isUp : node -> !node.isGone();
        while (nodes.stream().filter(counts).count() < size) {
            world.trace("a node starts");
            start(world);
        }
    }

    private void start(World world) throws Exception {
        Node node = new Node("node " + (char) ('A' + started++ % 26), world, this);
        inspector.setClock(node, () -> passed + node.world().timeline().now());
        nodes.add(node);
    }

    boolean hasLeftOvers(World world) {
        boolean any = false;
        for (Node node : nodes) {
            Optional<String> found = node.isDead() ? Optional.empty() : inspector.find(node);
            found.ifPresent(what -> world.violated("3: " + what + " of " + node));
            any |= found.isPresent();
        }
        return any;
    }

    /** Gives up nodes that have something left over. */
    void discard() {
        nodes.clear();
        started = 0;
    }
}
