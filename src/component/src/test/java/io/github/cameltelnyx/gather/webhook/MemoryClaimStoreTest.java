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
package io.github.cameltelnyx.gather.webhook;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.github.cameltelnyx.gather.webhook.ClaimStore.Decision;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryClaimStoreTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000);
    private final MemoryClaimStore store = new MemoryClaimStore(now::get);

    @Test
    void anEventIsDoneForTenMinutes() {
        claim("e1");
        now.addAndGet(Duration.ofMinutes(10).toNanos() - 1);
        assertThat(claim("e1")).isEqualTo(Decision.DONE);

        now.addAndGet(1);

        assertThat(claim("e1")).isEqualTo(Decision.NEW);
    }

    @Test
    void aReleasedEventIsNew() {
        claim("e1");

        store.release("e1", 1);

        assertThat(claim("e1")).isEqualTo(Decision.NEW);
    }

    @Test
    void theOldestIsForgottenFirst() {
        for (int i = 0; i < MemoryClaimStore.MAXIMUM; i++) {
            claim("e" + i);
        }
        assertThat(claim("one more")).isEqualTo(Decision.NEW);

        assertThat(claim("e1")).isEqualTo(Decision.DONE);
        assertThat(claim("e0")).isEqualTo(Decision.NEW);
    }

    private Decision claim(String key) {
        return store.claim(new ClaimStore.Request(key, true, 0, () -> true))
                .toCompletableFuture()
                .join()
                .decision();
    }
}
