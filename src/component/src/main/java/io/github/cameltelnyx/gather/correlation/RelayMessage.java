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
 * What nodes tell each other about an event that came to one of them and that another may wait for: the webhook as it came,
 * so that the other verifies it too, or the reply.
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
            return RelayCodec.encode(this);
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
            return RelayCodec.encode(this);
        }
    }

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException for bytes of anybody else, or of another version
     */
    static RelayMessage decode(byte[] bytes) {
        return RelayCodec.decode(bytes);
    }
}
