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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.simulator.control.SimulatorControl;
import io.github.cameltelnyx.simulator.rules.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local simulator of Telnyx call control, to test and demonstrate applications without an account.
 *
 * <pre>{@code
 * try (var telnyx = TelnyxSimulator.start()) {
 *     telnyx.webhookUrl("http://localhost:8080/telnyx/events");
 *     var call = telnyx.call("+15550100011", "+15550100022");
 *     call.hears("Press 1 for sales").presses("1").isTransferredTo("+15550100001");
 * }
 * }</pre>
 *
 * The application under test sends its commands to {@link #baseUrl()} with {@link #apiKey()} and verifies webhooks with
 * {@link #publicKey()}. Commands are checked as by Telnyx and get their response at once; everything that takes time -
 * ringing, speech, timeouts, pauses between digits and between webhook attempts - takes simulated time.
 *
 * <p>Thread-safe. All state belongs to one thread, so that digits, timers and commands cannot race. Closing the simulator
 * stops the server and drops undelivered webhooks; commands, events and transcripts stay readable.
 */
public final class TelnyxSimulator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TelnyxSimulator.class);

    private final SimulatorEngine engine;
    private final Map<String, SimulatedCall> calls = new ConcurrentHashMap<>();

    TelnyxSimulator(SimulatorSettings settings) {
        engine = new SimulatorEngine(settings);
        if (settings.controlApi()) {
            engine.server().serve(SimulatorControl.router(engine.vertx(), this, settings.phone()));
        }
    }

    /** Starts a simulator with the default settings on a free port. */
    public static TelnyxSimulator start() {
        return builder().start();
    }

    /** Returns a builder of simulators with other settings. */
    public static TelnyxSimulatorBuilder builder() {
        return new TelnyxSimulatorBuilder();
    }

    /** The port of the API on localhost. */
    public int port() {
        return engine.server().port();
    }

    /** The base URL of the API, with the version and without a slash at the end: {@code http://localhost:12345/v2}. */
    public String baseUrl() {
        return "http://localhost:" + engine.server().port() + "/v2";
    }

    /** The API key that requests must carry as bearer token; see {@link TelnyxSimulatorBuilder#apiKey}. */
    public String apiKey() {
        return engine.context().settings().apiKey();
    }

    /** The public key that verifies webhooks: 32 raw bytes in base64, as in the portal of Telnyx. */
    public String publicKey() {
        return engine.signer().publicKey();
    }

    /**
     * Sets the webhook URL of the default application, whose id is {@link TelnyxSimulatorBuilder#connectionId}. Commands
     * can override it with {@code webhook_url} or {@code webhook_urls}. Until another application is created, here or
     * through the API, dial accepts any connection_id for the default application.
     *
     * @throws IllegalArgumentException if the URL is not an absolute http or https URL
     */
    public TelnyxSimulator webhookUrl(String url) {
        String checked = Address.webhook(url);
        return change(() -> applicationUrl("webhook_event_url", checked));
    }

    /** The webhook URL of the default application; empty if none is set. */
    public String webhookUrl() {
        return engine.time()
                .invoke(() -> engine.context().applications().byDefault().webhookUrl());
    }

    /**
     * Sets the failover URL of the default application, which gets the events that the webhook URL has not acknowledged.
     * By default there is none.
     *
     * @throws IllegalArgumentException if the URL is not an absolute http or https URL
     */
    public TelnyxSimulator webhookFailoverUrl(String url) {
        String checked = Address.webhook(url);
        return change(() -> applicationUrl("webhook_event_failover_url", checked));
    }

    private void applicationUrl(String field, String url) {
        engine.context()
                .applications()
                .update(
                        engine.context().applications().byDefault(),
                        Json.object().put(field, url));
    }

    /**
     * Creates a Call Control application with webhooks of API v2. (The default of Telnyx's API, and of this one, is v1.)
     * From then on dial only accepts the connection_id of an existing application.
     *
     * @param numbers the numbers that reach it; all other numbers belong to the default application
     * @return its connection_id
     * @throws IllegalArgumentException if the URL is not an absolute http or https URL
     */
    public String application(String name, String webhookUrl, String... numbers) {
        ObjectNode settings = Json.object()
                .put("application_name", name)
                .put("webhook_event_url", Address.webhook(webhookUrl))
                .put("webhook_api_version", "2");
        return engine.time().invoke(() -> {
            String id = engine.context().applications().create(settings).id();
            List.of(numbers).forEach(number -> engine.context().applications().number(number, id));
            return id;
        });
    }

    /**
     * Assigns a number to a Call Control application, which gets the calls to it from then on.
     *
     * @throws IllegalArgumentException if no application has this connection_id
     */
    public TelnyxSimulator number(String number, String connectionId) {
        return change(() -> engine.context().applications().number(number, connectionId));
    }

    /**
     * Adds replies of AI assistants, after those that are still to come. Each time the caller has said something, or a
     * command requests it, the assistant says the next one; without any it says nothing.
     */
    public TelnyxSimulator assistantReplies(String... replies) {
        return change(() -> engine.context().script().add(List.of(replies)));
    }

    /** Adds faults of the responses to the next API requests, one each, after those that are still to come. */
    public TelnyxSimulator nextResponses(ApiFault... next) {
        return change(() -> engine.faults().nextResponses(List.of(next)));
    }

    /**
     * Sets a fault of the response to every API request; {@link ApiFault#none()} ends it. Faults of
     * {@link #nextResponses} go first.
     */
    public TelnyxSimulator everyResponse(ApiFault fault) {
        return change(() -> engine.faults().everyResponse(fault));
    }

    /** Adds faults for the next events that they concern, one each, after those that are still to come. */
    public TelnyxSimulator nextWebhooks(WebhookFault... next) {
        return change(() -> engine.faults().nextWebhooks(List.of(next)));
    }

    /**
     * Sets a fault for every event that it concerns; {@link WebhookFault#none()} ends it. With {@link WebhookFault#drop()}
     * no webhooks are sent at all. Faults of {@link #nextWebhooks} go first.
     */
    public TelnyxSimulator everyWebhook(WebhookFault fault) {
        return change(() -> engine.faults().everyWebhook(fault));
    }

    /**
     * Starts random faults that an application should survive without losing or duplicating anything: events twice, late
     * or in another order; responses with 500, 503 or 429, late or lost. The seed is logged.
     *
     * @param probability the probability of a fault for each event and each API request, from 0 to 1
     * @return the seed, for {@link #randomFaults(double, long)}
     * @throws IllegalArgumentException if the probability is not from 0 to 1
     */
    public long randomFaults(double probability) {
        long seed = ThreadLocalRandom.current().nextLong(1_000_000);
        randomFaults(probability, seed);
        return seed;
    }

    /**
     * Starts the random faults of a seed: the n-th event and the n-th API request always have the same faults.
     *
     * @throws IllegalArgumentException if the probability is not from 0 to 1
     */
    public TelnyxSimulator randomFaults(double probability, long seed) {
        RandomFaults random = new RandomFaults(probability, seed);
        LOG.warn("Faults at random: {}", random);
        return change(() -> {
            engine.faults().random(random);
            engine.context().transcript().note("faults", "at random: " + random);
        });
    }

    /** Ends all faults, including those that are still to come. */
    public TelnyxSimulator endFaults() {
        return change(engine.faults()::end);
    }

    /** The active faults. */
    public ActiveFaults faults() {
        return engine.time().invoke(engine.faults()::active);
    }

    /**
     * Advances virtual time. Timers run in their order; before each one, and at the end, this method waits for the
     * responses to all webhooks that were sent, so that the application knows each moment before the next one.
     *
     * @throws IllegalArgumentException if the duration is negative
     * @throws IllegalStateException if time is not virtual, see {@link TelnyxSimulatorBuilder#virtualTime()}
     */
    public TelnyxSimulator advance(Duration simulated) {
        engine.advance(simulated);
        return this;
    }

    /**
     * Replays a recorded call: repeats the actions of its people against the application, with the faults that the
     * recording shows. Returns when all calls have ended that ended in the recording.
     *
     * @param recording a file, or a resource of the class path; see {@link Recording}
     * @throws AssertionError if the application does not reach the point of an action, or if a call does not end
     * @throws IllegalArgumentException if the file does not exist, or contains no call
     * @throws IllegalStateException if time is virtual
     */
    public Replay replay(String recording) {
        return replay(Recording.read(recording));
    }

    /** Replays a recorded call; see {@link #replay(String)}. */
    public Replay replay(Recording recording) {
        return new Replayer(this, recording).run();
    }

    /** Waits for another outgoing leg than the known ones. */
    SimulatedCall awaitOutgoing(String to, Collection<SimulatedCall> known) {
        return engine.await(
                engine.context().settings().patience(),
                () -> engine.switchboard().legs().stream()
                        .filter(leg ->
                                leg.identity().outgoing() && leg.identity().to().equals(to))
                        .map(this::of)
                        .filter(call -> !known.contains(call))
                        .findFirst(),
                () -> "Expected the application to call " + to + ". What happened:\n"
                        + engine.context().transcript().ofAll());
    }

    /**
     * Waits until all calls have ended and every event is acknowledged or given up. Virtual time is not advanced for it:
     * an event that needs another attempt does not count.
     *
     * @throws AssertionError if the patience of the simulator is exceeded; it names the calls that have not ended
     */
    public TelnyxSimulator awaitIdle() {
        engine.awaitIdle();
        return this;
    }

    /** Sets the behaviour of a number that the application dials or transfers a call to. */
    public TelnyxSimulator callee(String number, Callee behaviour) {
        return change(() -> engine.switchboard().callee(number, behaviour));
    }

    /**
     * Places a call to an application, which receives call.initiated.
     *
     * @param from the number of the caller: E.164 with the plus sign, or a SIP address
     * @param to the number of the application
     * @throws IllegalArgumentException if a number has neither form
     * @throws IllegalStateException if the application of the number has no webhook URL, or is not active
     */
    public SimulatedCall call(String from, String to) {
        String caller = Address.number("from", from);
        String called = Address.number("to", to);
        return of(engine.time().invoke(() -> engine.switchboard().incoming(caller, called)));
    }

    /** All legs so far, oldest first: incoming calls, dialled ones and the second legs of transfers. */
    public List<SimulatedCall> calls() {
        return engine.time().invoke(engine.switchboard()::legs).stream()
                .map(this::of)
                .toList();
    }

    /** The current status of all legs, oldest first. */
    public List<CallStatus> statuses() {
        return engine.time()
                .invoke(() ->
                        engine.switchboard().legs().stream().map(CallStatus::of).toList());
    }

    /** Finds a leg by its {@code call_control_id}. */
    public Optional<SimulatedCall> find(String callControlId) {
        return engine.time()
                .invoke(() -> engine.switchboard().find(callControlId))
                .map(this::of);
    }

    /** The simulated time. */
    public Instant now() {
        return engine.time().now();
    }

    /** How many times faster than real time simulated time runs. */
    public double timeScale() {
        return engine.context().settings().timeScale();
    }

    /** Whether time is virtual: only {@link #advance} changes it. */
    public boolean isTimeVirtual() {
        return engine.time().virtual().isPresent();
    }

    /** All API requests so far, in order of arrival, including the refused ones. */
    public List<RecordedCommand> commands() {
        return engine.time().invoke(engine.api()::recorded);
    }

    /** All events so far, in order of occurrence. */
    public List<RecordedEvent> events() {
        return engine.time().invoke(() -> engine.context().events().recorded());
    }

    /** The transcript of all calls so far. */
    public Transcript transcript() {
        return engine.time().invoke(() -> engine.context().transcript().ofAll());
    }

    /** The entries of the transcript from this number on; the first entry has number 0. */
    public List<TranscriptEntry> transcript(int from) {
        return engine.time().invoke(() -> engine.context().transcript().from(from));
    }

    @Override
    public void close() {
        engine.close();
    }

    SimulatorEngine engine() {
        return engine;
    }

    SimulatedCall of(CallLeg leg) {
        return calls.computeIfAbsent(
                leg.identity().callControlId(),
                id -> new SimulatedCall(this, leg, engine.context().settings().patience()));
    }

    private TelnyxSimulator change(Runnable change) {
        engine.time().invoke(() -> {
            change.run();
            return true;
        });
        return this;
    }
}
