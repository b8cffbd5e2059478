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
package io.github.cameltelnyx.gather.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Runs a simulator for applications in other languages. Lines on standard input play the caller, each is answered with
 * one line of JSON on standard output; the end of the input ends the simulator. The first line it writes tells
 * {@code base_url}, {@code api_key} and {@code public_key}. The only argument is the time scale, default 1.
 *
 * <pre>
 * webhook http://localhost:8080/events     where events go
 * call +15550100011 +15550100022           a call comes in; the lines below are about the latest call
 * hears Press 1                            also: presses 12#, says ..., assistant ..., hangs-up, transferred +1...,
 *                                          answered, bridged, gathering, ended
 * transcript
 * </pre>
 */
public final class SimulatorConsole {

    private final TelnyxSimulator telnyx;
    private SimulatedCall call;

    private SimulatorConsole(TelnyxSimulator telnyx) {
        this.telnyx = telnyx;
    }

    /** Runs until the input ends. */
    public static void main(String[] arguments) throws IOException {
        double timeScale = arguments.length == 0 ? 1 : Double.parseDouble(arguments[0]);
        PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (TelnyxSimulator telnyx =
                TelnyxSimulator.builder().timeScale(timeScale).start()) {
            output.println(Json.object()
                    .put("base_url", telnyx.baseUrl())
                    .put("api_key", telnyx.apiKey())
                    .put("public_key", telnyx.publicKey()));
            SimulatorConsole console = new SimulatorConsole(telnyx);
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                output.println(console.answer(line.strip()));
            }
        }
    }

    private ObjectNode answer(String line) {
        String[] words = line.split(" ", 2);
        try {
            return run(words[0], words.length > 1 ? words[1] : "");
        } catch (AssertionError | RuntimeException e) {
            return Json.object().put("error", e.getMessage());
        }
    }

    private ObjectNode run(String verb, String argument) {
        switch (verb) {
            case "webhook" -> telnyx.webhookUrl(argument);
            case "call" -> call = telnyx.call(argument.split(" ")[0], argument.split(" ")[1]);
            case "hears" -> call.hears(argument);
            case "presses" -> call.presses(argument);
            case "says" -> call.says(argument);
            case "assistant" -> call.assistantSays(argument);
            case "hangs-up" -> call.hangsUp();
            case "transferred" -> call.isTransferredTo(argument);
            case "answered" -> call.isAnswered();
            case "bridged" -> call.isBridged();
            case "gathering" -> call.isGathering();
            case "ended" -> call.hasEnded();
            case "transcript" -> {
                return Json.object().put("transcript", telnyx.transcript().toString());
            }
            default -> throw new IllegalArgumentException("Unknown: " + verb);
        }
        return call == null ? Json.object() : Json.object().put("call_control_id", call.callControlId());
    }
}
