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
 * A message between nodes. Nodes ask each other whether an event ends a wait: the question has the webhook as received, which
 * the other node verifies again.
 */
public sealed interface RelayMessage {

    /** As the receiver of a message: every node. */
    long ALL = 0;

    /** As the id of a question: no reply is wanted. */
    long NO_REPLY = 0;

    /** The id of the node that the message is for, or {@link #ALL}. */
    long to();

    /** The id of the node that sent the message. */
    long from();

    /** Encodes the message for a topic that carries no other messages. */
    byte[] encode();

    /**
     * A webhook that another node may wait for.
     *
     * @param question the id of the question, which the reply has too; unique on the node that asks
     */
    record Event(long to, long from, long question, String timestamp, String signature, byte[] body)
            implements RelayMessage {
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

    /** The reply to an {@link Event}: whether the event was an outcome on the node that replies. Or to a {@link Hello}. */
    record Reply(long to, long from, long question, boolean taken) implements RelayMessage {
        @Override
        public byte[] encode() {
            return RelayCodec.encode(this);
        }
    }

    /** Makes a node known to others, which reply. */
    record Hello(long to, long from) implements RelayMessage {
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
