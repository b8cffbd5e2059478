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
package io.github.cameltelnyx.gather;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.github.cameltelnyx.simulator.TelnyxSimulatorBuilder;
import io.github.cameltelnyx.simulator.WebhookFault;

/** What an application and the persons do on one call, and what becomes of the webhooks meanwhile, drawn from a seed. */
record CorrelationProgram(long seed, List<Step> steps) {

    /** The number of ways in which the switches are set. */
    static final int SWITCHES = 16;

    private static final List<String> DISTURBED =
            List.of("call.speak.ended", "call.playback.ended", "call.gather.ended", "call.bridged", "call.hangup", "");

    /** What can happen; {@code weight} is how often it does. */
    enum Kind {
        SPEAK("speak", 6),
        PLAY("playbackStart", 3),
        OVERLAY("playbackStart", 1),
        GATHER("gather", 3),
        PROMPT("gatherUsingSpeak", 3),
        TRANSFER("transfer", 1),
        STOP("playbackStop", 2),
        STOP_GATHER("gatherStop", 1),
        HANGUP("hangup", 1),
        PRESS(null, 4),
        PASS(null, 7),
        HANGS_UP(null, 1);

        /** Null if a person, or the time, does it. */
        final String operation;

        private final int weight;

        Kind(String operation, int weight) {
            this.operation = operation;
            this.weight = weight;
        }

        boolean isMedia() {
            return this == SPEAK || this == PLAY || this == OVERLAY;
        }

        boolean hasResult() {
            return operation != null && !operation.endsWith("Stop");
        }
    }

    /** Whether the exchange waits for the result. */
    enum Waits {
        NO,
        YES,
        /** With a short time-out, which it lets pass. */
        UNTIL_TIME_OUT,
        /** With a short time-out, which may pass. */
        SHORTLY
    }

    /**
     * @param number is unique in a program, also when other steps were removed
     * @param size how long it takes, or how many there are
     * @param variant chooses among the values of a field
     * @param fault of the webhooks from this step on; {@link WebhookFault#none()} for most
     */
    record Step(int number, Kind kind, Waits waits, int size, int variant, WebhookFault fault) {

        boolean isAwaited() {
            return waits != Waits.NO;
        }

        boolean isShort() {
            return waits == Waits.UNTIL_TIME_OUT || waits == Waits.SHORTLY;
        }

        Step withoutFault() {
            return new Step(number, kind, waits, size, variant, WebhookFault.none());
        }

        @Override
        public String toString() {
            String disturbed = fault.kind() == WebhookFault.Kind.NONE ? "" : ", " + fault;
            return number + " " + kind + " size " + size + " variant " + variant
                    + (isAwaited() ? ", awaited " + waits : "") + disturbed;
        }
    }

    static CorrelationProgram of(long seed) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        int length = 2 + random.nextInt(10);
        for (int i = 0; i < length; i++) {
            Kind kind = kind(random);
            steps.add(new Step(
                    i,
                    kind,
                    kind.hasResult() ? waits(random) : Waits.NO,
                    1 + random.nextInt(8),
                    random.nextInt(12),
                    fault(random)));
        }
        return new CorrelationProgram(seed, steps);
    }

    private static Kind kind(Random random) {
        int total = 0;
        for (Kind kind : Kind.values()) {
            total += kind.weight;
        }
        int drawn = random.nextInt(total);
        for (Kind kind : Kind.values()) {
            drawn -= kind.weight;
            if (drawn < 0) {
                return kind;
            }
        }
        throw new AssertionError();
    }

    private static Waits waits(Random random) {
        int drawn = random.nextInt(20);
        return drawn < 8 ? Waits.NO : drawn < 18 ? Waits.YES : drawn < 19 ? Waits.UNTIL_TIME_OUT : Waits.SHORTLY;
    }

    private static WebhookFault fault(Random random) {
        int drawn = random.nextInt(20);
        String type = DISTURBED.get(random.nextInt(DISTURBED.size()));
        Duration delay = Duration.ofMillis(200 + random.nextInt(4_000));
        WebhookFault fault = drawn < 3
                ? WebhookFault.duplicate()
                : drawn < 5 ? WebhookFault.delay(delay) : drawn < 7 ? WebhookFault.swap() : WebhookFault.none();
        return fault.on(type);
    }

    CorrelationProgram with(List<Step> otherSteps) {
        return new CorrelationProgram(seed, List.copyOf(otherSteps));
    }

    /** Programs with the same number run against the same simulator. */
    int switches() {
        return (int) Math.floorMod(seed, (long) SWITCHES);
    }

    /** Any three switches are set in all eight ways. */
    static TelnyxSimulatorBuilder simulator(int switches) {
        boolean a = (switches & 1) != 0;
        boolean b = (switches & 2) != 0;
        boolean c = (switches & 4) != 0;
        boolean d = (switches & 8) != 0;
        return TelnyxSimulator.builder()
                .deliversInOrder(a)
                .replacedGatherKeepsClientState(b)
                .speakEventsInGather(c)
                .bridgedEventOfTransferredLeg(d)
                .terminatorInDigits(a ^ b ^ c)
                .noInputStatus(b ^ c ^ d ? "invalid" : "timeout");
    }

    /** Whether the prompts of gathers have the events of speeches. */
    boolean promptsHaveEvents() {
        return (switches() & 4) != 0;
    }

    /** Whether a step may remove what has not begun. */
    boolean clears() {
        return steps.stream()
                .anyMatch(step -> step.kind() == Kind.STOP
                        || step.kind() == Kind.TRANSFER
                        || step.kind().isMedia() && step.variant() >= 10);
    }

    /** Whether events come in the order in which they occur. */
    boolean isOrdered() {
        return (switches() & 1) != 0
                && steps.stream()
                        .map(step -> step.fault().kind())
                        .allMatch(kind -> kind == WebhookFault.Kind.NONE || kind == WebhookFault.Kind.DUPLICATE);
    }

    @Override
    public String toString() {
        return "-Dcorrelation.seed=" + seed + " -Dcorrelation.programs=1, switches " + switches() + "\n"
                + steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }
}
