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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One running gather, gather_using_audio or gather_using_speak. Simulator's thread only.
 *
 * <pre>
 *   with a prompt:                                       plain:
 *   prompt --end--> waiting --timeout--> next try        waiting --initial timeout--> timeout
 *     |               |                  or no input        |
 *    key             key                                   key
 *     v               v                                     v
 *   collecting --maximum, terminator, wrong key, inter-digit timeout--> valid
 *                                                           or next try with the invalid prompt, or invalid
 * </pre>
 *
 * A digit outside valid_digits ends its attempt as invalid. The inter-digit timeout ends an attempt like the terminator.
 * The overall timeout of a plain gather gives valid if enough digits were pressed, timeout otherwise. Every attempt starts
 * without digits, and the digits of the last one are reported.
 */
final class DigitGather {

    private final CallLeg leg;
    private final SimulatorContext context;
    private final GatherSettings settings;
    private final StringBuilder digits = new StringBuilder();
    private final List<MediaItem> playing = new ArrayList<>();
    private SimulatedClock.Timer wait = SimulatedClock.Timer.NONE;
    private SimulatedClock.Timer overall = SimulatedClock.Timer.NONE;
    private String terminator = "";
    private int tries;

    DigitGather(CallLeg leg, SimulatorContext context, GatherSettings settings) {
        this.leg = leg;
        this.context = context;
        this.settings = settings;
    }

    void start() {
        if (settings.plain()) {
            overall = context.time().schedule(settings.timeout(), () -> end(isValid() ? "valid" : "timeout"));
            wait = context.time().schedule(settings.initialTimeout(), () -> end("timeout"));
        } else {
            attempt(settings.prompt().stream());
        }
    }

    void key(char key) {
        wait.cancel();
        silence();
        String digit = String.valueOf(key);
        if (digit.equals(settings.terminatingDigit())) {
            terminator = digit;
            complete();
            return;
        }
        digits.append(key);
        if (settings.validDigits().indexOf(key) < 0 || digits.length() == settings.maximumDigits()) {
            complete();
        } else {
            wait = context.time().schedule(settings.interDigitTimeout(), this::complete);
        }
    }

    /** Ends the gather from outside, with the digits collected so far. */
    void stop(String status) {
        end(status);
    }

    private void attempt(Stream<MediaSource> prompts) {
        tries++;
        digits.setLength(0);
        terminator = "";
        List<MediaItem> items = prompts.map(this::item).toList();
        playing.addAll(items);
        items.forEach(leg.media()::add);
        if (items.isEmpty()) {
            awaitFirstDigit();
        }
    }

    private MediaItem item(MediaSource source) {
        boolean announced = !source.speech() || context.settings().speakEventsInGather();
        MediaItem[] self = new MediaItem[1];
        self[0] = new MediaItem(
                source,
                Optional.of(source.duration(context.settings())),
                false,
                announced,
                status -> promptEnded(self[0]));
        return self[0];
    }

    private void promptEnded(MediaItem item) {
        if (playing.remove(item) && playing.isEmpty()) {
            awaitFirstDigit();
        }
    }

    private void awaitFirstDigit() {
        wait = context.time().schedule(settings.timeout(), this::noInput);
    }

    private void noInput() {
        if (tries < settings.maximumTries()) {
            attempt(settings.prompt().stream());
        } else {
            end(context.settings().noInputStatus());
        }
    }

    private void complete() {
        if (isValid()) {
            end("valid");
        } else if (settings.plain() || tries >= settings.maximumTries()) {
            end("invalid");
        } else {
            attempt(Stream.concat(settings.invalidPrompt().stream(), settings.prompt().stream()));
        }
    }

    private boolean isValid() {
        return digits.length() >= settings.minimumDigits()
                && digits.length() <= settings.maximumDigits()
                && digits.chars().allMatch(key -> settings.validDigits().indexOf(key) >= 0);
    }

    private void silence() {
        List<MediaItem> interrupted = new ArrayList<>(playing);
        playing.clear();
        // the last one first: a waiting item must not start when the item before it stops
        Collections.reverse(interrupted);
        interrupted.forEach(leg.media()::stop);
    }

    private void end(String status) {
        wait.cancel();
        overall.cancel();
        leg.gatherEnded();
        silence();
        String reported = context.settings().terminatorInDigits() ? digits + terminator : digits.toString();
        leg.publish("call.gather.ended", Json.object().put("digits", reported).put("status", status));
    }
}
