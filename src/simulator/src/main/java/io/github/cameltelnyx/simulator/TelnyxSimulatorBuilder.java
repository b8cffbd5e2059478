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
import java.util.Optional;
import java.util.Set;

/**
 * Settings of a simulator, from {@link TelnyxSimulator#builder()}. Durations that are called simulated are divided by
 * the time scale, the others are real. Where Telnyx documents no behaviour, the default is the simulator's choice and
 * the setting is there to test the other one. Not thread-safe.
 */
public final class TelnyxSimulatorBuilder {

    private int port;
    private String apiKey = "KEY0123456789ABCDEF_simulator";
    private Optional<String> signingKey = Optional.empty();
    private double timeScale = 1;
    private boolean virtualTime;
    private boolean controlApi;
    private boolean phone;
    private Duration webhookTimeout = Duration.ofSeconds(2);
    private Duration patience = Duration.ofSeconds(10);
    private String connectionId = "2811000000000000017";
    private boolean deliversInOrder = true;
    private boolean terminatorInDigits;
    private String noInputStatus = "invalid";
    private boolean speakEventsInGather;
    private boolean replacedGatherKeepsClientState = true;
    private boolean bridgedEventOfTransferredLeg = true;
    private Duration ringing = Duration.ofSeconds(1);
    private Duration speechPerCharacter = Duration.ofMillis(60);
    private Duration audioDuration = Duration.ofSeconds(3);

    TelnyxSimulatorBuilder() {}

    /** The TCP port of the API on localhost; 0, the default, takes any free one. */
    public TelnyxSimulatorBuilder port(int value) {
        port = value;
        return this;
    }

    /** The API key that requests must carry. There is a default, see {@link TelnyxSimulator#apiKey()}. */
    public TelnyxSimulatorBuilder apiKey(String value) {
        apiKey = value;
        return this;
    }

    /**
     * The private key that webhooks are signed with: any 32 bytes in base64. A new one is made for each simulator if it is
     * not given, and with it {@link TelnyxSimulator#publicKey()} changes.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public TelnyxSimulatorBuilder signingKey(String base64) {
        WebhookSigner.of(Optional.of(base64));
        signingKey = Optional.of(base64);
        return this;
    }

    /**
     * How many times faster than real time the simulated world runs; default 1, positive. 50 suits tests: a timeout of
     * 5 s takes 100 ms.
     */
    public TelnyxSimulatorBuilder timeScale(double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException("timeScale must be positive, but is " + value);
        }
        timeScale = value;
        return this;
    }

    /**
     * Makes simulated time stand still until {@link TelnyxSimulator#advance(Duration)} moves it on, so that a timeout of
     * a minute takes no longer than what the application does meanwhile. The time scale then means nothing.
     */
    public TelnyxSimulatorBuilder virtualTime() {
        virtualTime = true;
        return this;
    }

    /**
     * Serves the phone page at {@code /} and the control API under {@code /control}, on the port of the API. By default
     * neither is served.
     */
    public TelnyxSimulatorBuilder phone() {
        phone = true;
        return controlApi();
    }

    /** Serves the control API under {@code /control}, on the port of the API. By default it is not served. */
    public TelnyxSimulatorBuilder controlApi() {
        controlApi = true;
        return this;
    }

    /** How long a webhook receiver may take to answer, in real time; default 2 s as at Telnyx. */
    public TelnyxSimulatorBuilder webhookTimeout(Duration value) {
        webhookTimeout = value;
        return this;
    }

    /** How long the waiting methods of {@link SimulatedCall} wait, in real time; default 10 s. */
    public TelnyxSimulatorBuilder patience(Duration value) {
        patience = value;
        return this;
    }

    /** The Call Control application that incoming calls belong to; default a 19-digit number. */
    public TelnyxSimulatorBuilder connectionId(String value) {
        connectionId = value;
        return this;
    }

    /**
     * Whether an event of a leg is sent only after the one before it was acknowledged or given up; default true. Telnyx
     * promises no order: with false, events leave when they happen and may overtake each other.
     */
    public TelnyxSimulatorBuilder deliversInOrder(boolean value) {
        deliversInOrder = value;
        return this;
    }

    /** Whether {@code digits} of call.gather.ended ends with the terminating digit that was pressed; default false. */
    public TelnyxSimulatorBuilder terminatorInDigits(boolean value) {
        terminatorInDigits = value;
        return this;
    }

    /**
     * How a gather with a prompt ends after the last try if no key was pressed: {@code invalid}, the default and
     * observed at Telnyx, or {@code timeout}. Plain gather always ends as {@code timeout}.
     */
    public TelnyxSimulatorBuilder noInputStatus(String value) {
        if (!Set.of("invalid", "timeout").contains(value)) {
            throw new IllegalArgumentException("noInputStatus must be invalid or timeout, but is " + value);
        }
        noInputStatus = value;
        return this;
    }

    /** Whether gather_using_speak publishes call.speak.started and call.speak.ended; default false. */
    public TelnyxSimulatorBuilder speakEventsInGather(boolean value) {
        speakEventsInGather = value;
        return this;
    }

    /**
     * Whether call.gather.ended of a gather that another gather replaces carries the client_state from before the new
     * command; default true. With false it carries the new command's.
     */
    public TelnyxSimulatorBuilder replacedGatherKeepsClientState(boolean value) {
        replacedGatherKeepsClientState = value;
        return this;
    }

    /**
     * Whether a transfer publishes call.bridged for the leg that was transferred, too; default true. Telnyx's reference
     * names the new leg only.
     */
    public TelnyxSimulatorBuilder bridgedEventOfTransferredLeg(boolean value) {
        bridgedEventOfTransferredLeg = value;
        return this;
    }

    /** How long a called number rings before it answers or declines, simulated; default 1 s. */
    public TelnyxSimulatorBuilder ringing(Duration value) {
        ringing = value;
        return this;
    }

    /** How long one character of spoken text takes, simulated; default 60 ms. */
    public TelnyxSimulatorBuilder speechPerCharacter(Duration value) {
        speechPerCharacter = value;
        return this;
    }

    /** How long any audio file plays, simulated; default 3 s. */
    public TelnyxSimulatorBuilder audioDuration(Duration value) {
        audioDuration = value;
        return this;
    }

    /**
     * Starts the simulator.
     *
     * @throws IllegalStateException if the port is taken
     */
    public TelnyxSimulator start() {
        return new TelnyxSimulator(new SimulatorSettings(
                port,
                apiKey,
                signingKey,
                timeScale,
                virtualTime,
                controlApi,
                phone,
                webhookTimeout,
                patience,
                connectionId,
                deliversInOrder,
                terminatorInDigits,
                noInputStatus,
                speakEventsInGather,
                replacedGatherKeepsClientState,
                bridgedEventOfTransferredLeg,
                ringing,
                speechPerCharacter,
                audioDuration));
    }
}
