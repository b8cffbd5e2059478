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

import java.time.Duration;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Detects answering machines: publishes whether a machine has answered after {@code total_analysis_time_millis}, and the
 * end of its greeting 2 s later, with a beep. Simulator's thread only.
 */
final class MachineDetection {

    private static final long ANALYSIS_MILLIS = 3500;
    private static final Duration GREETING = Duration.ofSeconds(2);
    private static final Set<String> REPORTING_THE_END =
            Set.of("premium", "greeting_end", "detect_words", "detect_beep");

    private final CallLeg leg;
    private final SimulatedTime time;
    private final String mode;
    private final boolean machine;

    private MachineDetection(CallLeg leg, SimulatedTime time, String mode, boolean machine) {
        this.leg = leg;
        this.time = time;
        this.mode = mode;
        this.machine = machine;
    }

    /** Starts the detection if the command requests it. */
    static void start(CallLeg leg, SimulatedTime time, JsonNode command, boolean machine) {
        String mode = command.path("answering_machine_detection").asText("disabled");
        if (!mode.equals("disabled")) {
            long millis = command.at("/answering_machine_detection_config/total_analysis_time_millis")
                    .asLong(ANALYSIS_MILLIS);
            time.schedule(Duration.ofMillis(millis), new MachineDetection(leg, time, mode, machine)::decide);
        }
    }

    private void decide() {
        String human = mode.equals("premium") ? "human_residence" : "human";
        publish("detection", machine ? "machine" : human);
        if (machine && REPORTING_THE_END.contains(mode)) {
            time.schedule(GREETING, this::greetingEnded);
        }
    }

    private void greetingEnded() {
        boolean listensForBeep = mode.equals("premium") || mode.equals("detect_beep");
        publish("greeting", listensForBeep ? "beep_detected" : "ended");
    }

    private void publish(String what, String result) {
        if (!leg.isOver()) {
            String kind = mode.equals("premium") ? "premium." : "";
            leg.publish("call.machine." + kind + what + ".ended", Json.object().put("result", result));
        }
    }
}
