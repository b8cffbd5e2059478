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
 * Event   magic 'E' to(8) from(8) question(8) timestamp-length(2) timestamp signature-length(2) signature body
 * Reply   magic 'R' to(8) from(8) question(8) taken(1)
 * Hello   magic 'H' to(8) from(8)
 * </pre>
 */
final class RelayCodec {

    private static final byte VERSION = 2;
    private static final byte[] MAGIC = {'T', 'G', 'R', VERSION};
    private static final int LONGEST_HEAD = MAGIC.length + 1 + 3 * Long.BYTES;
    private static final int MAXIMUM_LENGTH = 0xFFFF;
    private static final byte EVENT = 'E';
    private static final byte REPLY = 'R';
    private static final byte HELLO = 'H';

    private RelayCodec() {}

    static byte[] encode(RelayMessage.Event event) {
        byte[] time = bytes(event.timestamp());
        byte[] sign = bytes(event.signature());
        return written(head(EVENT, event, 2 * Short.BYTES + time.length + sign.length + event.body().length)
                .putLong(event.question())
                .putShort((short) time.length)
                .put(time)
                .putShort((short) sign.length)
                .put(sign)
                .put(event.body()));
    }

    static byte[] encode(RelayMessage.Reply reply) {
        return written(head(REPLY, reply, 1).putLong(reply.question()).put((byte) (reply.taken() ? 1 : 0)));
    }

    static byte[] encode(RelayMessage.Hello hello) {
        return written(head(HELLO, hello, 0));
    }

    private static ByteBuffer head(byte kind, RelayMessage message, int rest) {
        return ByteBuffer.allocate(LONGEST_HEAD + rest)
                .put(MAGIC)
                .put(kind)
                .putLong(message.to())
                .putLong(message.from());
    }

    private static byte[] written(ByteBuffer out) {
        return rest(out.flip());
    }

    static RelayMessage decode(byte[] bytes) {
        try {
            return read(ByteBuffer.wrap(bytes));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "The bytes are not a relay message of camel-telnyx-gather, version " + VERSION, e);
        }
    }

    private static RelayMessage read(ByteBuffer in) {
        for (byte expected : MAGIC) {
            require(in.get() == expected);
        }
        byte kind = in.get();
        long to = in.getLong();
        long from = in.getLong();
        return switch (kind) {
            case EVENT -> new RelayMessage.Event(to, from, in.getLong(), text(in), text(in), rest(in));
            case REPLY -> new RelayMessage.Reply(to, from, in.getLong(), in.get() == 1);
            case HELLO -> new RelayMessage.Hello(to, from);
            default -> throw new IllegalArgumentException("unknown kind");
        };
    }

    private static byte[] bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAXIMUM_LENGTH) {
            throw new IllegalArgumentException("a header has " + bytes.length + " bytes but must have at most 65535");
        }
        return bytes;
    }

    private static String text(ByteBuffer in) {
        int length = Short.toUnsignedInt(in.getShort());
        require(length <= in.remaining());
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
