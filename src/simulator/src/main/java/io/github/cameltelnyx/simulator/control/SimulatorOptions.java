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

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.github.cameltelnyx.simulator.TelnyxSimulatorBuilder;

/** The command line of {@link SimulatorMain}: options of the form {@code --name=value}. */
final class SimulatorOptions {

    static final String HELP =
            """
            Usage: java -jar telnyx-simulator-<version>-standalone.jar [options]

            Runs a local simulator of the Telnyx voice API until the process ends. The API, the control API and the
            phone page share one port of localhost.

            Options:
              --port=<number>         The TCP port to listen on, or 0 for any free port (default: 4010).
              --time-scale=<factor>   How many times faster than real time simulated time runs (default: 1), or
                                      "virtual" for time that only advances on request of the control API.
              --webhook-url=<url>     The URL that receives the webhooks. It can also be set on the phone page and
                                      through the control API.
              --api-key=<key>         The API key that requests must carry (default: a fixed key).
              --signing-key=<base64>  The private key that signs the webhooks, 32 bytes in base64 (default: a new
                                      key at each start).
              --help                  Prints this text.
              --version               Prints the version.

            An option with an empty value counts as not given. The lines printed first are the environment variables
            that the SDKs of Telnyx and camel-telnyx-gather read.""";

    private static final int DEFAULT_PORT = 4010;
    private static final int MAXIMUM_PORT = 65_535;

    private final TelnyxSimulatorBuilder builder =
            TelnyxSimulator.builder().port(DEFAULT_PORT).phone();
    private final Map<String, Consumer<String>> setters = new TreeMap<>(Map.of(
            "port", this::port,
            "time-scale", this::timeScale,
            "webhook-url", this::webhookUrl,
            "api-key", builder::apiKey,
            "signing-key", this::signingKey));

    private String webhookUrl = "";

    private SimulatorOptions() {}

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if an option is unknown or has a wrong value
     */
    static SimulatorOptions parse(String... arguments) {
        SimulatorOptions options = new SimulatorOptions();
        for (String argument : arguments) {
            options.add(argument);
        }
        return options;
    }

    /**
     * Starts the simulator.
     *
     * @throws IllegalArgumentException if the webhook URL is none
     * @throws IllegalStateException if the port is in use
     */
    TelnyxSimulator start() {
        TelnyxSimulator telnyx = builder.start();
        if (webhookUrl.isEmpty()) {
            return telnyx;
        }
        try {
            return telnyx.webhookUrl(webhookUrl);
        } catch (IllegalArgumentException e) {
            telnyx.close();
            throw wrong("webhook-url", webhookUrl, "an absolute http or https URL");
        }
    }

    private void add(String argument) {
        String[] parts = argument.split("=", 2);
        Consumer<String> setter = parts[0].startsWith("--") ? setters.get(parts[0].substring("--".length())) : null;
        if (setter == null) {
            throw new IllegalArgumentException("unknown option " + parts[0] + "; the options are --"
                    + String.join(", --", setters.keySet()) + ", --help, --version");
        }
        if (parts.length == 1) {
            throw new IllegalArgumentException(
                    "option " + argument + " has no value but must be " + argument + "=<value>");
        }
        if (!parts[1].isEmpty()) {
            setter.accept(parts[1]);
        }
    }

    private void port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > MAXIMUM_PORT) {
            throw wrong("port", text, "a number from 0 to " + MAXIMUM_PORT);
        }
        builder.port(Integer.parseInt(text));
    }

    private void timeScale(String text) {
        if (text.equals("virtual")) {
            builder.virtualTime();
        } else {
            builder.timeScale(factor(text));
        }
    }

    private static double factor(String text) {
        try {
            double factor = Double.parseDouble(text);
            if (factor > 0 && Double.isFinite(factor)) {
                return factor;
            }
        } catch (NumberFormatException e) {
            // the same error as for a number that is not positive
        }
        throw wrong("time-scale", text, "a positive number or virtual");
    }

    private void webhookUrl(String text) {
        webhookUrl = text;
    }

    private void signingKey(String text) {
        try {
            builder.signingKey(text);
        } catch (IllegalArgumentException e) {
            // without the value, which is a secret
            throw new IllegalArgumentException("option --signing-key must be 32 bytes in base64", e);
        }
    }

    private static IllegalArgumentException wrong(String option, String text, String expected) {
        return new IllegalArgumentException("option --" + option + " is '" + text + "' but must be " + expected);
    }
}
