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
package io.github.cameltelnyx.gather.model;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Telnyx's deliveries: signed, up to three attempts for an event, each of which has two seconds for its response. */
final class Webhooks {

    private static final byte[] PRIVATE_KEY = "the private key of this Telnyx..".getBytes(StandardCharsets.US_ASCII);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;
    /** When all faults are over, an event that was never accepted gets some more. */
    private static final int LAST_ATTEMPTS = 10;

    private final World world;
    private final Map<String, ModelEvent> events = new LinkedHashMap<>();
    private final List<Attempt> pending = new ArrayList<>();
    private final List<Attempt> open = new ArrayList<>();

    /** One attempt to deliver an event. */
    private static final class Attempt {
        private final ModelEvent event;
        private final int number;
        private Node node;
        private Future<?> timeout;
        private boolean over;
        private int responses;
        /** The run that the delivery has led to. */
        private Run run;

        Attempt(ModelEvent event, int number) {
            this.event = event;
            this.number = number;
        }
    }

    Webhooks(World world) {
        this.world = world;
    }

    static String publicKey() {
        byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(PRIVATE_KEY, 0, key, 0);
        return Base64.getEncoder().encodeToString(key);
    }

    static String sign(String timestamp, byte[] body) {
        byte[] prefix = (timestamp + "|").getBytes(StandardCharsets.US_ASCII);
        byte[] message = new byte[prefix.length + body.length];
        System.arraycopy(prefix, 0, message, 0, prefix.length);
        System.arraycopy(body, 0, message, prefix.length, body.length);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(PRIVATE_KEY, 0, message, 0, message.length, signature, 0);
        return Base64.getEncoder().encodeToString(signature);
    }

    Iterable<ModelEvent> events() {
        return events.values();
    }

    ModelEvent event(String id) {
        return events.get(id);
    }

    void add(ModelEvent event) {
        events.put(event.id, event);
        pending.add(new Attempt(event, ++event.attempts));
        world.trace("    Telnyx has ", event);
    }

    int pending() {
        return pending.size();
    }

    void deliver(int index, Node node, boolean responseLost) {
        send(pending.remove(index), node, responseLost);
    }

    /** Delivers once more what was delivered before. */
    void repeat(int index, Node node) {
        List<ModelEvent> sent =
                events.values().stream().filter(event -> event.sent > 0).toList();
        if (!sent.isEmpty()) {
            ModelEvent event = sent.get(index % sent.size());
            Attempt attempt = new Attempt(event, event.sent);
            // what becomes of it has no consequence for Telnyx
            attempt.over = true;
            send(attempt, node, false);
        }
    }

    private void send(Attempt attempt, Node node, boolean responseLost) {
        world.trace("    delivers ", attempt.event, ", attempt ", attempt.number, " to ", node);
        attempt.node = node;
        attempt.event.sent = attempt.number;
        attempt.event.reached(world.tick());
        open.add(attempt);
        if (!attempt.over) {
            attempt.timeout = world.timeline().schedule(this, () -> failed(attempt), PATIENCE);
        }
        byte[] body = attempt.event.body(attempt.number).getBytes(StandardCharsets.UTF_8);
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        node.receive(timestamp, sign(timestamp, body), body, status -> responded(attempt, status, responseLost));
    }

    private void responded(Attempt attempt, int status, boolean lost) {
        ModelEvent event = attempt.event;
        world.trace("    ", attempt.node, " responds ", status, " to ", event, lost ? ", which is lost" : "");
        open.remove(attempt);
        if (++attempt.responses > 1) {
            world.violated("1: two responses to one delivery of " + event);
        }
        if (status == 200) {
            event.acknowledgedAt = event.isAcknowledged()
                    ? event.acknowledgedAt
                    : world.timeline().now();
            event.acknowledgedBy.add(attempt.node);
            if (attempt.run != null) {
                attempt.run.acknowledged = true;
            }
        } else if (status < 500) {
            world.violated("2: " + event + " was responded " + status);
        }
        if (attempt.over || lost) {
            return;
        }
        attempt.timeout.cancel(false);
        if (status == 200) {
            attempt.over = true;
            event.delivered = true;
        } else {
            failed(attempt);
        }
    }

    void leadTo(Run run) {
        open.stream()
                .filter(attempt -> attempt.event == run.event && attempt.node == run.node)
                .forEach(attempt -> attempt.run = run);
    }

    /** The connections to a node that has died break. */
    void cut(Node node) {
        for (Attempt attempt : List.copyOf(open)) {
            if (attempt.node == node) {
                open.remove(attempt);
                if (!attempt.over) {
                    attempt.timeout.cancel(false);
                    failed(attempt);
                }
            }
        }
    }

    private void failed(Attempt attempt) {
        attempt.over = true;
        ModelEvent event = attempt.event;
        int most = world.isSettling() ? LAST_ATTEMPTS : ATTEMPTS;
        if (!event.delivered && event.attempts < most) {
            Attempt next = new Attempt(event, ++event.attempts);
            if (world.isSettling()) {
                world.timeline().schedule(this, () -> pending.add(next), PATIENCE);
            } else {
                pending.add(next);
            }
        }
    }

    /** Whatever faults did to an event: without faults it must be accepted. */
    void retryAll() {
        for (ModelEvent event : events.values()) {
            boolean waits = pending.stream().anyMatch(attempt -> attempt.event == event)
                    || open.stream().anyMatch(attempt -> attempt.event == event && !attempt.over);
            if (!event.delivered && !waits && event.attempts < LAST_ATTEMPTS) {
                pending.add(new Attempt(event, ++event.attempts));
            }
        }
    }

    void checkResponses() {
        if (!open.isEmpty()) {
            world.violated("1: no response to " + open.get(0).event + " by " + open.get(0).node);
        }
    }
}
