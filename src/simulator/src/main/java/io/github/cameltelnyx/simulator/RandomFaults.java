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
import java.util.List;
import java.util.Random;

/**
 * Random faults that an application should survive without losing or duplicating anything: events that arrive twice,
 * late or in another order, and responses that are errors, late or lost.
 */
public final class RandomFaults {

    private static final List<WebhookFault> WEBHOOKS =
            List.of(WebhookFault.duplicate(), WebhookFault.swap(), WebhookFault.delay(Duration.ofMillis(700)));
    private static final List<ApiFault> RESPONSES = List.of(
            ApiFault.status(500),
            ApiFault.status(503),
            ApiFault.status(429).header("Retry-After", "1"),
            ApiFault.cutConnection(),
            ApiFault.loseResponse(),
            ApiFault.slow(Duration.ofMillis(700)));

    private final double probability;
    private final long seed;
    private final Random webhooks;
    private final Random responses;

    RandomFaults(double probability, long seed) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("The probability must be from 0 to 1, but is " + probability);
        }
        this.probability = probability;
        this.seed = seed;
        // two sequences: how many responses there are must not change what happens to the events
        webhooks = new Random(seed);
        responses = new Random(~seed);
    }

    /** The probability of a fault, from 0 to 1. */
    public double probability() {
        return probability;
    }

    /** The seed, which repeats the same faults. */
    public long seed() {
        return seed;
    }

    /** The call that repeats these faults. */
    @Override
    public String toString() {
        return "randomFaults(" + probability + ", " + seed + ")";
    }

    WebhookFault ofWebhook() {
        return draw(webhooks, WEBHOOKS, WebhookFault.none());
    }

    ApiFault ofResponse() {
        return draw(responses, RESPONSES, ApiFault.none());
    }

    private <T> T draw(Random random, List<T> faults, T none) {
        // always two numbers, so that the sequence does not depend on the probability
        T chosen = faults.get(random.nextInt(faults.size()));
        return random.nextDouble() < probability ? chosen : none;
    }
}
