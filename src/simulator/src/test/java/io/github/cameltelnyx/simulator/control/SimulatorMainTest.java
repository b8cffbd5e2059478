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

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class SimulatorMainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws InterruptedException {
        return SimulatorMain.run(new PrintStream(out, true), new PrintStream(err, true), arguments);
    }

    @Test
    void printsItsOptions() throws InterruptedException {
        assertThat(run("--help")).isZero();

        assertThat(out.toString())
                .contains("--port=", "--time-scale=", "--webhook-url=", "--api-key=", "--signing-key=", "--version");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(110));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void printsItsVersion() throws InterruptedException {
        assertThat(run("--port=0", "--version")).isZero();

        assertThat(out.toString()).startsWith("telnyx-simulator ").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--prot=1               | unknown option --prot; the options are --api-key, --port, --signing-key, --time-scale, --webhook-url, --help, --version",
                "port=1                 | unknown option port; the options are --api-key, --port, --signing-key, --time-scale, --webhook-url, --help, --version",
                "--port                 | option --port has no value but must be --port=<value>",
                "--port=http            | option --port is 'http' but must be a number from 0 to 65535",
                "--port=-1              | option --port is '-1' but must be a number from 0 to 65535",
                "--port=65536           | option --port is '65536' but must be a number from 0 to 65535",
                "--time-scale=fast      | option --time-scale is 'fast' but must be a positive number or virtual",
                "--time-scale=0         | option --time-scale is '0' but must be a positive number or virtual",
                "--time-scale=Infinity  | option --time-scale is 'Infinity' but must be a positive number or virtual",
                "--webhook-url=ftp://a  | option --webhook-url is 'ftp://a' but must be an absolute http or https URL",
                "--signing-key=c2hvcnQ= | option --signing-key must be 32 bytes in base64"
            })
    void namesTheOptionThatIsWrongInOneLine(String argument, String error) throws InterruptedException {
        assertThat(run("--api-key=", "--port=0", argument)).isEqualTo(2);

        assertThat(err.toString()).isEqualTo(error + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysInOneLineThatThePortIsInUse() throws InterruptedException {
        try (TelnyxSimulator other = TelnyxSimulator.start()) {
            assertThat(run("--port=" + other.port())).isEqualTo(1);

            assertThat(err.toString())
                    .isEqualTo("The simulator cannot listen on port " + other.port() + ": it is in use"
                            + System.lineSeparator());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--time-scale=20", "--time-scale=virtual", "--webhook-url=http://localhost:1/events"})
    void printsTheEnvironmentOfApplicationsAndRunsUntilItIsEnded(String argument)
            throws IOException, InterruptedException {
        PipedOutputStream printed = new PipedOutputStream();
        Thread process = new Thread(() -> runQuietly(printed, "--port=0", "--api-key=KEY17", argument));
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new PipedInputStream(printed), StandardCharsets.UTF_8))) {
            process.start();

            assertThat(lines.readLine()).matches("TELNYX_BASE_URL=http://localhost:\\d+/v2");
            assertThat(lines.readLine()).isEqualTo("TELNYX_API_KEY=KEY17");
            assertThat(lines.readLine()).matches("TELNYX_PUBLIC_KEY=[A-Za-z0-9+/]{43}=");
            assertThat(lines.readLine())
                    .matches("The phone is at http://localhost:\\d+/, the control API under /control. Ctrl-C ends it");
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.interrupt();
            process.join();
        }
    }

    private void runQuietly(PipedOutputStream printed, String... arguments) {
        try (PrintStream stream = new PrintStream(printed, true)) {
            SimulatorMain.run(stream, System.err, arguments);
        } catch (InterruptedException e) {
            // this is how the test ends it
            Thread.currentThread().interrupt();
        }
    }
}
