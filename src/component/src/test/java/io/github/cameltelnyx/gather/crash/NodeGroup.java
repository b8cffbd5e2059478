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
package io.github.cameltelnyx.gather.crash;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The nodes behind a balancer, and one more process whose classes are loaded and that takes the place of a dead one. */
final class NodeGroup implements AutoCloseable {

    private final Map<String, String> options;
    private final Balancer balancer;
    private final List<NodeProcess> all = new CopyOnWriteArrayList<>();
    private int spares;
    private NodeProcess spare;

    /** @param spares how many nodes can be replaced */
    NodeGroup(Map<String, String> options, Balancer balancer, int size, int spares) {
        this.options = options;
        this.balancer = balancer;
        List<NodeProcess> first = Stream.generate(this::launch).limit(size).toList();
        this.spares = spares;
        prepareSpare();
        first.forEach(node -> balancer.add(node.start()));
    }

    private NodeProcess launch() {
        NodeProcess node = NodeProcess.launch(options);
        all.add(node);
        return node;
    }

    /** Starts another node in the place of a dead one, and returns when it receives events. */
    NodeProcess replace(NodeProcess dead) {
        balancer.remove(dead);
        NodeProcess next = spare.start();
        balancer.add(next);
        prepareSpare();
        return next;
    }

    private void prepareSpare() {
        if (spares-- > 0) {
            spare = launch();
        }
    }

    /** The nodes that take events, or would if they were not dead. */
    List<NodeProcess> running() {
        return balancer.nodes();
    }

    int killed() {
        return (int) all.stream().filter(node -> node.killedAt() > 0).count();
    }

    NodeProcess of(long process) {
        return all.stream().filter(node -> node.id() == process).findFirst().orElseThrow();
    }

    @Override
    public void close() {
        all.forEach(NodeProcess::close);
    }
}
