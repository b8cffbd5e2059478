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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects the parts of a simulator, and does what needs several of them. */
final class SimulatorEngine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatorEngine.class);

    private final Expectations expectations = new Expectations();
    private final Faults faults = new Faults();
    private final Vertx vertx = Vertx.vertx(new VertxOptions()
            .setEventLoopPoolSize(1)
            .setFileSystemOptions(
                    new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false)));
    private final WebhookSigner signer;
    private final SimulatedTime time;
    private final WebhookSender sender;
    private final SimulatorContext context;
    private final Switchboard switchboard;
    private final Api api;
    private final ApiServer server;

    SimulatorEngine(SimulatorSettings settings) {
        signer = WebhookSigner.of(settings.signingKey());
        time = new SimulatedTime(settings, expectations::check);
        TranscriptLog transcript = new TranscriptLog(time);
        ApplicationRegistry applications = new ApplicationRegistry(time, settings.connectionId());
        WebhookPost post = new WebhookPost(time, signer, vertx);
        sender = new WebhookSender(time, settings.deliversInOrder(), post, faults, transcript);
        context = new SimulatorContext(
                time,
                settings,
                applications,
                new EventPublisher(time, applications, sender, settings.webhookTimeout()),
                transcript,
                new AssistantScript());
        switchboard = new Switchboard(context);
        api = new Api(
                context, new CommandExecutor(switchboard, context), new ResourceRegistry(switchboard, context), faults);
        try {
            server = new ApiServer(settings.port(), vertx, time, api::respond);
        } catch (IllegalStateException e) {
            close();
            throw e;
        }
    }

    Faults faults() {
        return faults;
    }

    Vertx vertx() {
        return vertx;
    }

    WebhookSigner signer() {
        return signer;
    }

    SimulatedTime time() {
        return time;
    }

    SimulatorContext context() {
        return context;
    }

    Switchboard switchboard() {
        return switchboard;
    }

    Api api() {
        return api;
    }

    ApiServer server() {
        return server;
    }

    /** Waits until a condition yields a value; {@code failure} is the text of the error otherwise. */
    <T> T await(Duration atMost, Supplier<Optional<T>> condition, Supplier<String> failure) {
        return expectations.await(time, atMost, condition, failure);
    }

    private void await(Supplier<Boolean> condition, Supplier<String> failure) {
        await(context.settings().patience(), () -> condition.get() ? Optional.of(true) : Optional.empty(), failure);
    }

    /** See {@link TelnyxSimulator#advance}. */
    void advance(Duration simulated) {
        if (simulated.isNegative()) {
            throw new IllegalArgumentException("The duration must not be negative, but is " + simulated);
        }
        VirtualClock clock = time.virtual()
                .orElseThrow(() -> new IllegalStateException(
                        "Only virtual time can be advanced: build the simulator with virtualTime()"));
        Instant until = clock.now().plus(simulated);
        boolean more = true;
        while (more) {
            settle();
            more = time.invoke(() -> clock.step(until));
        }
        settle();
    }

    private void settle() {
        await(sender::isIdle, () -> "Expected a response to every webhook");
    }

    /** Waits until this much simulated time has passed. */
    void pass(Duration simulated) {
        AtomicBoolean passed = new AtomicBoolean();
        time.execute(() -> time.schedule(simulated, () -> passed.set(true)));
        await(
                time.inReality(simulated).plus(context.settings().patience()),
                () -> passed.get() ? Optional.of(true) : Optional.empty(),
                () -> "Expected " + simulated + " to pass");
    }

    /** See {@link TelnyxSimulator#awaitIdle}. */
    void awaitIdle() {
        await(() -> open().isEmpty() && sender.isDone(), this::notIdle);
    }

    private List<CallLeg> open() {
        return switchboard.legs().stream().filter(leg -> !leg.isOver()).toList();
    }

    private String notIdle() {
        return open().isEmpty()
                ? "Expected every event to be acknowledged or given up"
                : open().stream()
                        .map(leg -> "the one from " + leg.identity().from() + " to "
                                + leg.identity().to() + " is " + leg.state())
                        .collect(Collectors.joining(", ", "Expected every call to end, but ", hint()));
    }

    private String hint() {
        return time.virtual().isPresent() ? "; virtual time must be advanced" : "";
    }

    @Override
    public void close() {
        time.execute(expectations::close);
        time.close();
        try {
            vertx.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            LOG.warn("The simulator's HTTP server did not stop cleanly", e);
        }
    }
}
