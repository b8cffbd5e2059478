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
package io.github.cameltelnyx.gather.correlation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.github.cameltelnyx.gather.correlation.Outcome.Kind;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.CallEventParser;
import io.github.cameltelnyx.gather.event.ClientState;
import io.github.cameltelnyx.gather.event.WaitTag;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

/**
 * Random programs of commands on one call, and a Telnyx that queues speeches, replaces gathers, and delivers events late,
 * doubled and swapped. No wait ends before its command is over; when all events have been delivered, every wait whose event
 * was published has ended. A failing program is shrunk and printed with its seed.
 *
 * <p>{@code -Dcorrelation.programs} sets the number of programs, {@code -Dcorrelation.seed} the first seed.
 */
class CorrelationPropertyTest {

    private static final int PROGRAMS = Integer.getInteger("correlation.programs", 2_000);
    private static final long SEED = Long.getLong("correlation.seed", new Random().nextLong());
    private static final Duration TIMEOUT = Duration.ofHours(1);

    private enum Op {
        SPEAK,
        GATHER,
        STOP_GATHER,
        TIME_OUT,
        PASS,
        PRESS,
        HANGUP
    }

    /** @param awaited whether the command is awaited; @param delay how many events overtake those of this step */
    private record Step(Op op, boolean awaited, int delay, boolean doubled) {}

    @Test
    void everyWaitEndsWithTheEventOfItsOwnCommandOrWithTheCall() {
        for (int i = 0; i < PROGRAMS; i++) {
            long seed = SEED + i;
            List<Step> program = program(new Random(seed));
            for (boolean keepsState : new boolean[] {true, false}) {
                String failure = new Run(keepsState).run(program);
                if (failure != null) {
                    List<Step> shrunk = shrink(program, keepsState);
                    fail(
                            "seed %d, replacedGatherKeepsClientState %s: %s%n%s",
                            seed,
                            keepsState,
                            new Run(keepsState).run(shrunk),
                            String.join(
                                    "\n", shrunk.stream().map(Step::toString).toList()));
                }
            }
        }
    }

    private static List<Step> program(Random random) {
        List<Step> program = new ArrayList<>();
        for (int steps = 2 + random.nextInt(9); steps > 0; steps--) {
            int kind = random.nextInt(20);
            Op op = kind < 6
                    ? Op.SPEAK
                    : kind < 10
                            ? Op.GATHER
                            : kind < 11
                                    ? Op.STOP_GATHER
                                    : kind < 13 ? Op.TIME_OUT : kind < 17 ? Op.PASS : kind < 19 ? Op.PRESS : Op.HANGUP;
            program.add(new Step(
                    op,
                    random.nextBoolean(),
                    random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0,
                    random.nextInt(4) == 0));
        }
        return program;
    }

    private static List<Step> shrink(List<Step> program, boolean keepsState) {
        for (int i = 0; i < program.size(); i++) {
            List<Step> smaller = new ArrayList<>(program);
            smaller.remove(i);
            if (new Run(keepsState).run(smaller) != null) {
                return shrink(smaller, keepsState);
            }
        }
        return program;
    }

    private static final class Sent {
        private final String name;
        private final Wait wait;
        private boolean over;
        private boolean ended;

        Sent(String name, Wait wait) {
            this.name = name;
            this.wait = wait;
        }

        boolean isOpen() {
            return wait != null && !wait.isOver();
        }
    }

    private static final class Flight {
        private final CallEvent event;
        private int overtaken;
        private final boolean doubled;

        Flight(CallEvent event, int overtaken, boolean doubled) {
            this.event = event;
            this.overtaken = overtaken;
            this.doubled = doubled;
        }
    }

    private static final class Run {
        private final boolean keepsState;
        private final ManualTimer timer = new ManualTimer();
        private final WaitRegistry waits = new WaitRegistry(timer, timer::nanoTime);
        private final List<Sent> all = new ArrayList<>();
        private final List<Sent> queue = new ArrayList<>();
        private final List<Flight> flights = new ArrayList<>();
        private Sent gather;
        private WaitTag state;
        private boolean hungUp;
        private int events;

        Run(boolean keepsState) {
            this.keepsState = keepsState;
        }

        /** Gives what is wrong, or null. */
        String run(List<Step> program) {
            String failure = null;
            for (int i = 0; i < program.size() && failure == null && !hungUp; i++) {
                play(program.get(i), i);
                failure = early();
            }
            while (failure == null && !flights.isEmpty()) {
                deliver(flights.remove(0));
                failure = early();
            }
            if (failure == null && !hungUp) {
                failure = all.stream()
                        .filter(sent -> sent.over && sent.isOpen() && !mayBeOfANewerGather(sent))
                        .map(sent -> sent.name + " hangs")
                        .findFirst()
                        .orElse(null);
            }
            timer.pass(Duration.ofSeconds(5));
            if (failure == null && hungUp && waits.size() > 0) {
                failure = "a wait outlives the call";
            }
            waits.close();
            timer.shutdownNow();
            return failure;
        }

        /**
         * The digits of a gather that come after a newer one was sent look like the digits of the newer one, whose
         * predecessor was cancelled. Its wait rather ends later than with the digits of another gather.
         */
        private boolean mayBeOfANewerGather(Sent sent) {
            return sent.name.startsWith("GATHER")
                    && all.stream().skip(all.indexOf(sent) + 1L).anyMatch(later -> later.name.startsWith("GATHER"));
        }

        private String early() {
            for (Sent sent : all) {
                if (sent.wait == null || !sent.wait.isOver() || sent.ended) {
                    continue;
                }
                sent.ended = true;
                Kind kind = sent.wait.outcome().toCompletableFuture().join().kind();
                if (kind == Kind.EVENT && !sent.over) {
                    return sent.name + " ends before it is over";
                }
            }
            return null;
        }

        private void play(Step step, int number) {
            String name = step.op() + " " + number;
            switch (step.op()) {
                case SPEAK -> queue.add(send(name, "call.speak.ended", step.awaited()));
                case GATHER -> {
                    Sent replaced = gather;
                    WaitTag before = state;
                    gather = send(name, "call.gather.ended", step.awaited());
                    if (replaced != null) {
                        publish(replaced, "call.gather.ended", "cancelled", keepsState ? before : state, step);
                    }
                }
                case STOP_GATHER -> endGather("cancelled", step);
                case PRESS -> endGather("valid", step);
                case TIME_OUT ->
                    all.stream().filter(Sent::isOpen).findFirst().ifPresent(sent -> {
                        sent.ended = true;
                        sent.wait.timeOut();
                    });
                case PASS -> {
                    if (!queue.isEmpty()) {
                        publish(queue.remove(0), "call.speak.ended", "completed", state, step);
                    }
                }
                case HANGUP -> {
                    hungUp = true;
                    waits.offer(TestEvents.hangup("hangup", TestEvents.CALL));
                    timer.pass(Duration.ofSeconds(2));
                }
            }
        }

        private Sent send(String name, String type, boolean awaited) {
            EventProfile profile = EventProfile.of(Set.of(type), Duration.ofMinutes(1));
            Sent sent;
            if (awaited) {
                Wait wait = waits.begin(profile, TIMEOUT, null);
                wait.bindToCall(TestEvents.CALL);
                wait.recordResponse();
                state = wait.tag();
                sent = new Sent(name, wait);
            } else {
                waits.recordUnawaited(profile, TestEvents.CALL, null);
                sent = new Sent(name, null);
            }
            all.add(sent);
            return sent;
        }

        private void endGather(String status, Step step) {
            if (gather != null) {
                Sent ending = gather;
                gather = null;
                publish(ending, "call.gather.ended", status, state, step);
            }
        }

        private void publish(Sent sent, String type, String status, WaitTag tag, Step step) {
            sent.over = true;
            flights.add(new Flight(event(type, status, tag), step.delay(), step.doubled()));
            List<Flight> due =
                    flights.stream().filter(flight -> flight.overtaken-- <= 0).toList();
            flights.removeAll(due);
            due.forEach(this::deliver);
        }

        private void deliver(Flight flight) {
            boolean verdict = waits.offer(flight.event);
            if (flight.doubled && waits.offer(flight.event) != verdict) {
                throw new AssertionError("Two verdicts of " + flight.event);
            }
        }

        private CallEvent event(String type, String status, WaitTag tag) {
            String clientState = tag == null ? "" : ",\"client_state\":\"" + ClientState.encode(tag, null) + "\"";
            try {
                return CallEventParser.parse(("{\"data\":{\"record_type\":\"event\",\"event_type\":\"" + type
                                + "\",\"id\":\"e" + events++ + "\",\"payload\":{\"call_control_id\":\""
                                + TestEvents.CALL + "\",\"status\":\"" + status + "\"" + clientState + "}}}")
                        .getBytes(UTF_8));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
