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
import java.util.List;
import java.util.function.Predicate;

/**
 * The speeches and playbacks of a call that play or are in the queue, as far as their events tell, oldest first. The
 * {@link CommandLedger} guards it.
 */
record QueuedMedia(List<SentCommand> commands) {

    static QueuedMedia of(List<SentCommand> ofCall) {
        return new QueuedMedia(ofCall.stream()
                .filter(command ->
                        command.profile.isMedia() && command.lacksEvent() && !command.stopped && !command.cleared)
                .toList());
    }

    /**
     * Records that they are to stop. What plays ends with an event; what is in the queue is removed without one.
     *
     * @param what current, all or overlay
     * @return what is removed
     */
    List<SentCommand> stop(String what, long now) {
        List<SentCommand> cleared = new ArrayList<>();
        if (!what.equals("overlay")) {
            cleared.addAll(stop(command -> !command.profile.overlay(), what, now));
        }
        if (!what.equals("current")) {
            cleared.addAll(stop(command -> command.profile.overlay(), what, now));
        }
        return cleared;
    }

    private List<SentCommand> stop(Predicate<SentCommand> chosen, String what, long now) {
        List<SentCommand> queue = commands.stream().filter(chosen).toList();
        if (queue.isEmpty()) {
            return queue;
        }
        queue.get(0).stopped = true;
        queue.get(0).isDue(now);
        List<SentCommand> cleared = what.equals("current") ? List.of() : queue.subList(1, queue.size());
        cleared.forEach(command -> command.cleared = true);
        return cleared;
    }

    /** Records that they have ended: their events, which may be on their way, have no larger tag. */
    void areOver(long newestTag) {
        commands.forEach(command -> command.newestTag = newestTag);
    }
}
