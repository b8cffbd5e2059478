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
package io.github.cameltelnyx.gather.demo;

import java.nio.file.Path;

import io.github.cameltelnyx.gather.simulator.SimulatedCall;
import io.github.cameltelnyx.gather.simulator.TelnyxSimulator;

/**
 * What {@code mvn -Pdemo} runs: the phone menu, and a caller who presses one of {@code demo.keys} at each prompt (default
 * 23; empty: nothing).
 * With {@code -Ddemo.simulator=false} the menu waits for real calls of the Telnyx account of the environment.
 */
public final class PhoneMenuDemo {

    private static final Path EXAMPLE = Path.of("examples/phone-menu");
    private static final int TIMES_FASTER = 5;

    private PhoneMenuDemo() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (Boolean.parseBoolean(System.getProperty("demo.simulator", "true"))) {
            simulate(System.getProperty("demo.keys", "23"));
        } else {
            waitForCalls();
        }
    }

    @SuppressWarnings("try")
    private static void simulate(String keys) {
        try (TelnyxSimulator telnyx =
                        TelnyxSimulator.builder().timeScale(TIMES_FASTER).start();
                ExampleApplication application = ExampleApplication.start(EXAMPLE, telnyx)) {
            SimulatedCall call = telnyx.call("+15550100011", "+15550100022");
            for (char key : keys.toCharArray()) {
                call.hears("ress").presses(String.valueOf(key));
            }
            if (keys.equals("1") || keys.equals("23") || keys.equals("24")) {
                call.isBridged().hangsUp();
            }
            call.hasEnded().delivers("call.hangup");
            System.out.println(call.transcript());
        }
    }

    private static void waitForCalls() throws InterruptedException {
        try (ExampleApplication application = ExampleApplication.start(EXAMPLE)) {
            System.out.println("Waiting for calls: webhooks go to port " + application.port()
                    + ", path /telnyx/events. Ctrl-C ends it");
            Thread.currentThread().join();
        }
    }
}
