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

/**
 * A fault of the delivery of an event, for {@link TelnyxSimulator#nextWebhooks(WebhookFault...)} and
 * {@link TelnyxSimulator#everyWebhook(WebhookFault)}. Immutable.
 *
 * @param kind the kind of the fault
 * @param delay by how much the event is delayed, in simulated time; for {@link Kind#DELAY} only
 * @param eventType the type of event that the fault concerns; empty for any
 */
public record WebhookFault(Kind kind, Duration delay, String eventType) {

    public WebhookFault {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("The delay must not be negative, but is " + delay);
        }
    }

    /** The kinds of faults. */
    public enum Kind {
        /** No fault. */
        NONE,
        /** The event is sent twice, at the same time and with the same id. */
        DUPLICATE,
        /** The event is never sent. */
        DROP,
        /** The event is sent later; the events after it overtake it. */
        DELAY,
        /**
         * The event is sent when the next one of its leg has got a response, or after one second of simulated time if
         * none was sent until then.
         */
        SWAP,
        /** Every attempt has a well-formed signature of another key. */
        WRONG_SIGNATURE,
        /** Every attempt lacks the two headers of the signature. */
        MISSING_SIGNATURE,
        /** Every attempt has a valid signature with a timestamp of ten minutes ago. */
        STALE_SIGNATURE
    }

    /** No fault: ends a fault for every webhook, or lets one event through before the next fault. */
    public static WebhookFault none() {
        return of(Kind.NONE);
    }

    /** See {@link Kind#DUPLICATE}. */
    public static WebhookFault duplicate() {
        return of(Kind.DUPLICATE);
    }

    /** See {@link Kind#DROP}. */
    public static WebhookFault drop() {
        return of(Kind.DROP);
    }

    /** See {@link Kind#DELAY}; {@code simulated} must not be negative. */
    public static WebhookFault delay(Duration simulated) {
        return new WebhookFault(Kind.DELAY, simulated, "");
    }

    /** See {@link Kind#SWAP}. */
    public static WebhookFault swap() {
        return of(Kind.SWAP);
    }

    /** See {@link Kind#WRONG_SIGNATURE}. */
    public static WebhookFault wrongSignature() {
        return of(Kind.WRONG_SIGNATURE);
    }

    /** See {@link Kind#MISSING_SIGNATURE}. */
    public static WebhookFault missingSignature() {
        return of(Kind.MISSING_SIGNATURE);
    }

    /** See {@link Kind#STALE_SIGNATURE}. */
    public static WebhookFault staleSignature() {
        return of(Kind.STALE_SIGNATURE);
    }

    /** Returns this fault for events of one type only, such as {@code call.gather.ended}. */
    public WebhookFault on(String type) {
        return new WebhookFault(kind, delay, type);
    }

    boolean concerns(String type) {
        return eventType.isEmpty() || eventType.equals(type);
    }

    private static WebhookFault of(Kind kind) {
        return new WebhookFault(kind, Duration.ZERO, "");
    }
}
