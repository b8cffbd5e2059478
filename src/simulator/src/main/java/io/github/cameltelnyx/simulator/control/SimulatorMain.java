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
package io.github.cameltelnyx.simulator.control;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

import io.github.cameltelnyx.simulator.TelnyxSimulator;

/**
 * Runs a simulator as a process of its own, for applications in any language: API, control API and phone page on one
 * port of localhost, until the process ends. {@code --help} lists its options, which have the form {@code --name=value}.
 *
 * <p>It prints the environment variables that Telnyx's SDKs and camel-telnyx-gather read, and keeps everything that
 * happened in memory. The exit code is 2 for a wrong option and 1 if the simulator cannot start.
 */
public final class SimulatorMain {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private SimulatorMain() {}

    /** Runs until the process ends. */
    public static void main(String[] arguments) throws InterruptedException {
        int exitCode = run(System.out, System.err, arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Runs until the thread is interrupted, unless there is nothing to run; returns the exit code. */
    static int run(PrintStream out, PrintStream err, String... arguments) throws InterruptedException {
        List<String> given = List.of(arguments);
        if (given.contains("--help")) {
            out.println(SimulatorOptions.HELP);
            return 0;
        }
        if (given.contains("--version")) {
            out.println("telnyx-simulator " + version());
            return 0;
        }
        logWarningsOnly();
        try (TelnyxSimulator telnyx = SimulatorOptions.parse(arguments).start()) {
            out.println(
                    """
                    TELNYX_BASE_URL=%s
                    TELNYX_API_KEY=%s
                    TELNYX_PUBLIC_KEY=%s
                    The phone is at http://localhost:%d/, the control API under /control. Ctrl-C ends it"""
                            .formatted(telnyx.baseUrl(), telnyx.apiKey(), telnyx.publicKey(), telnyx.port()));
            Thread.currentThread().join();
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return WRONG_USAGE;
        } catch (IllegalStateException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    /** From the manifest of the jar; classes outside of a jar have none. */
    private static String version() {
        return Optional.ofNullable(SimulatorMain.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    /** Limits the log to warnings, unless the user of SLF4J's simple logger has set another level. */
    private static void logWarningsOnly() {
        System.getProperties().putIfAbsent("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    }
}
