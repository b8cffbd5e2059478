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

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Creates ids in the formats of Telnyx. */
final class Identifiers {

    private static final SecureRandom RANDOM = new SecureRandom();
    /** 100 ns steps between 1582-10-15, where version 1 UUIDs begin, and 1970-01-01. */
    private static final long GREGORIAN_OFFSET = 0x01B21DD213814000L;

    private static final long NODE = 0x02420A1F0A70L;

    private Identifiers() {}

    static String callControlId() {
        byte[] token = new byte[40];
        RANDOM.nextBytes(token);
        return "v3:" + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** A version 1 UUID, as call leg and call session ids are. */
    static String timeBasedUuid(Instant now) {
        long ticks = now.getEpochSecond() * 10_000_000 + now.getNano() / 100 + GREGORIAN_OFFSET;
        long high = ticks << 32 | (ticks >>> 32 & 0xFFFF) << 16 | 0x1000 | ticks >>> 48 & 0x0FFF;
        long sequence = RANDOM.nextInt(0x4000);
        return new UUID(high, 0x8000000000000000L | sequence << 48 | NODE).toString();
    }

    /** 19 digits, as ids of applications are. */
    static String connectionId() {
        return String.valueOf(2_800_000_000_000_000_000L + RANDOM.nextLong(100_000_000_000_000_000L));
    }

    static String uuid() {
        return UUID.randomUUID().toString();
    }
}
