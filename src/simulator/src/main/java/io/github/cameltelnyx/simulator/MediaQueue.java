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
package io.github.cameltelnyx.simulator;

import java.util.ArrayDeque;
import java.util.Deque;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The speech and audio that a leg hears, one item after the other. Simulator's thread only. */
final class MediaQueue {

    private final CallLeg leg;
    private final SimulatorContext context;
    private final Deque<MediaItem> waiting = new ArrayDeque<>();
    private MediaItem current;
    private SimulatedClock.Timer end = SimulatedClock.Timer.NONE;

    MediaQueue(CallLeg leg, SimulatorContext context) {
        this.leg = leg;
        this.context = context;
    }

    boolean isPlaying() {
        return current != null;
    }

    boolean isSpeaking() {
        return current != null && current.source().speech();
    }

    void add(MediaItem item) {
        waiting.add(item);
        startNext();
    }

    /** Stops an item that is playing, or removes it from the queue. */
    void stop(MediaItem item) {
        if (item == current) {
            finish("cancelled");
        } else {
            waiting.remove(item);
        }
    }

    void stopCurrent() {
        if (current != null) {
            finish("cancelled");
        }
    }

    void stopAll() {
        waiting.forEach(item -> context.time().execute(() -> item.afterwards().accept("cancelled")));
        waiting.clear();
        stopCurrent();
    }

    void hangUp() {
        waiting.clear();
        if (current != null) {
            end.cancel();
            announceEnd(current, "call_hangup");
            current = null;
        }
    }

    private void startNext() {
        if (current != null || waiting.isEmpty()) {
            return;
        }
        current = waiting.poll();
        leg.hearsPrompt(current.source());
        if (current.announced()) {
            String type = current.source().speech() ? "call.speak.started" : "call.playback.started";
            leg.publish(type, details(current));
        }
        end = current.length()
                .map(length -> context.time().schedule(length, () -> finish("completed")))
                .orElse(SimulatedClock.Timer.NONE);
    }

    private void finish(String status) {
        end.cancel();
        MediaItem finished = current;
        current = null;
        announceEnd(finished, status);
        finished.afterwards().accept(status);
        startNext();
    }

    private void announceEnd(MediaItem item, String status) {
        if (!item.announced()) {
            return;
        }
        boolean speech = item.source().speech();
        // call.speak.ended has no status "cancelled"
        String reported = speech && status.equals("cancelled") ? "completed" : status;
        leg.publish(
                speech ? "call.speak.ended" : "call.playback.ended",
                details(item).put("status", reported));
    }

    private static ObjectNode details(MediaItem item) {
        ObjectNode details = Json.object();
        if (item.source().speech()) {
            return details;
        }
        if (!item.source().mediaUrl().isEmpty()) {
            details.put("media_url", item.source().mediaUrl());
        }
        if (!item.source().mediaName().isEmpty()) {
            details.put("media_name", item.source().mediaName());
        }
        return details.put("overlay", item.overlay());
    }
}
