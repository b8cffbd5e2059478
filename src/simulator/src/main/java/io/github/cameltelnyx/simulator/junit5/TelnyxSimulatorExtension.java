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
package io.github.cameltelnyx.simulator.junit5;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import io.github.cameltelnyx.simulator.Replay;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.github.cameltelnyx.simulator.TelnyxSimulatorBuilder;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * A {@link TelnyxSimulator} for tests with JUnit 5 or 6. In a static field it runs for the whole class, in an instance
 * field it is started for each test.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TelnyxSimulatorExtension telnyx = TelnyxSimulatorExtension.create();
 * }</pre>
 *
 * After each test method, while the application still runs, it waits until all calls have ended and all events are
 * delivered, at most for the patience of the simulator (10 s by default). The test fails
 *
 * <ul>
 *   <li>if the response to a command was an error other than a fault of the test, also because the call had ended:
 *       {@link #allowFailedCommands};
 *   <li>if a call has not ended: {@link #allowOpenCalls()};
 *   <li>if an event was not acknowledged in any attempt, unless a fault was the reason: {@link #allowUndeliveredEvents()}.
 * </ul>
 *
 * The text of the failure contains the transcript of the test; when the test itself fails, its transcript is printed to
 * standard error. Afterwards all faults end and open calls are hung up, so that the next test begins clean. Commands are
 * checked once more after the {@code @AfterEach} methods, where applications usually stop.
 *
 * <p>Thread-safe, but only for one test at a time: parallel tests need an instance field.
 */
public final class TelnyxSimulatorExtension
        implements BeforeAllCallback,
                BeforeEachCallback,
                AfterTestExecutionCallback,
                AfterEachCallback,
                AfterAllCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(TelnyxSimulatorExtension.class);

    private final TelnyxSimulatorBuilder builder;
    private final AtomicReference<AllowedFailures> allowed = new AtomicReference<>(AllowedFailures.NONE);
    private final AtomicReference<TelnyxSimulator> running = new AtomicReference<>();
    private final AtomicReference<Observation> test = new AtomicReference<>();

    private TelnyxSimulatorExtension(TelnyxSimulatorBuilder builder) {
        this.builder = builder;
    }

    /** Creates an extension whose simulator runs 50 times as fast as real time. */
    public static TelnyxSimulatorExtension create() {
        return of(TelnyxSimulator.builder().timeScale(50));
    }

    /** Creates an extension whose simulator has these settings. */
    public static TelnyxSimulatorExtension of(TelnyxSimulatorBuilder builder) {
        return new TelnyxSimulatorExtension(builder);
    }

    /**
     * Allows commands to fail. Called on the field it applies to all tests; called in a test or in {@code @BeforeEach} it
     * applies to that test.
     *
     * @param operations action names of Telnyx such as {@code hangup}, or {@code dial}; none allows all commands
     */
    public TelnyxSimulatorExtension allowFailedCommands(String... operations) {
        return allow(allowances -> allowances.withFailedCommands(Set.copyOf(List.of(operations))));
    }

    /** Allows calls not to end: they are hung up without waiting. Applies like {@link #allowFailedCommands}. */
    public TelnyxSimulatorExtension allowOpenCalls() {
        return allow(AllowedFailures::withOpenCalls);
    }

    /** Allows events not to be acknowledged. Applies like {@link #allowFailedCommands}. */
    public TelnyxSimulatorExtension allowUndeliveredEvents() {
        return allow(AllowedFailures::withUndeliveredEvents);
    }

    /**
     * The running simulator.
     *
     * @throws IllegalStateException outside of tests, or if the field lacks {@code @RegisterExtension}
     */
    public TelnyxSimulator simulator() {
        return Optional.ofNullable(running.get())
                .orElseThrow(() -> new IllegalStateException(
                        "The simulator only runs during tests, and only if its field has @RegisterExtension; if another "
                                + "extension uses it, it needs a smaller @Order"));
    }

    /** Places a call; see {@link TelnyxSimulator#call(String, String)}. */
    public SimulatedCall call(String from, String to) {
        return simulator().call(from, to);
    }

    /** Replays a recorded call; see {@link TelnyxSimulator#replay(String)}. */
    public Replay replay(String recording) {
        return simulator().replay(recording);
    }

    /** Sets the webhook URL; see {@link TelnyxSimulator#webhookUrl(String)}. */
    public TelnyxSimulatorExtension webhookUrl(String url) {
        simulator().webhookUrl(url);
        return this;
    }

    /** The properties of a Camel application that uses the simulator: base URL, API key and public key. */
    public Map<String, String> properties() {
        TelnyxSimulator telnyx = simulator();
        return Map.of(
                "camel.component.telnyx-gather.base-url", telnyx.baseUrl(),
                "camel.component.telnyx-gather.api-key", telnyx.apiKey(),
                "camel.component.telnyx-gather.public-key", telnyx.publicKey());
    }

    /** The environment variables of another application that uses the simulator: base URL, API key and public key. */
    public Map<String, String> environment() {
        TelnyxSimulator telnyx = simulator();
        return Map.of(
                "TELNYX_BASE_URL", telnyx.baseUrl(),
                "TELNYX_API_KEY", telnyx.apiKey(),
                "TELNYX_PUBLIC_KEY", telnyx.publicKey());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start(context);
        Observation next = new Observation(simulator(), allowed.get());
        if (!test.compareAndSet(null, next)) {
            throw new IllegalStateException(
                    "Two tests use this simulator at the same time: make its field an instance field");
        }
        context.getStore(NAMESPACE).put(test, next);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        finish(context, context.getStore(NAMESPACE).get(test, Observation.class));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Observation over = context.getStore(NAMESPACE).remove(test, Observation.class);
        try {
            if (over != null) {
                finish(context, over);
            }
        } finally {
            test.compareAndSet(over, null);
            stop(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop(context);
    }

    /** Starts a simulator unless this context or an enclosing one has done so; the context that started it stops it. */
    private void start(ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(NAMESPACE);
        if (store.get(this) == null) {
            TelnyxSimulator telnyx = builder.start();
            if (!running.compareAndSet(null, telnyx)) {
                telnyx.close();
                throw new IllegalStateException(
                        "Two classes use this simulator at the same time: make its field an instance field");
            }
            store.put(this, telnyx);
        }
    }

    private void stop(ExtensionContext context) {
        TelnyxSimulator telnyx = context.getStore(NAMESPACE).remove(this, TelnyxSimulator.class);
        if (telnyx != null) {
            running.set(null);
            telnyx.close();
        }
    }

    private static void finish(ExtensionContext context, Observation over) {
        Optional<Throwable> failure = context.getExecutionException();
        String text = over.finish(failure.isPresent());
        if (text.isEmpty()
                || failure.filter(TestAbortedException.class::isInstance).isPresent()) {
            return;
        }
        if (failure.isEmpty()) {
            throw new AssertionError(text);
        }
        System.err.println("Failed: " + context.getDisplayName() + ". " + text);
    }

    private TelnyxSimulatorExtension allow(UnaryOperator<AllowedFailures> more) {
        Observation current = test.get();
        if (current == null) {
            allowed.updateAndGet(more);
        } else {
            current.allow(more);
        }
        return this;
    }
}
