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
import java.util.HashSet;
import java.util.Set;

import io.github.cameltelnyx.gather.event.CallEvent;

/** A command that was sent and whose event has not come, in the {@link CommandLedger}, which guards all its fields. */
final class SentCommand {

    /** How long the event of a command that was replaced or stopped can be on its way. */
    private static final Duration DUE = Duration.ofSeconds(10);

    /** Grows with every command of the node, awaited or not. It is the id of the tag, if the command is awaited. */
    final long id;

    final EventProfile profile;
    final Set<String> calls = new HashSet<>(2);
    /** Null if the command is not awaited. */
    Wait wait;
    /** The smallest tag that its events can have: client state is never older than the command that set it. */
    long oldestTag;
    /** The largest tag that its events can have: it was over before a command with a larger one was sent. */
    long newestTag = Long.MAX_VALUE;
    /** When it is over at the latest, in nanoseconds. After that only an event with its own tag is taken for its event. */
    long deadline;
    /** Its event, when that has come. */
    CallEvent event;
    /** Whether the same command may be sent again, by a redelivery of the exchange. */
    boolean mayComeBack;
    /** Whether a stop command ended it: its event is on the way. */
    boolean stopped;
    /** Whether a stop command removed it from the queue of the call before it began. */
    boolean cleared;

    SentCommand(long id, EventProfile profile) {
        this.id = id;
        this.profile = profile;
    }

    boolean isAwaited() {
        return wait != null;
    }

    /** Whether an exchange waits for it. */
    boolean isOpen() {
        return wait != null && wait.isOpen();
    }

    /** Whether another leg has an event with its tag. */
    boolean isToldByOtherLeg() {
        return isAwaited() && profile.makesLeg();
    }

    boolean lacksEvent() {
        return event == null;
    }

    /** Records that it was replaced or stopped. */
    void isDue(long now) {
        long due = now + DUE.toNanos();
        if (due - deadline < 0) {
            deadline = due;
        }
    }

    boolean isOver(long now) {
        return deadline - now <= 0;
    }

    /** @param tag the id in the tag of the event if it is one of this node, else null */
    boolean canHaveCaused(CallEvent other, Long tag, long now) {
        return !cleared && canBeOf(other, tag) && (isOpen() || !isOver(now));
    }

    /** Whether the event can be its event by type, audio and tag. */
    boolean canBeOf(CallEvent other, Long tag) {
        return profile.fits(other) && (tag == null || tag >= oldestTag && tag <= newestTag);
    }
}
