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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

import io.github.cameltelnyx.gather.correlation.Outcome.Kind;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.WaitTag;

/**
 * Holds the commands of each call whose events have not come, in the order in which they were sent, and finds the command
 * that an event is of. The tag alone does not tell it: client state belongs to the call, so an event carries the tag of the
 * newest command that Telnyx had executed when it occurred.
 *
 * <p>An event that never comes, because it was lost or its command was never executed, is missed by its own command only
 * until the deadline of that command: an event of a later one is not taken for it any more. Until then a later wait can miss
 * its event to it, and ends by the hangup or its own timeout. Thread-safe.
 */
final class CommandLedger {

    private static final int REMEMBERED = 10_000;

    private final long node;
    private final LongSupplier clock;
    private final Map<Long, SentCommand> byId = new HashMap<>();
    private final Map<String, List<SentCommand>> byCall = new HashMap<>();
    /** The commands that no exchange waits for, oldest first. */
    private final Set<SentCommand> unawaited = new LinkedHashSet<>();

    private long newest;

    /**
     * @param node the id of this node in tags
     * @param clock of nanoseconds
     */
    CommandLedger(long node, LongSupplier clock) {
        this.node = node;
        this.clock = clock;
    }

    /**
     * What follows from an event.
     *
     * @param ended the wait that the event has ended, or null
     * @param isResult whether the event that came is the result of a command that is, or was, awaited
     * @param isLate whether it is the result of a wait that had ended without it
     */
    record Placement(Wait ended, boolean isResult, boolean isLate) {}

    /** @param wait of the command, or null */
    synchronized SentCommand add(long id, EventProfile profile, Wait wait) {
        SentCommand command = new SentCommand(id, profile);
        newest = Math.max(newest, id);
        command.wait = wait;
        command.oldestTag = wait == null ? 0 : id;
        command.deadline = clock.getAsLong() + profile.longest().toNanos();
        byId.put(id, command);
        if (wait == null) {
            keepUnawaited(command);
        }
        return command;
    }

    synchronized boolean contains(long id) {
        return byId.containsKey(id);
    }

    /** Gives the command that is sent again, with its event if that has come; null if it is not known. */
    synchronized SentCommand takeBack(long id, Wait wait) {
        SentCommand command = byId.get(id);
        if (command == null || !command.mayComeBack) {
            return null;
        }
        command.mayComeBack = false;
        command.wait = wait;
        command.deadline = clock.getAsLong() + command.profile.longest().toNanos();
        unawaited.remove(command);
        return command;
    }

    synchronized void bind(SentCommand command, String call) {
        if (byId.get(command.id) != command || !command.calls.add(call)) {
            return;
        }
        long now = clock.getAsLong();
        forgetOver(call, now);
        List<SentCommand> others = byCall.computeIfAbsent(call, id -> new ArrayList<>(2));
        for (SentCommand other : others) {
            if (command.isAwaited() && other.isOpen() && !other.wait.hasResponse()) {
                // Telnyx may execute the two in any order
                long oldest = Math.min(command.id, other.id);
                command.oldestTag = Math.min(command.oldestTag, oldest);
                other.oldestTag = Math.min(other.oldestTag, oldest);
            }
            if (!command.isAwaited() && other.isAwaited() && other.wait.hasResponse()) {
                // it does not set the state, and begins when the state is at least this one
                command.oldestTag = Math.max(command.oldestTag, other.id);
            }
            if (command.profile.isMedia() && other.profile.isMedia() && other.lacksEvent() && !other.cleared) {
                command.deadline = Math.max(
                        command.deadline,
                        other.deadline + command.profile.longest().toNanos());
            }
            if (command.profile.isGather() && other.profile.isGather()) {
                other.isDue(now);
            }
        }
        others.add(command);
    }

    /** Records that a command is not waited for any more, or never was executed, or that its call has ended. */
    synchronized void waitEnded(SentCommand command, Wait wait) {
        command.mayComeBack = wait.mayComeBack();
        if (byId.get(command.id) != command) {
            return;
        }
        if (wait.hasFailed()) {
            remove(command);
        } else if (wait.hasEndedWithCall()) {
            keepUnawaited(command);
            unlist(command);
        } else if (command.lacksEvent() || isInDoubt(command)) {
            keepUnawaited(command);
        } else if (command.calls.isEmpty()) {
            remove(command);
        } else {
            List.copyOf(command.calls).forEach(this::trim);
        }
    }

    /** Forgets a command that was not executed. */
    synchronized void forget(long id) {
        SentCommand command = byId.get(id);
        if (command != null) {
            remove(command);
        }
    }

    /**
     * Finds the command that an event is of, which then has its event.
     *
     * @return null if the event is of no known command
     */
    synchronized Placement place(CallEvent event) {
        Long tag = ownTag(event);
        long now = clock.getAsLong();
        SentCommand tagged = tag == null ? null : byId.get(tag);
        boolean isOfTag = tagged != null && tagged.lacksEvent() && tagged.profile.fits(event);
        if (isOfTag && !tagged.calls.contains(event.callControlId())) {
            return take(tagged, event);
        }
        List<SentCommand> ofCall = byCall.getOrDefault(event.callControlId(), List.of());
        List<SentCommand> fitting = ofCall.stream()
                .filter(command -> command.canHaveCaused(event, tag, now))
                .toList();
        SentCommand chosen = CommandChoice.choose(event, tag, fitting);
        if (chosen != null && (tag != null || !chosen.isOpen())) {
            return take(chosen, event);
        }
        if (isOfTag && !tagged.isToldByOtherLeg()) {
            return take(tagged, event);
        }
        Placement moved = move(event, tag, fitting, ofCall, now);
        if (moved != null) {
            return moved;
        }
        if (tagged != null && !tagged.lacksEvent() && tagged.profile.fits(event) && isInDoubt(tagged)) {
            remove(tagged);
            return new Placement(null, true, true);
        }
        if (chosen == null) {
            // the event of what played before was on its way when the media were stopped: what seemed to be next did
            // play
            chosen = ofCall.stream()
                    .filter(command -> command.cleared && command.isOpen() && command.canBeOf(event, tag))
                    .findFirst()
                    .orElse(null);
        }
        return chosen == null ? null : take(chosen, event);
    }

    /**
     * An event whose tag excludes all commands but such as have their event already shows that one of them took the event of
     * a later command, which overtook this one.
     */
    private Placement move(CallEvent event, Long tag, List<SentCommand> fitting, List<SentCommand> ofCall, long now) {
        if (tag == null && event.payload().hasNonNull("client_state")) {
            // the state of a command without a tag, or of another application, may be as new as any
            return null;
        }
        for (SentCommand command : fitting) {
            CallEvent taken = command.event;
            Long takenTag = taken == null ? null : ownTag(taken);
            if (takenTag == null || tag != null && tag >= takenTag) {
                continue;
            }
            for (SentCommand later : ofCall) {
                if (later.lacksEvent() && later.canHaveCaused(taken, takenTag, now)) {
                    // a wait that is still open is about to end with it
                    boolean endedAWait = command.isOpen() || command.isAwaited() && command.wait.hasEndedWith(taken);
                    CallEvent given = endedAWait ? event : taken;
                    command.event = event;
                    Placement taking = take(later, given);
                    return new Placement(taking.ended(), given == event || command.isAwaited(), taking.isLate());
                }
            }
        }
        return null;
    }

    /** Forgets the commands of a call that has ended, but for those that are awaited: their own tag still finds them. */
    synchronized void callEnded(String call) {
        for (SentCommand command : List.copyOf(byCall.getOrDefault(call, List.of()))) {
            if (!command.isAwaited()) {
                remove(command);
            } else if (!command.isOpen()) {
                unlist(command);
            }
        }
    }

    /**
     * Records that the media of a call are to stop. What plays ends with an event; what is in the queue is removed
     * without one.
     *
     * @param what current, all or overlay
     */
    synchronized void stopMedia(String call, String what) {
        List<SentCommand> cleared =
                QueuedMedia.of(byCall.getOrDefault(call, List.of())).stop(what, clock.getAsLong());
        cleared.stream().filter(command -> !command.isAwaited()).forEach(this::remove);
    }

    /**
     * Records that a call talks to another one now, and hears no queue any more: all its media were over when that occurred.
     * The event of a leg that a transfer has made has the tag of the transfer, which names the call.
     */
    synchronized void bridged(CallEvent event) {
        SentCommand transfer = byId.get(ownTag(event));
        Set<String> calls = new HashSet<>(transfer == null ? Set.of() : transfer.calls);
        calls.add(event.callControlId());
        for (String call : calls) {
            QueuedMedia.of(byCall.getOrDefault(call, List.of())).areOver(newest);
            stopMedia(call, "all");
        }
    }

    private Placement take(SentCommand command, CallEvent event) {
        boolean ends = command.isAwaited() && command.wait.decide(new Outcome(Kind.EVENT, event, null));
        command.event = event;
        if (command.mayComeBack) {
            return new Placement(null, true, false);
        }
        if (ownTag(event) == null && command.isAwaited() && !ends) {
            // it may as well be of another application
            unlist(command);
            return new Placement(null, false, false);
        }
        List.copyOf(command.calls).forEach(this::trim);
        if (command.calls.isEmpty()) {
            settle(command);
        }
        return new Placement(ends ? command.wait : null, command.isAwaited(), command.isAwaited() && !ends);
    }

    /** Commands that have an event are kept only while it may turn out to be the event of another one. */
    private void trim(String call) {
        List<SentCommand> ofCall = byCall.get(call);
        if (ofCall != null && ofCall.stream().noneMatch(SentCommand::lacksEvent)) {
            List.copyOf(ofCall).stream().filter(command -> !command.mayComeBack).forEach(this::settle);
        }
    }

    /** Forgets a command that has its event, unless only an event with its own tag can be sure to be its event. */
    private void settle(SentCommand command) {
        if (isInDoubt(command)) {
            unlist(command);
        } else {
            remove(command);
        }
    }

    /** Whether no exchange got the event that was taken for the event of the command, which has another tag. */
    private boolean isInDoubt(SentCommand command) {
        Long tag = ownTag(command.event);
        return command.isAwaited()
                && !command.isOpen()
                && !command.mayComeBack
                && !command.wait.hasEndedWith(command.event)
                && (tag == null || tag != command.id);
    }

    private void forgetOver(String call, long now) {
        for (SentCommand command : List.copyOf(byCall.getOrDefault(call, List.of()))) {
            if (!command.isOpen() && !command.mayComeBack && command.isOver(now)) {
                if (command.isAwaited() && command.lacksEvent()) {
                    // its own tag still finds it
                    unlist(command);
                } else {
                    remove(command);
                }
            }
        }
    }

    private void keepUnawaited(SentCommand command) {
        unawaited.add(command);
        if (unawaited.size() > REMEMBERED) {
            remove(unawaited.iterator().next());
        }
    }

    private void remove(SentCommand command) {
        byId.remove(command.id, command);
        unawaited.remove(command);
        unlist(command);
    }

    private void unlist(SentCommand command) {
        for (String call : command.calls) {
            List<SentCommand> ofCall = byCall.get(call);
            if (ofCall != null && ofCall.remove(command) && ofCall.isEmpty()) {
                byCall.remove(call);
            }
        }
        command.calls.clear();
    }

    private Long ownTag(CallEvent event) {
        WaitTag tag = event.data().waitTag();
        return tag == null || tag.node() != node ? null : (Long) tag.id();
    }

    /** The waits that are open for a call. */
    synchronized List<Wait> waitsOf(String call) {
        return byCall.getOrDefault(call, List.of()).stream()
                .filter(SentCommand::isOpen)
                .map(command -> command.wait)
                .toList();
    }

    /** The number of calls that open waits are bound to. */
    synchronized int callsWithWaits() {
        return (int) byCall.values().stream()
                .filter(commands -> commands.stream().anyMatch(SentCommand::isOpen))
                .count();
    }

    /** The number of calls that have commands. */
    synchronized int calls() {
        return byCall.size();
    }

    synchronized boolean hasCommands(String call) {
        return byCall.containsKey(call);
    }
}
