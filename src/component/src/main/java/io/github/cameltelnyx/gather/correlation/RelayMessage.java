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
 * What nodes tell each other about an event that came to one of them and that another may wait for: the webhook as it came,
 * so that the other verifies it too, or the reply.
 *
 * <pre>
 * Event   magic 'E' to(8) from(8) timestamp-length(2) timestamp signature-length(2) signature body
 * Reply   magic 'R' to(8) taken(1) event-id
 * </pre>
 */
public sealed interface RelayMessage {

    /** Which node it is for. */
    long to();

    /** The message as bytes, for a topic that carries nothing else. */
    byte[] encode();

    /** A webhook. */
    record Event(long to, long from, String timestamp, String signature, byte[] body) implements RelayMessage {
        @Override
        public byte[] encode() {
            byte[] time = timestamp.getBytes(StandardCharsets.UTF_8);
            byte[] sign = signature.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(Codec.MAGIC.length + 21 + time.length + sign.length + body.length)
                    .put(Codec.MAGIC)
                    .put(Codec.EVENT)
                    .putLong(to)
                    .putLong(from)
                    .putShort((short) time.length)
                    .put(time)
                    .putShort((short) sign.length)
                    .put(sign)
                    .put(body)
                    .array();
        }

        /** Without what was said and pressed. */
        @Override
        public String toString() {
            return "Event[" + body.length + " bytes]";
        }
    }

    /** Whether the event was an outcome on the node that it was relayed to. */
    record Reply(long to, String eventId, boolean taken) implements RelayMessage {
        @Override
        public byte[] encode() {
            byte[] id = eventId.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(Codec.MAGIC.length + 10 + id.length)
                    .put(Codec.MAGIC)
                    .put(Codec.REPLY)
                    .putLong(to)
                    .put((byte) (taken ? 1 : 0))
                    .put(id)
                    .array();
        }
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException for bytes of anybody else, or of another version
     */
    static RelayMessage decode(byte[] bytes) {
        try {
            return Codec.read(ByteBuffer.wrap(bytes));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("No message of camel-telnyx-gather's relay, version 1", e);
        }
    }

    /** The layout. */
    final class Codec {
        private static final byte[] MAGIC = {'T', 'G', 'R', 1};
        private static final byte EVENT = 'E';
        private static final byte REPLY = 'R';

        private Codec() {}

        private static RelayMessage read(ByteBuffer in) {
            for (byte expected : MAGIC) {
                require(in.get() == expected);
            }
            byte kind = in.get();
            if (kind == EVENT) {
                return new Event(
                        in.getLong(), in.getLong(), text(in, in.getShort()), text(in, in.getShort()), rest(in));
            }
            require(kind == REPLY);
            long to = in.getLong();
            boolean taken = in.get() == 1;
            return new Reply(to, new String(rest(in), StandardCharsets.UTF_8), taken);
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
                throw new IllegalArgumentException("not ours");
            }
        }
    }
}
