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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.github.cameltelnyx.simulator.TelnyxSimulatorBuilder;

/**
 * Runs a simulator by itself, for applications in any language: API, control API and phone page on one port of
 * localhost, until the process is ended. Arguments are {@code --name=value}; an empty value counts as not given:
 *
 * <dl>
 *   <dt>port<dd>default 4010, 0 for any free one
 *   <dt>time-scale<dd>how many times faster than real time, or {@code virtual}; default 1
 *   <dt>webhook-url<dd>where events go; can be said later by the control API
 *   <dt>api-key<dd>the key that requests must carry
 *   <dt>signing-key<dd>32 bytes in base64 that webhooks are signed with, so that the public key stays the same
 * </dl>
 *
 * It prints the environment variables that Telnyx's SDKs, and this component, read. It keeps in memory all that has
 * happened, until it ends.
 */
public final class SimulatorMain {

    private static final Set<String> OPTIONS = Set.of("port", "time-scale", "webhook-url", "api-key", "signing-key");

    private SimulatorMain() {}

    /**
     * Runs until the process is ended.
     *
     * @throws IllegalArgumentException for an unknown argument
     */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> options = options(arguments);
        logWarningsOnly();
        TelnyxSimulatorBuilder builder = TelnyxSimulator.builder()
                .port(number("port", options.getOrDefault("port", "4010"), Integer::valueOf))
                .phone();
        String timeScale = options.getOrDefault("time-scale", "1");
        if (timeScale.equals("virtual")) {
            builder.virtualTime();
        } else {
            builder.timeScale(number("time-scale", timeScale, Double::valueOf));
        }
        if (options.containsKey("api-key")) {
            builder.apiKey(options.get("api-key"));
        }
        if (options.containsKey("signing-key")) {
            builder.signingKey(options.get("signing-key"));
        }
        try (TelnyxSimulator telnyx = builder.start()) {
            if (options.containsKey("webhook-url")) {
                telnyx.webhookUrl(options.get("webhook-url"));
            }
            System.out.println(
                    """
                    TELNYX_BASE_URL=%s
                    TELNYX_API_KEY=%s
                    TELNYX_PUBLIC_KEY=%s
                    The phone is at http://localhost:%d/, the control API under /control. Ctrl-C ends it"""
                            .formatted(telnyx.baseUrl(), telnyx.apiKey(), telnyx.publicKey(), telnyx.port()));
            Thread.currentThread().join();
        }
    }

    /** Unless the user of SLF4J's simple logger, which comes with the simulator where it runs by itself, says otherwise. */
    private static void logWarningsOnly() {
        System.getProperties().putIfAbsent("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    }

    private static <T> T number(String option, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + option + " must be a number, but is " + text, e);
        }
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new TreeMap<>();
        for (String argument : arguments) {
            String[] parts = argument.replaceFirst("^--", "").split("=", 2);
            if (!argument.startsWith("--") || parts.length != 2 || !OPTIONS.contains(parts[0])) {
                throw new IllegalArgumentException("Unknown argument " + argument + ": there are --"
                        + String.join("=, --", new TreeSet<>(OPTIONS)) + "=");
            }
            if (!parts[1].isEmpty()) {
                options.put(parts[0], parts[1]);
            }
        }
        return options;
    }
}
