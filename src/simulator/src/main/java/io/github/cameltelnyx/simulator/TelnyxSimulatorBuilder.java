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
 * The settings of a simulator, from {@link TelnyxSimulator#builder()}. Simulated durations are divided by the time scale,
 * real ones are not. Where Telnyx documents no behaviour, the default is the simulator's choice and a setting allows to
 * test the alternative. Not thread-safe.
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

    /** Sets the TCP port of the API on localhost (default 0: any free port). */
    public TelnyxSimulatorBuilder port(int value) {
        port = value;
        return this;
    }

    /** Sets the API key that requests must carry (default: a fixed key, see {@link TelnyxSimulator#apiKey()}). */
    public TelnyxSimulatorBuilder apiKey(String value) {
        apiKey = value;
        return this;
    }

    /**
     * Sets the private key that signs webhooks: any 32 bytes in base64 (default: a new key for each simulator). It
     * determines {@link TelnyxSimulator#publicKey()}.
     *
     * @throws IllegalArgumentException if the key is not 32 bytes in base64
     */
    public TelnyxSimulatorBuilder signingKey(String base64) {
        WebhookSigner.of(Optional.of(base64));
        signingKey = Optional.of(base64);
        return this;
    }

    /**
     * Sets how many times faster than real time simulated time runs (default 1). 50 suits tests: a timeout of 5 s takes
     * 100 ms.
     *
     * @throws IllegalArgumentException if the value is not positive
     */
    public TelnyxSimulatorBuilder timeScale(double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException("timeScale must be positive, but is " + value);
        }
        timeScale = value;
        return this;
    }

    /**
     * Makes time virtual: only {@link TelnyxSimulator#advance(Duration)} changes it, so that a timeout of a minute takes no
     * real time. The time scale then has no effect. By default time is not virtual.
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

    /** Sets how long to wait for the response to a webhook, in real time (default 2 s, as at Telnyx). */
    public TelnyxSimulatorBuilder webhookTimeout(Duration value) {
        webhookTimeout = value;
        return this;
    }

    /** Sets how long the expectations of {@link SimulatedCall} wait, in real time (default 10 s). */
    public TelnyxSimulatorBuilder patience(Duration value) {
        patience = value;
        return this;
    }

    /** Sets the id of the default Call Control application (default 2811000000000000017). */
    public TelnyxSimulatorBuilder connectionId(String value) {
        connectionId = value;
        return this;
    }

    /**
     * Sets whether an event of a leg is only sent when the one before it is acknowledged or given up (default true).
     * Telnyx promises no order: with false, events are sent as they occur and may overtake each other.
     */
    public TelnyxSimulatorBuilder deliversInOrder(boolean value) {
        deliversInOrder = value;
        return this;
    }

    /** Sets whether {@code digits} of call.gather.ended includes the terminating digit (default false). */
    public TelnyxSimulatorBuilder terminatorInDigits(boolean value) {
        terminatorInDigits = value;
        return this;
    }

    /**
     * Sets the status of a gather with a prompt after the last try without a digit: {@code invalid}, the default and
     * observed at Telnyx, or {@code timeout}. A gather without a prompt always ends as {@code timeout}.
     *
     * @throws IllegalArgumentException for another value
     */
    public TelnyxSimulatorBuilder noInputStatus(String value) {
        if (!Set.of("invalid", "timeout").contains(value)) {
            throw new IllegalArgumentException("noInputStatus must be invalid or timeout, but is " + value);
        }
        noInputStatus = value;
        return this;
    }

    /** Sets whether gather_using_speak publishes call.speak.started and call.speak.ended (default false). */
    public TelnyxSimulatorBuilder speakEventsInGather(boolean value) {
        speakEventsInGather = value;
        return this;
    }

    /**
     * Sets whether call.gather.ended of a replaced gather carries the client_state from before the new command (default
     * true) or that of the new command.
     */
    public TelnyxSimulatorBuilder replacedGatherKeepsClientState(boolean value) {
        replacedGatherKeepsClientState = value;
        return this;
    }

    /**
     * Sets whether a transfer publishes call.bridged for the transferred leg, too (default true). Telnyx's reference only
     * mentions the new leg.
     */
    public TelnyxSimulatorBuilder bridgedEventOfTransferredLeg(boolean value) {
        bridgedEventOfTransferredLeg = value;
        return this;
    }

    /** Sets how long a called number rings before it answers or declines, in simulated time (default 1 s). */
    public TelnyxSimulatorBuilder ringing(Duration value) {
        ringing = value;
        return this;
    }

    /** Sets how long one character of spoken text takes, in simulated time (default 60 ms). */
    public TelnyxSimulatorBuilder speechPerCharacter(Duration value) {
        speechPerCharacter = value;
        return this;
    }

    /** Sets how long an audio file plays, in simulated time (default 3 s). */
    public TelnyxSimulatorBuilder audioDuration(Duration value) {
        audioDuration = value;
        return this;
    }

    /**
     * Starts the simulator.
     *
     * @throws IllegalStateException if the port is in use
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
