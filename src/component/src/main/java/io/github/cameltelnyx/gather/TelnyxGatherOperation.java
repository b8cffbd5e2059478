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

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.cameltelnyx.gather.command.CommandSpec;
import io.github.cameltelnyx.gather.command.ExpectedDuration;

import static io.github.cameltelnyx.gather.command.CommandSpec.action;
import static io.github.cameltelnyx.gather.command.CommandSpec.onCall;
import static io.github.cameltelnyx.gather.command.CommandSpec.request;

/**
 * The operations of the component: {@link #events} for the consumer, and one operation for each command of the Telnyx Voice
 * API. This table defines the commands: HTTP method, path, required fields, fields that are endpoint options, and the types
 * of the events that end the command.
 *
 * <p>Source: "Call Control commands" of the Telnyx API reference. Fields have Telnyx's names, in snake_case.
 */
public enum TelnyxGatherOperation {
    /** Consumes verified call events. */
    events(request("", "")),

    gather(action("gather")
            .takesDigits()
            .takes("initial_timeout_millis", "gather_id")
            .lasts(ExpectedDuration::gather)
            .endedBy("call.gather.ended")),
    gatherStop(action("gather_stop")),
    gatherUsingAi(action("gather_using_ai")
            .needs("parameters")
            .takes("parameters", "greeting", "gather_ended_speech", "voice", "language")
            .takes("user_response_timeout_ms", "send_partial_results", "send_message_history_updates")
            .lasts(ExpectedDuration::call)
            .endedBy("call.ai_gather.ended")),
    gatherUsingAudio(action("gather_using_audio")
            .needsOne("audio_url", "media_name")
            .notBoth("invalid_audio_url", "invalid_media_name")
            .takes("audio_url", "media_name", "invalid_audio_url", "invalid_media_name", "maximum_tries")
            .takesDigits()
            .lasts(ExpectedDuration::promptedGather)
            .endedBy("call.gather.ended")),
    gatherUsingSpeak(action("gather_using_speak")
            .needs("payload", "voice")
            .textBodyIs("payload")
            .takes("payload", "voice", "invalid_payload", "payload_type", "service_level", "language", "maximum_tries")
            .takesDigits()
            .lasts(ExpectedDuration::promptedGather)
            .endedBy("call.gather.ended")),
    aiAssistantStart(action("ai_assistant_start")
            .takes("greeting", "send_message_history_updates")
            .lasts(ExpectedDuration::call)
            .endedBy("call.conversation.ended")),
    aiAssistantStop(action("ai_assistant_stop")),
    aiAssistantAddMessages(action("ai_assistant_add_messages").takes("trigger_response")),
    aiAssistantJoin(
            action("ai_assistant_join").needs("conversation_id", "participant").takes("conversation_id")),

    dial(request("POST", "/calls")
            .needs("connection_id", "to", "from")
            .takes("connection_id", "to", "from", "timeout_secs", "client_state", "command_id")
            .notBoth("audio_url", "media_name")
            .lasts(ExpectedDuration::ringing)
            .endedBy("call.answered", "call.hangup")),
    answer(action("answer").endedBy("call.answered", "call.hangup")),
    hangup(action("hangup").endedBy("call.hangup")),
    reject(action("reject").needs("cause").takes("cause").endedBy("call.hangup")),
    bridge(action("bridge")
            .needsOne("call_control_id_to_bridge_with", "queue", "video_room_id")
            .takes("call_control_id_to_bridge_with")
            // the call itself is in the path
            .sendsAs("call_control_id_to_bridge_with", "call_control_id")
            .endedBy("call.bridged", "call.hangup")),
    transfer(action("transfer")
            .needs("to")
            .makesOtherLeg()
            .takes("to", "from", "timeout_secs")
            .notBoth("audio_url", "media_name")
            .lasts(ExpectedDuration::ringing)
            .endedBy("call.bridged", "call.hangup")),
    speak(action("speak")
            .needs("payload", "voice")
            .textBodyIs("payload")
            .takes("payload", "voice", "payload_type", "service_level", "language", "loop", "stop", "target_legs")
            .lasts(ExpectedDuration::speech)
            .isActive(ExpectedDuration::spoken)
            .endedBy("call.speak.ended")),
    playbackStart(action("playback_start")
            .needsOne("audio_url", "media_name", "playback_content")
            .takes("audio_url", "media_name", "audio_type", "cache_audio", "loop", "overlay", "stop", "target_legs")
            .lasts(ExpectedDuration::call)
            .endedBy("call.playback.ended")),
    playbackStop(action("playback_stop").takes("overlay", "stop")),
    sendDtmf(action("send_dtmf").needs("digits").takes("digits", "duration_millis")),
    refer(action("refer")
            .needs("sip_address")
            .takes("sip_address")
            .endedBy("call.refer.completed", "call.refer.failed")),
    /** Replaces the client state of the call. Telnyx has no command_id here, because a repeated PUT has no further effect. */
    clientStateUpdate(
            onCall("PUT", "/actions/client_state_update").needs("client_state").takes("client_state")),
    callStatus(onCall("GET", ""));

    private final CommandSpec spec;

    TelnyxGatherOperation(CommandSpec spec) {
        this.spec = spec;
    }

    /**
     * Finds an operation by its name in camelCase, in snake_case as Telnyx writes it ({@code gather_using_speak}), or in
     * dash-case.
     *
     * @throws IllegalArgumentException if the operation is unknown; the message lists the known operations
     */
    public static TelnyxGatherOperation parse(String text) {
        String wanted = text.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(operation -> operation.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("Unknown operation " + text + ". The known operations are: "
                                + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
    }

    /** Whether a producer sends this operation as a command. True for all operations except {@link #events}. */
    public boolean isCommand() {
        return this != events;
    }

    /** The HTTP method of the command. */
    public String method() {
        return spec.method();
    }

    /** The path relative to the base URL, with the placeholder <code>{call_control_id}</code> if the command acts on a call. */
    public String path() {
        return spec.path();
    }

    /** Whether the command acts on an existing call and requires its callControlId. */
    public boolean actsOnCall() {
        return spec.actsOnCall();
    }

    /** The fields of the command that are endpoint options, in snake_case. */
    public Set<String> options() {
        return spec.options();
    }

    /** The fields that Telnyx requires, in snake_case. */
    public Set<String> required() {
        return spec.required();
    }

    /** The types of the events that end the command. Empty if the command ends with its response. */
    public Set<String> resultEvents() {
        return spec.resultEvents();
    }

    /** The types of the events that end any command. */
    static Set<String> allResultEvents() {
        return Arrays.stream(values())
                .flatMap(operation -> operation.resultEvents().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    CommandSpec spec() {
        return spec;
    }
}
