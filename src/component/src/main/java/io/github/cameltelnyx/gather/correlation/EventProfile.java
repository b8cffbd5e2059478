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
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltelnyx.gather.event.CallBridged;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.CallGatherEnded;
import io.github.cameltelnyx.gather.event.CallPlaybackEnded;
import io.github.cameltelnyx.gather.event.CallSpeakEnded;

/**
 * The events that end a command, as far as they are known before it is sent.
 *
 * @param eventTypes the types of the events
 * @param longest the longest that the command can last when it has begun
 * @param media the URL or name of the audio that a playback plays; null if its events have none, and for other commands
 * @param overlay whether a playback plays on top of another one
 * @param makesLeg whether it makes another leg, whose events have the tag of the command if it is awaited
 */
public record EventProfile(Set<String> eventTypes, Duration longest, String media, boolean overlay, boolean makesLeg) {

    private static final Set<String> MEDIA = Set.of(CallSpeakEnded.TYPE, CallPlaybackEnded.TYPE);

    public EventProfile {
        eventTypes = Set.copyOf(eventTypes);
    }

    /** For a command that plays no audio from a file. */
    public static EventProfile of(Set<String> eventTypes, Duration longest) {
        return new EventProfile(eventTypes, longest, null, false, false);
    }

    /** For a command that makes another leg. */
    public static EventProfile ofLeg(Set<String> eventTypes, Duration longest) {
        return new EventProfile(eventTypes, longest, null, false, true);
    }

    /**
     * Whether a later command of the call can have an event that looks like one of this command. Only then it matters
     * whether a command that is not awaited is over.
     */
    public boolean isConfusable() {
        return isMedia() || isGather() || eventTypes.contains(CallBridged.TYPE);
    }

    boolean isMedia() {
        return eventTypes.stream().anyMatch(MEDIA::contains);
    }

    boolean isGather() {
        return eventTypes.contains(CallGatherEnded.TYPE);
    }

    /** Whether the event can be one of this command, by its type and the audio that it names. */
    boolean fits(CallEvent event) {
        if (!eventTypes.contains(event.eventType())) {
            return false;
        }
        if (!event.eventType().equals(CallPlaybackEnded.TYPE)) {
            return true;
        }
        JsonNode payload = event.payload();
        String played = payload.path("media_url").asText("")
                + payload.path("media_name").asText("");
        return payload.path("overlay").asBoolean(overlay) == overlay
                && (media == null || played.isEmpty() || media.equals(played));
    }
}
