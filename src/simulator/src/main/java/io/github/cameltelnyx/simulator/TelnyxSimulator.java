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
 * A local stand-in for Telnyx call control, to test and show an application without an account.
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
 * {@link #publicKey()}. Commands are checked as Telnyx does and answered at once; everything that takes time - ringing,
 * speech, timeouts, pauses between keys and between webhook attempts - takes simulated time.
 *
 * <p>Thread-safe. All state lives on one thread, so keys, timers and commands cannot race. Closing it ends the server
 * and drops what is on its way; recorded commands, events and transcripts stay readable.
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

    /** Starts a simulator with default settings on a free port. */
    public static TelnyxSimulator start() {
        return builder().start();
    }

    /** Settings for another kind of simulator. */
    public static TelnyxSimulatorBuilder builder() {
        return new TelnyxSimulatorBuilder();
    }

    /** The port of the API on localhost. */
    public int port() {
        return engine.server().port();
    }

    /** Where the API is, with the version and without a slash at the end: {@code http://localhost:12345/v2}. */
    public String baseUrl() {
        return "http://localhost:" + engine.server().port() + "/v2";
    }

    /** The API key that requests must carry as bearer token. */
    public String apiKey() {
        return engine.context().settings().apiKey();
    }

    /** The public key that verifies the webhooks: 32 raw bytes in base64, as in Telnyx's portal. */
    public String publicKey() {
        return engine.signer().publicKey();
    }

    /**
     * Sets where events go, unless a command says otherwise with {@code webhook_url} or {@code webhook_urls}: the URL of
     * the application that is always there and has {@link TelnyxSimulatorBuilder#connectionId}. Until the first other one
     * is created, here or through the API, dial takes any connection_id and means this one.
     *
     * @throws IllegalArgumentException if it is not an absolute http or https URL
     */
    public TelnyxSimulator webhookUrl(String url) {
        String checked = Address.webhook(url);
        return change(() -> applicationUrl("webhook_event_url", checked));
    }

    /** Where events go; empty if that was not said yet. */
    public String webhookUrl() {
        return engine.time()
                .invoke(() -> engine.context().applications().byDefault().webhookUrl());
    }

    /**
     * Sets where an event goes after the webhook URL did not take it. There is none by default.
     *
     * @throws IllegalArgumentException if it is not an absolute http or https URL
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
     * Creates one more Call Control application, with webhooks in the form of API v2. (The API itself creates them with
     * v1 unless told otherwise, as Telnyx does.) From now on dial takes only a connection_id that exists.
     *
     * @param numbers what callers call to reach it; all others belong to the default application
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
     * Gives a number to a Call Control application: calls to it belong to that one from now on.
     *
     * @throws IllegalArgumentException if there is no application with this connection_id
     */
    public TelnyxSimulator number(String number, String connectionId) {
        return change(() -> engine.context().applications().number(number, connectionId));
    }

    /**
     * What AI assistants will answer, after what is still to come: each time a caller has said something, or a command
     * asks for it, the assistant says the next one. Without any it says nothing.
     */
    public TelnyxSimulator assistantReplies(String... replies) {
        return change(() -> engine.context().script().add(List.of(replies)));
    }

    /** Faults for the next API requests, one each, in this order and after those that are still to come. */
    public TelnyxSimulator nextResponses(ApiFault... next) {
        return change(() -> engine.faults().nextResponses(List.of(next)));
    }

    /** A fault for every API request from now on; {@link ApiFault#none()} ends it. The next ones' own go first. */
    public TelnyxSimulator everyResponse(ApiFault fault) {
        return change(() -> engine.faults().everyResponse(fault));
    }

    /** Faults for the next events that they concern, one each, after those that are still to come. */
    public TelnyxSimulator nextWebhooks(WebhookFault... next) {
        return change(() -> engine.faults().nextWebhooks(List.of(next)));
    }

    /**
     * A fault for every event from now on that it concerns; {@link WebhookFault#none()} ends it. With
     * {@link WebhookFault#drop()} there are no webhooks at all. The next ones' own go first.
     */
    public TelnyxSimulator everyWebhook(WebhookFault fault) {
        return change(() -> engine.faults().everyWebhook(fault));
    }

    /**
     * Faults by chance that an application should survive without losing or doubling anything: events twice, late, or in
     * another order; answers 500, 503, 429, late or lost. The seed is logged.
     *
     * @param probability how probable a fault is for each event and each API request, from 0 to 1
     * @return the seed, for {@link #randomFaults(double, long)}
     */
    public long randomFaults(double probability) {
        long seed = ThreadLocalRandom.current().nextLong(1_000_000);
        randomFaults(probability, seed);
        return seed;
    }

    /** The same with a seed of old: the n-th event and the n-th API request have the same faults as then. */
    public TelnyxSimulator randomFaults(double probability, long seed) {
        RandomFaults random = new RandomFaults(probability, seed);
        LOG.warn("Faults at random: {}", random);
        return change(() -> {
            engine.faults().random(random);
            engine.context().transcript().note("faults", "at random: " + random);
        });
    }

    /** Ends all faults, also those that were still to come. */
    public TelnyxSimulator endFaults() {
        return change(engine.faults()::end);
    }

    /** The faults that are still to come. */
    public ActiveFaults faults() {
        return engine.time().invoke(engine.faults()::active);
    }

    /**
     * Moves virtual time on. Timers run in their order; before each one, and at the end, webhooks that are on their way
     * are waited for, so that the application hears of a moment before the next one comes.
     *
     * @throws IllegalArgumentException if the duration is negative
     * @throws IllegalStateException if time goes on by itself, because {@link TelnyxSimulatorBuilder#virtualTime()} was
     *     not called
     */
    public TelnyxSimulator advance(Duration simulated) {
        engine.advance(simulated);
        return this;
    }

    /**
     * Plays the people of a recorded call again, to the application as it is today, with the faults that are to be seen in
     * the recording; returns when that is done and the calls have ended that ended then.
     *
     * @param recording a file, or a resource of the class path; see {@link Recording}
     * @throws AssertionError if the application does not come to where a person did something, or if a call does not end
     * @throws IllegalArgumentException if there is no such file, or no call in it
     * @throws IllegalStateException if time is virtual
     */
    public Replay replay(String recording) {
        return replay(Recording.read(recording));
    }

    /** The same with a recording that is there already. */
    public Replay replay(Recording recording) {
        return new Replayer(this, recording).run();
    }

    /** Waits for a leg that the application makes, other than those. */
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
     * Waits until all calls have ended and every event is acknowledged or given up, so that nothing goes on any more but
     * inside the application. Virtual time is not moved on for that: events wait for their next attempt.
     *
     * @throws AssertionError if it is not so within the patience of the simulator; names the calls that have not ended
     */
    public TelnyxSimulator awaitIdle() {
        engine.awaitIdle();
        return this;
    }

    /** Says how a number reacts from now on when the application calls it or transfers a call to it. */
    public TelnyxSimulator callee(String number, Callee behaviour) {
        return change(() -> engine.switchboard().callee(number, behaviour));
    }

    /**
     * A person dials in: call.initiated goes out.
     *
     * @param from the caller's number, E.164 with its plus sign, or a SIP address
     * @param to the application's number
     * @throws IllegalArgumentException if one of them is neither
     * @throws IllegalStateException if the application of that number has no webhook URL yet, or is not active
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

    /** Where all legs stand at this moment, oldest first. */
    public List<CallStatus> statuses() {
        return engine.time()
                .invoke(() ->
                        engine.switchboard().legs().stream().map(CallStatus::of).toList());
    }

    /** The leg with this id, if there is one. */
    public Optional<SimulatedCall> find(String callControlId) {
        return engine.time()
                .invoke(() -> engine.switchboard().find(callControlId))
                .map(this::of);
    }

    /** What time it is in the simulated world. */
    public Instant now() {
        return engine.time().now();
    }

    /** How many times faster than real time the simulated world runs. */
    public double timeScale() {
        return engine.context().settings().timeScale();
    }

    /** Whether time stands still until {@link #advance}. */
    public boolean isTimeVirtual() {
        return engine.time().virtual().isPresent();
    }

    /** All API requests so far, in order of arrival, also those that were refused. */
    public List<RecordedCommand> commands() {
        return engine.time().invoke(engine.api()::recorded);
    }

    /** All events so far, in order of occurrence. */
    public List<RecordedEvent> events() {
        return engine.time().invoke(() -> engine.context().events().recorded());
    }

    /** What happened so far on all calls. */
    public Transcript transcript() {
        return engine.time().invoke(() -> engine.context().transcript().ofAll());
    }

    /** The entries of the transcript from this number on; the first one has number 0. */
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
