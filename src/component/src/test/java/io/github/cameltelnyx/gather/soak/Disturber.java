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
package io.github.cameltelnyx.gather.soak;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.github.cameltelnyx.simulator.ApiFault;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.github.cameltelnyx.simulator.WebhookFault;

/** Makes what the simulator's own random faults leave out, and outages of the database, the relay and the network. */
final class Disturber implements AutoCloseable {

    private static final List<WebhookFault> WEBHOOKS = List.of(
            WebhookFault.drop(),
            WebhookFault.wrongSignature(),
            WebhookFault.missingSignature(),
            // as if a clock jumped
            WebhookFault.staleSignature(),
            WebhookFault.delay(Duration.ofSeconds(20)));
    private static final List<ApiFault> RESPONSES = List.of(
            ApiFault.silence(),
            ApiFault.executeInSilence(),
            ApiFault.status(408),
            ApiFault.status(502),
            ApiFault.slow(Duration.ofSeconds(30)));

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Random random;
    private final TelnyxSimulator telnyx;
    private final List<TcpProxy> proxies;
    private final LongAdder outages;

    /** @param proxies what goes away and comes back */
    Disturber(long seed, TelnyxSimulator telnyx, List<TcpProxy> proxies, LongAdder outages) {
        random = new Random(seed);
        this.telnyx = telnyx;
        this.proxies = proxies;
        this.outages = outages;
        telnyx.randomFaults(0.15, seed);
        timer.execute(this::disturb);
    }

    private void disturb() {
        switch (random.nextInt(8)) {
            case 0, 1 -> outage(proxies.get(random.nextInt(proxies.size())));
            case 2, 3, 4 -> telnyx.nextWebhooks(WEBHOOKS.get(random.nextInt(WEBHOOKS.size())));
            default -> telnyx.nextResponses(RESPONSES.get(random.nextInt(RESPONSES.size())));
        }
        timer.schedule(this::disturb, 50 + random.nextInt(500), TimeUnit.MILLISECONDS);
    }

    private void outage(TcpProxy proxy) {
        proxy.cut();
        outages.increment();
        timer.schedule(proxy::restore, 50 + random.nextInt(1500), TimeUnit.MILLISECONDS);
    }

    /** Ends all disturbances. */
    @Override
    public void close() throws InterruptedException {
        timer.shutdownNow();
        timer.awaitTermination(10, TimeUnit.SECONDS);
        proxies.forEach(TcpProxy::restore);
        telnyx.endFaults();
    }
}
