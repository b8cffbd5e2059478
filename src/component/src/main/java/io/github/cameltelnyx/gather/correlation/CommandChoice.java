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

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import io.github.cameltelnyx.gather.event.CallBridged;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.CallGatherEnded;
import io.github.cameltelnyx.gather.event.CallPlaybackEnded;
import io.github.cameltelnyx.gather.event.CallSpeakEnded;

/**
 * Chooses among the commands that an event can be of.
 *
 * <pre>
 * event                        | command, of those that the tag does not exclude
 * -----------------------------+------------------------------------------------------------------------------
 * of the leg that a command    | the one of the tag: nothing else sets the client state of that leg
 *   made (transfer, dial)      |
 * speech, playback             | the oldest: they are queued
 * bridge                       | the only one, else the oldest whose end no other leg tells
 * gather, cancelled            | the oldest: a gather replaces the one before
 * gather, any other status     | the one of the tag, else the newest
 * any other                    | the one of the tag, else the only open wait
 * </pre>
 */
final class CommandChoice {

    private static final Set<String> IN_TURN = Set.of(CallSpeakEnded.TYPE, CallPlaybackEnded.TYPE);

    private CommandChoice() {}

    /**
     * @param tag the id in the tag of the event if it is one of this node, else null
     * @param all those that the event can be of, in the order in which they were sent, also if they have their event
     * @return null if none is to be chosen
     */
    static SentCommand choose(CallEvent event, Long tag, List<SentCommand> all) {
        List<SentCommand> fitting = all.stream().filter(SentCommand::lacksEvent).toList();
        if (fitting.isEmpty()) {
            return null;
        }
        if (event.eventType().equals(CallBridged.TYPE)) {
            return all.size() == 1
                    ? fitting.get(0)
                    : fitting.stream()
                            .filter(command -> !command.isToldByOtherLeg())
                            .findFirst()
                            .orElse(null);
        }
        boolean isGather = event.eventType().equals(CallGatherEnded.TYPE);
        boolean replaced = isGather && event.payload().path("status").asText().equals("cancelled");
        if (replaced || IN_TURN.contains(event.eventType())) {
            return fitting.get(0);
        }
        for (SentCommand command : fitting) {
            if (tag != null && command.id == tag) {
                return command;
            }
        }
        if (isGather) {
            SentCommand newest = last(fitting, command -> tag != null || !command.isOpen());
            if (newest != null) {
                return newest;
            }
        }
        List<SentCommand> open = fitting.stream().filter(SentCommand::isOpen).toList();
        return open.size() == 1 ? open.get(0) : null;
    }

    private static SentCommand last(List<SentCommand> commands, Predicate<SentCommand> wanted) {
        SentCommand last = null;
        for (SentCommand command : commands) {
            last = wanted.test(command) ? command : last;
        }
        return last;
    }
}
