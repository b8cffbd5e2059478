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

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;

/** A simulator fifty times as fast as real time, and an application that uses it. */
abstract class SimulatorTestBase {

    final TelnyxSimulator telnyx;
    final TestApplication app;

    SimulatorTestBase() {
        this(TelnyxSimulator.builder());
    }

    SimulatorTestBase(TelnyxSimulatorBuilder builder) {
        telnyx = builder.timeScale(50).start();
        app = new TestApplication(telnyx);
    }

    @AfterEach
    void close() {
        telnyx.close();
        app.close();
    }

    static List<String> types(SimulatedCall call) {
        return call.events().stream().map(RecordedEvent::eventType).toList();
    }

    static JsonNode payload(SimulatedCall call, String eventType) {
        return call.delivers(eventType).payload();
    }
}
