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
package io.github.cameltelnyx.examples;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;

/**
 * The main class of {@code mvn -Pdemo}. Runs an example, by default the phone menu, against the simulator, and places a call
 * to it. System properties:
 *
 * <dl>
 *   <dt>demo<dd>the folder of the example: {@code phone-menu} (default) or {@code ai-booking}
 *   <dt>demo.keys<dd>the keys that the caller of the phone menu presses, one at each prompt; default 23, empty for none
 *   <dt>demo.phone<dd>whether to serve the phone page on port 4010 in place of the scripted call
 *   <dt>demo.simulator<dd>false to wait for calls of the Telnyx account of the environment
 * </dl>
 */
public final class Demo {

    private static final int TIMES_FASTER = 5;
    private static final int PHONE_PORT = 4010;
    /** The keys that lead to a transfer in the phone menu. */
    private static final List<String> TRANSFERS = List.of("1", "23", "24");

    private Demo() {}

    public static void main(String[] arguments) throws InterruptedException {
        String example = System.getProperty("demo", "phone-menu");
        Path folder = Path.of(example);
        if (!Boolean.parseBoolean(System.getProperty("demo.simulator", "true"))) {
            waitForCalls(folder);
        } else if (!System.getProperty("demo.phone", "false").equals("false")) {
            servePhone(folder);
        } else if (example.equals("phone-menu")) {
            simulate(folder, call -> dial(call, System.getProperty("demo.keys", "23")));
        } else {
            simulate(folder, Demo::book);
        }
    }

    private static void dial(SimulatedCall call, String keys) {
        call.hears("Press 1");
        for (char key : keys.toCharArray()) {
            call.presses(String.valueOf(key));
            if (key == '2') {
                call.hears("press 3");
            }
        }
        if (TRANSFERS.contains(keys)) {
            call.isBridged().hangsUp();
        }
    }

    private static void book(SimulatedCall call) {
        call.hears("When would you like to come");
        call.says("On the tenth of March at nine. I am Ada.");
        call.aiGatherResult(Map.of("day", "2026-03-10", "hour", 9, "name", "Ada"));
        call.hears("Thank you, Ada");
    }

    @SuppressWarnings("try")
    private static void simulate(Path folder, Consumer<SimulatedCall> caller) {
        try (TelnyxSimulator telnyx =
                        TelnyxSimulator.builder().timeScale(TIMES_FASTER).start();
                ExampleApplication application = ExampleApplication.start(folder, telnyx)) {
            SimulatedCall call = telnyx.call("+15550100011", "+15550100022");
            caller.accept(call);
            call.hasEnded().delivers("call.hangup");
            System.out.println(call.transcript());
        }
    }

    /** In real time, with a phone in the browser. */
    @SuppressWarnings("try")
    private static void servePhone(Path folder) throws InterruptedException {
        try (TelnyxSimulator telnyx =
                        TelnyxSimulator.builder().port(PHONE_PORT).phone().start();
                ExampleApplication application = ExampleApplication.start(folder, telnyx)) {
            System.out.println("The phone is at http://localhost:" + telnyx.port() + "/. Ctrl-C ends it");
            Thread.currentThread().join();
        }
    }

    private static void waitForCalls(Path folder) throws InterruptedException {
        try (ExampleApplication application = ExampleApplication.start(folder)) {
            Runtime.getRuntime().addShutdownHook(new Thread(application::close));
            System.out.println("Waiting for calls: webhooks go to port " + application.port()
                    + ", path /telnyx/events. Ctrl-C ends it");
            Thread.currentThread().join();
        }
    }
}
