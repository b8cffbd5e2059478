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
package io.github.cameltelnyx.gather.http;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import io.github.cameltelnyx.gather.EventsTestSupport;
import io.github.cameltelnyx.gather.correlation.RelayMessage.Event;
import io.github.cameltelnyx.gather.correlation.Wait;
import io.github.cameltelnyx.gather.correlation.WaitRegistry;
import io.github.cameltelnyx.gather.webhook.WebhookReceiver;
import io.github.cameltelnyx.gather.webhook.WebhookVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.github.cameltelnyx.gather.EventsTestSupport.keyPair;
import static io.github.cameltelnyx.gather.EventsTestSupport.sign;
import static org.assertj.core.api.Assertions.assertThat;

class RelayedEventsTest {

    private static final String CALL = "v3:call";
    private static final KeyPair ACCOUNT = keyPair();
    private static final KeyPair OTHER_ACCOUNT = keyPair();
    private static final KeyPair STRANGER = keyPair();

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final WaitRegistry waits = new WaitRegistry(timer);
    private final RelayedEvents events = new RelayedEvents(waits);

    @AfterEach
    void stop() {
        waits.close();
        timer.shutdownNow();
    }

    @Test
    void anEventOfAnyPathEndsAWait() {
        receives("/one", ACCOUNT);
        receives("/other", OTHER_ACCOUNT);

        Wait first = gather();
        assertThat(events.offer(relayed("e-1", ACCOUNT))).isTrue();
        assertThat(first.isOver()).isTrue();

        Wait second = gather();
        assertThat(events.offer(relayed("e-2", OTHER_ACCOUNT))).isTrue();
        assertThat(second.isOver()).isTrue();
    }

    @Test
    void anEventThatNoPathAcceptsEndsNoWait() {
        receives("/one", ACCOUNT);
        receives("/other", OTHER_ACCOUNT);
        Wait wait = gather();

        assertThat(events.offer(relayed("e-1", STRANGER))).isFalse();
        assertThat(events.offer(new Event(1, 2, 3, "", "", body("e-1")))).isFalse();

        assertThat(wait.isOver()).isFalse();
    }

    @Test
    void anEventIsOfferedOnceAlsoIfSeveralPathsAcceptIt() {
        receives("/one", ACCOUNT);
        receives("/other", ACCOUNT, OTHER_ACCOUNT);
        gather();
        assertThat(events.offer(relayed("e-1", ACCOUNT))).isTrue();

        assertThat(events.offer(relayed("e-2", ACCOUNT))).isFalse();

        assertThat(waits.duplicates()).isZero();
    }

    @Test
    void theKeysThatAPathHadBeforeARouteTookItOverStillVerify() {
        receives("/one", ACCOUNT);
        receives("/one", OTHER_ACCOUNT);
        Wait wait = gather();

        assertThat(events.offer(relayed("e-1", ACCOUNT))).isTrue();

        assertThat(wait.isOver()).isTrue();
    }

    private void receives(String path, KeyPair... accounts) {
        List<String> keys =
                Arrays.stream(accounts).map(EventsTestSupport::publicKey).toList();
        WebhookVerifier verifier = new WebhookVerifier(keys, Duration.ofMinutes(5), Clock.systemUTC());
        events.verifyWith(
                new WebhookServerSettings(path, null, keys, true, 300_000, 1 << 20),
                new WebhookReceiver(verifier, 1 << 20));
    }

    private Wait gather() {
        Wait wait = waits.begin(Set.of("call.gather.ended"), Duration.ofMinutes(1));
        wait.bindToCall(CALL);
        return wait;
    }

    private static Event relayed(String id, KeyPair account) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        return new Event(1, 2, 3, timestamp, sign(account, timestamp, body(id)), body(id));
    }

    private static byte[] body(String id) {
        return ("{\"data\":{\"record_type\":\"event\",\"event_type\":\"call.gather.ended\",\"id\":\"" + id
                        + "\",\"payload\":{\"call_control_id\":\"" + CALL
                        + "\",\"digits\":\"471199\",\"status\":\"valid\"}}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
