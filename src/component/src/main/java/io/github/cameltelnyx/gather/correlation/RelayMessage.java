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

/**
 * A message between nodes about an event that one node received and another may wait for: the webhook as received, which the
 * other node verifies again, or its reply.
 */
public sealed interface RelayMessage {

    /** The id of the node that the message is for. */
    long to();

    /** Encodes the message for a topic that carries no other messages. */
    byte[] encode();

    /** A webhook that another node may wait for. */
    record Event(long to, long from, String timestamp, String signature, byte[] body) implements RelayMessage {
        @Override
        public byte[] encode() {
            return RelayCodec.encode(this);
        }

        /** Returns the size only, because the body may hold digits and speech. */
        @Override
        public String toString() {
            return "Event[" + body.length + " bytes]";
        }
    }

    /** The reply to an {@link Event}: whether the event was an outcome on the node that it was relayed to. */
    record Reply(long to, String eventId, boolean taken) implements RelayMessage {
        @Override
        public byte[] encode() {
            return RelayCodec.encode(this);
        }
    }

    /**
     * Decodes a message.
     *
     * @throws IllegalArgumentException if the bytes are no message, or one of another version
     */
    static RelayMessage decode(byte[] bytes) {
        return RelayCodec.decode(bytes);
    }
}
