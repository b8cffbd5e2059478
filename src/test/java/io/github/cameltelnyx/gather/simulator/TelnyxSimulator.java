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
package io.github.cameltelnyx.gather.simulator;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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

    private final Expectations expectations = new Expectations();
    private final SimulatedTime time;
    private final WebhookSigner signer = new WebhookSigner();
    private final WebhookSender sender;
    private final Platform platform;
    private final Switchboard switchboard;
    private final Api api;
    private final ApiServer server;
    private final Map<String, SimulatedCall> calls = new ConcurrentHashMap<>();

    TelnyxSimulator(SimulatorSettings settings) {
        time = new SimulatedTime(settings.timeScale(), expectations::check);
        TranscriptLog transcript = new TranscriptLog(time);
        sender = new WebhookSender(time, settings, signer, transcript);
        platform = new Platform(time, settings, new Events(time, sender), transcript);
        switchboard = new Switchboard(platform);
        api = new Api(platform, new Commands(switchboard, platform));
        server = new ApiServer(settings.port(), time, api::answer);
    }

    /** Starts a simulator with default settings on a free port. */
    public static TelnyxSimulator start() {
        return builder().start();
    }

    /** Settings for another kind of simulator. */
    public static TelnyxSimulatorBuilder builder() {
        return new TelnyxSimulatorBuilder();
    }

    /** Where the API is, with the version and without a slash at the end: {@code http://localhost:12345/v2}. */
    public String baseUrl() {
        return "http://localhost:" + server.port() + "/v2";
    }

    /** The API key that requests must carry as bearer token. */
    public String apiKey() {
        return platform.settings().apiKey();
    }

    /** The public key that verifies the webhooks: 32 raw bytes in base64, as in Telnyx's portal. New for each simulator. */
    public String publicKey() {
        return signer.publicKey();
    }

    /**
     * Sets where events go, unless a command says otherwise with {@code webhook_url} or {@code webhook_urls}.
     *
     * @throws IllegalArgumentException if it is not an absolute http or https URL
     */
    public TelnyxSimulator webhookUrl(String url) {
        String checked = httpUrl(url);
        return change(() -> platform.events().webhookUrl(checked));
    }

    /**
     * Sets where an event goes after the webhook URL did not take it. There is none by default.
     *
     * @throws IllegalArgumentException if it is not an absolute http or https URL
     */
    public TelnyxSimulator webhookFailoverUrl(String url) {
        String checked = httpUrl(url);
        return change(() -> platform.events().failoverUrl(checked));
    }

    /** Whether every event is sent twice, at the same time and with the same id; off at first. */
    public TelnyxSimulator duplicateWebhooks(boolean twice) {
        return change(() -> sender.duplicates(twice));
    }

    /** Faults for the next API requests, one each, in this order and after those that are still to come. */
    public TelnyxSimulator nextAnswers(ApiFault... faults) {
        List<ApiFault> next = List.of(faults);
        return change(() -> api.fail(next));
    }

    /** Says how a number reacts from now on when the application calls it or transfers a call to it. */
    public TelnyxSimulator callee(String number, Callee behaviour) {
        return change(() -> switchboard.callee(number, behaviour));
    }

    /**
     * A person dials in: call.initiated goes out.
     *
     * @param from the caller's number
     * @param to the application's number
     * @throws IllegalStateException if there is no webhook URL yet
     */
    public SimulatedCall call(String from, String to) {
        return of(time.ask(() -> {
            if (!platform.events().hasWebhookUrl()) {
                throw new IllegalStateException("Nobody would hear of the call: set webhookUrl first");
            }
            return switchboard.incoming(from, to);
        }));
    }

    /** All legs so far, oldest first: incoming calls, dialled ones and the second legs of transfers. */
    public List<SimulatedCall> calls() {
        return time.ask(switchboard::legs).stream().map(this::of).toList();
    }

    /** All API requests so far, in order of arrival, also those that were refused. */
    public List<RecordedCommand> commands() {
        return time.ask(api::recorded);
    }

    /** All events so far, in order of occurrence. */
    public List<RecordedEvent> events() {
        return time.ask(() -> platform.events().recorded());
    }

    /** What happened so far on all calls. */
    public Transcript transcript() {
        return time.ask(() -> platform.transcript().ofAll());
    }

    @Override
    public void close() {
        server.close();
        time.close();
    }

    Platform platform() {
        return platform;
    }

    Switchboard switchboard() {
        return switchboard;
    }

    Expectations expectations() {
        return expectations;
    }

    SimulatedCall of(CallLeg leg) {
        return calls.computeIfAbsent(leg.identity().callControlId(), id -> new SimulatedCall(this, leg));
    }

    private TelnyxSimulator change(Runnable change) {
        time.ask(() -> {
            change.run();
            return true;
        });
        return this;
    }

    private static String httpUrl(String url) {
        URI uri = URI.create(url);
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException("A webhook URL must be an absolute http or https URL, but is " + url);
        }
        return url;
    }
}
