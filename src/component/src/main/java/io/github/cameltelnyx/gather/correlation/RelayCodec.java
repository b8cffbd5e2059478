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
package io.github.cameltelnyx.gather.correlation;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Converts a {@link RelayMessage} to bytes and back.
 *
 * <pre>
 * Event   magic 'E' to(8) from(8) timestamp-length(2) timestamp signature-length(2) signature body
 * Reply   magic 'R' to(8) taken(1) event-id
 * </pre>
 */
final class RelayCodec {

    private static final byte[] MAGIC = {'T', 'G', 'R', 1};
    private static final byte EVENT = 'E';
    private static final byte REPLY = 'R';

    private RelayCodec() {}

    static byte[] encode(RelayMessage.Event event) {
        byte[] time = event.timestamp().getBytes(StandardCharsets.UTF_8);
        byte[] sign = event.signature().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(MAGIC.length + 21 + time.length + sign.length + event.body().length)
                .put(MAGIC)
                .put(EVENT)
                .putLong(event.to())
                .putLong(event.from())
                .putShort((short) time.length)
                .put(time)
                .putShort((short) sign.length)
                .put(sign)
                .put(event.body())
                .array();
    }

    static byte[] encode(RelayMessage.Reply reply) {
        byte[] id = reply.eventId().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(MAGIC.length + 10 + id.length)
                .put(MAGIC)
                .put(REPLY)
                .putLong(reply.to())
                .put((byte) (reply.taken() ? 1 : 0))
                .put(id)
                .array();
    }

    static RelayMessage decode(byte[] bytes) {
        try {
            return read(ByteBuffer.wrap(bytes));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "The bytes are not a relay message of camel-telnyx-gather, version 1", e);
        }
    }

    private static RelayMessage read(ByteBuffer in) {
        for (byte expected : MAGIC) {
            require(in.get() == expected);
        }
        byte kind = in.get();
        if (kind == EVENT) {
            return new RelayMessage.Event(
                    in.getLong(), in.getLong(), text(in, in.getShort()), text(in, in.getShort()), rest(in));
        }
        require(kind == REPLY);
        long to = in.getLong();
        boolean taken = in.get() == 1;
        return new RelayMessage.Reply(to, new String(rest(in), StandardCharsets.UTF_8), taken);
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("unexpected byte");
        }
    }
}
