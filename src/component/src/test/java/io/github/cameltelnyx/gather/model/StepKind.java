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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a schedule can do next. What does not apply does nothing. */
enum StepKind {
    NEW_CALL(4, (world, choice) -> {
        if (world.telnyx().calls.size() < 3) {
            world.trace("    ", world.telnyx().call(choice));
        }
    }),
    WEBHOOK(14, (world, choice) -> deliver(world, choice, false)),
    WEBHOOK_WITH_LOST_RESPONSE(2, (world, choice) -> deliver(world, choice, true)),
    DUPLICATE(3, (world, choice) -> {
        List<Node> nodes = world.cluster().reachable();
        if (!nodes.isEmpty()) {
            Node node = nodes.get(choice.next(nodes.size()));
            world.webhooks().repeat(choice.next(64), node);
        }
    }),
    TASK(10, (world, choice) -> world.runReady(choice.next(world.ready()))),
    ALL_TASKS(8, (world, choice) -> world.runAllReady()),
    RESPONSE(10, (world, choice) -> ifAny(world.requests(), choice, world::respond)),
    ARRIVAL_WITHOUT_RESPONSE(3, (world, choice) -> ifAny(world.requests(), choice, world::arrive)),
    LOST_REQUEST(2, (world, choice) -> {
        boolean connected = choice.next(2) == 0;
        ifAny(world.requests(), choice, index -> world.lose(index, connected));
    }),
    LOST_RESPONSE(
            3,
            (world, choice) -> ifAny(world.requests(), choice, index -> {
                world.arrive(index);
                world.lose(index, true);
            })),
    SERVER_ERROR(3, (world, choice) -> {
        int status = List.of(503, 500, 502, 504, 429).get(choice.next(5));
        ifAny(world.requests(), choice, index -> world.respond(index, status, "{}"));
    }),
    SERVER_ERROR_AFTER_ARRIVAL(
            3,
            (world, choice) -> ifAny(world.requests(), choice, index -> {
                world.arrive(index);
                world.respond(index, 504, "{}");
            })),
    RELAY(8, (world, choice) -> {
        if (world.bus().pending() > 0) {
            world.bus().deliver(choice.next(world.bus().pending()));
        }
    }),
    KEY_PRESSED(5, (world, choice) -> ofCall(world, choice, world.telnyx()::press)),
    SPEECH_ENDS(4, (world, choice) -> ofCall(world, choice, world.telnyx()::endSpeech)),
    HANGUP(2, (world, choice) -> ofCall(world, choice, world.telnyx()::hangup)),
    DTMF(2, (world, choice) -> ofCall(world, choice, world.telnyx()::dtmf)),
    TIME(
            8,
            (world, choice) -> world.pass(Duration.ofMillis(
                    List.of(10, 100, 400, 500, 800, 1500, 2000, 5000, 12000).get(choice.next(9))))),
    REPOSITORY(2, (world, choice) -> world.repository().down = !world.repository().down),
    DEATH(1, (world, choice) -> {
        List<Node> nodes = world.cluster().reachable();
        if (rarely(choice) && !nodes.isEmpty()) {
            Node node = nodes.get(choice.next(nodes.size()));
            world.trace("    ", node, " dies");
            node.die();
        }
    }),
    SHUTDOWN(1, (world, choice) -> {
        List<Node> nodes = world.cluster().reachable();
        if (rarely(choice) && !nodes.isEmpty()) {
            Node node = nodes.get(choice.next(nodes.size()));
            world.trace("    ", node, node.isLeaving() ? " stops" : " leaves");
            if (node.isLeaving()) {
                node.stop();
            } else {
                node.leave();
            }
        }
    }),
    START(2, (world, choice) -> world.cluster().startMissing(world));

    private static final List<StepKind> DRAWN = Arrays.stream(values())
            .flatMap(kind -> Stream.generate(() -> kind).limit(kind.weight))
            .toList();

    private final int weight;
    private final Action action;

    @FunctionalInterface
    private interface Action {
        void run(World world, Arguments choice) throws Exception;
    }

    @FunctionalInterface
    private interface Indexed {
        void run(int index);
    }

    @FunctionalInterface
    private interface OfCall {
        void run(Telnyx.Call call);
    }

    StepKind(int weight, Action action) {
        this.weight = weight;
        this.action = action;
    }

    /** Does what a number of a schedule stands for. */
    static void take(int number, World world) throws Exception {
        StepKind kind = of(number);
        world.trace(kind, " ", number / DRAWN.size());
        kind.action.run(world, new Arguments(number / DRAWN.size()));
    }

    static StepKind of(int number) {
        return DRAWN.get(number % DRAWN.size());
    }

    /** The same step with the simplest arguments that are not above the given one. */
    static int simplified(int number, int argument) {
        return number % DRAWN.size() + argument * DRAWN.size();
    }

    static int argument(int number) {
        return number / DRAWN.size();
    }

    /** New nodes would take most of the time: not every schedule needs one. */
    private static boolean rarely(Arguments choice) {
        return choice.next(6) == 0;
    }

    private static void deliver(World world, Arguments choice, boolean responseLost) {
        List<Node> nodes = world.cluster().reachable();
        if (!nodes.isEmpty() && world.webhooks().pending() > 0) {
            Node node = nodes.get(choice.next(nodes.size()));
            world.webhooks().deliver(choice.next(world.webhooks().pending()), node, responseLost);
        }
    }

    private static void ifAny(int count, Arguments choice, Indexed action) {
        if (count > 0) {
            action.run(choice.next(count));
        }
    }

    private static void ofCall(World world, Arguments choice, OfCall action) {
        List<Telnyx.Call> calls = world.telnyx().calls;
        if (!calls.isEmpty()) {
            action.run(calls.get(choice.next(calls.size())));
        }
    }
}
