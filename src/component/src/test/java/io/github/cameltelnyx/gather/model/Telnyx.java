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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;

/** What Telnyx does with calls and commands, as far as the component can see it. */
final class Telnyx {

    private static final Duration SPEECH = Duration.ofSeconds(3);
    private static final Duration GATHER = Duration.ofSeconds(30);
    private static final long COMMAND_ID_LIFE = Duration.ofSeconds(60).toNanos();
    private static final ApiRequest.Reply OK = new ApiRequest.Reply(200, "{\"data\":{\"result\":\"ok\"}}");
    private static final ApiRequest.Reply CALL_ENDED = new ApiRequest.Reply(
            422, "{\"errors\":[{\"code\":\"90018\",\"title\":\"Call has already ended\",\"detail\":\"ended\"}]}");

    private final World world;
    final List<Call> calls = new ArrayList<>();
    private final Map<String, Long> commandIds = new HashMap<>();
    private int events;

    /** The command that causes something. */
    record Cause(Step step, String commandId) {}

    /** A gather or a speech, with the client state that its command gave. */
    private record Media(Cause cause, String state) {}

    /** A call; what the caller's route does with it is its script. */
    static final class Call {
        final String id;
        final int script;
        /** How often the route fails before its first command, and how often after its last. */
        int failuresBefore;

        int failuresAfter;
        /** Whether what a command caused carries the state of that command, or that of the newest command. */
        private final boolean keepsState;
        /** Whether the prompt of a gather is also a speech, with events. */
        private final boolean promptIsSpeech;

        private String state;
        private Media gather;
        private Future<?> gatherTimer;
        private final Deque<Media> speeches = new ArrayDeque<>();
        private Future<?> speechTimer;
        boolean ended;
        ModelEvent hangup;
        /** The nodes that have sent commands for the call: each knows the order of its own only. */
        final Set<Node> nodes = new HashSet<>();

        Call(long world, int number, Arguments choice) {
            id = "v3:" + world + "-" + number;
            script = choice.next(Routes.SCRIPTS);
            failuresBefore = Math.max(0, choice.next(6) - 3);
            failuresAfter = Math.max(0, choice.next(4) - 2);
            keepsState = choice.next(2) == 0;
            promptIsSpeech = choice.next(3) == 2;
        }

        @Override
        public String toString() {
            return id + " (script " + script + ", fails " + failuresBefore + " before, " + failuresAfter + " after, "
                    + (keepsState ? "own state" : "newest state") + (promptIsSpeech ? ", prompt events" : "") + ")";
        }
    }

    Telnyx(World world) {
        this.world = world;
    }

    Call call(Arguments choice) {
        Call call = new Call(world.number(), calls.size() + 1, choice);
        calls.add(call);
        emit(call, "call.initiated", null, null, "");
        return call;
    }

    Call call(String id) {
        return calls.stream().filter(call -> call.id.equals(id)).findFirst().orElseThrow();
    }

    /** Receives a command, and acts unless it is known. */
    ApiRequest.Reply execute(ApiRequest<?> request) {
        Call call = call(request.callId());
        if (call.ended) {
            return CALL_ENDED;
        }
        String commandId = request.body().path("command_id").asText("");
        if (!commandId.isEmpty()) {
            Long before = commandIds.put(commandId, world.timeline().now());
            if (before != null && world.timeline().now() - before < COMMAND_ID_LIFE) {
                commandIds.put(commandId, before);
                return OK;
            }
        }
        Step step = world.ledger().step(request.body().path(Step.FIELD).asInt(0));
        if (step != null) {
            step.executions++;
        }
        Cause cause = step == null ? null : new Cause(step, commandId);
        String state = request.body().path("client_state").asText(null);
        switch (request.action()) {
            case "gather", "gather_using_speak" -> startGather(call, new Media(cause, state));
            case "speak" -> speak(call, new Media(cause, state));
            case "gather_stop" -> endGather(call, "cancelled");
            case "hangup" -> hangup(call);
            default -> call.state = state == null ? call.state : state;
        }
        return OK;
    }

    void press(Call call) {
        endGather(call, "valid");
    }

    void dtmf(Call call) {
        if (!call.ended) {
            emit(call, "call.dtmf.received", call.state, null, ",\"digit\":\"4\"");
        }
    }

    void hangup(Call call) {
        if (call.ended) {
            return;
        }
        call.ended = true;
        endGather(call, "call_hangup");
        while (!call.speeches.isEmpty()) {
            endSpeech(call, "call_hangup");
        }
        call.hangup = emit(call, "call.hangup", call.state, null, ",\"hangup_cause\":\"normal_clearing\"");
    }

    void endSpeech(Call call) {
        endSpeech(call, "completed");
    }

    private void startGather(Call call, Media gather) {
        // the state is the newest from now on, also for what this command replaces
        call.state = gather.state == null ? call.state : gather.state;
        endGather(call, "cancelled");
        call.gather = gather;
        call.gatherTimer = world.timeline().schedule(this, () -> endGather(call, "timeout"), GATHER);
        if (call.promptIsSpeech) {
            enqueue(call, gather);
        }
    }

    private void endGather(Call call, String status) {
        Media gather = call.gather;
        if (gather == null) {
            return;
        }
        call.gather = null;
        call.gatherTimer.cancel(false);
        emit(
                call,
                "call.gather.ended",
                call.keepsState ? gather.state : call.state,
                gather.cause,
                ",\"digits\":\"7\",\"status\":\"" + status + "\"");
    }

    private void speak(Call call, Media speech) {
        call.state = speech.state == null ? call.state : speech.state;
        enqueue(call, speech);
    }

    private void enqueue(Call call, Media speech) {
        call.speeches.add(speech);
        if (call.speeches.size() == 1) {
            startSpeech(call);
        }
    }

    private void startSpeech(Call call) {
        Media speech = call.speeches.element();
        emit(call, "call.speak.started", call.keepsState ? speech.state : call.state, speech.cause, "");
        call.speechTimer = world.timeline().schedule(this, () -> endSpeech(call, "completed"), SPEECH);
    }

    private void endSpeech(Call call, String status) {
        Media speech = call.speeches.poll();
        if (speech == null) {
            return;
        }
        call.speechTimer.cancel(false);
        emit(
                call,
                "call.speak.ended",
                call.keepsState ? speech.state : call.state,
                speech.cause,
                ",\"status\":\"" + status + "\"");
        if (!call.ended && !call.speeches.isEmpty()) {
            startSpeech(call);
        }
    }

    private ModelEvent emit(Call call, String type, String state, Cause cause, String fields) {
        String clientState = ",\"client_state\":" + (state == null ? "null" : "\"" + state + "\"");
        ModelEvent event = new ModelEvent(world.number(), ++events, type, call, cause, clientState + fields);
        world.webhooks().add(event);
        return event;
    }
}
