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
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the messages of the relay with an HMAC whose key is derived from the API key, which all nodes have: who can publish
 * to the topic could otherwise make an event vanish, by replying that a node took it.
 */
final class RelaySeal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LENGTH = 32;

    private final SecretKeySpec key;

    /** @throws IllegalArgumentException if there is no API key */
    RelaySeal(String apiKey) {
        if (apiKey == null) {
            throw new IllegalArgumentException("option apiKey of the component is missing: with relay, the nodes "
                    + "authenticate their messages with it. Set the option, the environment variable TELNYX_API_KEY or "
                    + "the property camel.component.telnyx-gather.api-key");
        }
        byte[] secret = apiKey.getBytes(StandardCharsets.UTF_8);
        key = keyOf(hmac(keyOf(secret), "camel-telnyx-gather relay".getBytes(StandardCharsets.UTF_8)));
    }

    byte[] seal(byte[] message) {
        byte[] sealed = Arrays.copyOf(message, message.length + LENGTH);
        System.arraycopy(hmac(key, message), 0, sealed, message.length, LENGTH);
        return sealed;
    }

    /** @throws IllegalArgumentException if the message was sealed with another key, or not at all */
    byte[] open(byte[] sealed) {
        byte[] message = Arrays.copyOf(sealed, Math.max(0, sealed.length - LENGTH));
        byte[] seal = Arrays.copyOfRange(sealed, message.length, sealed.length);
        if (!MessageDigest.isEqual(seal, hmac(key, message))) {
            throw new IllegalArgumentException("The message was not sealed with the API key of this node");
        }
        return message;
    }

    private static SecretKeySpec keyOf(byte[] secret) {
        return new SecretKeySpec(secret, ALGORITHM);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no " + ALGORITHM, e);
        }
    }
}
