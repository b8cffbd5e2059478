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

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Delivers events. By default the events of a leg are sent in order, each when the one before is acknowledged or given up.
 * Telnyx promises no order, but tests are easier to read with one.
 *
 * <p>Status 200 acknowledges an event. A 4xx other than 408 and 429 is final for the URL; any other status leads to another
 * attempt. Redirects are not followed, because Telnyx's documents contradict each other about them.
 */
final class WebhookSender {

    private static final Duration SWAPPED_AT_MOST = Duration.ofSeconds(1);

    private final SimulatedTime time;
    private final boolean inOrder;
    private final WebhookPost post;
    private final Faults faults;
    private final TranscriptLog transcript;
    private final Map<String, Deque<WebhookDelivery>> outboxes = new HashMap<>();
    private final Map<String, List<WebhookDelivery>> swapped = new HashMap<>();
    private int underWay;
    private int undecided;

    WebhookSender(SimulatedTime time, boolean inOrder, WebhookPost post, Faults faults, TranscriptLog transcript) {
        this.time = time;
        this.inOrder = inOrder;
        this.post = post;
        this.faults = faults;
        this.transcript = transcript;
    }

    /** Whether no attempt is waiting for a response. */
    boolean isIdle() {
        return underWay == 0;
    }

    /** Whether all events are acknowledged or given up; with virtual time, apart from attempts that need an advance. */
    boolean isDone() {
        return isIdle() && (undecided == 0 || time.virtual().isPresent());
    }

    void send(WebhookDelivery delivery) {
        if (delivery.hasNoUrl()) {
            noteUnsent(delivery, "", "not sent, there is no webhook URL");
            return;
        }
        delivery.fault(faults.ofWebhook(delivery.eventType()));
        if (delivery.fault().kind() == WebhookFault.Kind.DROP) {
            noteUnsent(delivery, delivery.url(), "dropped");
            delivery.finish();
            return;
        }
        undecided++;
        switch (delivery.fault().kind()) {
            case DELAY -> time.schedule(delivery.fault().delay(), () -> start(delivery));
            case SWAP -> swap(delivery);
            default -> queue(delivery);
        }
    }

    private void noteUnsent(WebhookDelivery delivery, String url, String reason) {
        note(delivery, new DeliveryAttempt(1, url, 0, reason, time.now(), time.now()));
    }

    private void swap(WebhookDelivery delivery) {
        List<WebhookDelivery> waiting =
                swapped.computeIfAbsent(delivery.leg().callControlId(), id -> new ArrayList<>());
        waiting.add(delivery);
        time.schedule(SWAPPED_AT_MOST, () -> {
            if (waiting.remove(delivery)) {
                start(delivery);
            }
        });
    }

    private void queue(WebhookDelivery delivery) {
        if (!inOrder) {
            start(delivery);
            return;
        }
        Deque<WebhookDelivery> outbox =
                outboxes.computeIfAbsent(delivery.leg().callControlId(), id -> new ArrayDeque<>());
        outbox.add(delivery);
        if (outbox.size() == 1) {
            start(delivery);
        }
    }

    private void start(WebhookDelivery delivery) {
        List<WebhookDelivery> overtaken = overtaken(delivery.leg());
        post(delivery, delivery.begin(), () -> {
            overtaken.forEach(this::start);
            decide(delivery);
        });
        if (delivery.fault().kind() == WebhookFault.Kind.DUPLICATE) {
            post(delivery, 1, () -> {});
        }
    }

    /** The events of a leg that wait for another one to overtake them. */
    private List<WebhookDelivery> overtaken(LegIdentity leg) {
        List<WebhookDelivery> waiting = swapped.remove(leg.callControlId());
        if (waiting == null) {
            return List.of();
        }
        List<WebhookDelivery> overtaken = List.copyOf(waiting);
        waiting.clear();
        return overtaken;
    }

    private void attempt(WebhookDelivery delivery) {
        post(delivery, delivery.begin(), () -> decide(delivery));
    }

    /** Decides what follows from the last attempt. */
    private void decide(WebhookDelivery delivery) {
        DeliveryAttempt attempt = delivery.lastAttempt();
        if (attempt.isAcknowledged()) {
            leave(delivery);
        } else if (isFinal(attempt.status()) || delivery.pause().isEmpty()) {
            failOver(delivery);
        } else {
            time.schedule(delivery.pause().get(), () -> attempt(delivery));
        }
    }

    private void failOver(WebhookDelivery delivery) {
        if (delivery.failOver()) {
            attempt(delivery);
        } else {
            leave(delivery);
        }
    }

    private void leave(WebhookDelivery delivery) {
        delivery.finish();
        undecided--;
        String leg = delivery.leg().callControlId();
        Deque<WebhookDelivery> outbox = outboxes.get(leg);
        if (outbox == null || !outbox.remove(delivery)) {
            return;
        }
        if (outbox.isEmpty()) {
            outboxes.remove(leg);
        } else {
            start(outbox.peek());
        }
    }

    private static boolean isFinal(int status) {
        return status >= 400 && status < 500 && status != 408 && status != 429;
    }

    private void post(WebhookDelivery delivery, int number, Runnable whenDone) {
        underWay++;
        post.send(delivery, number, attempt -> {
            underWay--;
            note(delivery, attempt);
            whenDone.run();
        });
    }

    private void note(WebhookDelivery delivery, DeliveryAttempt attempt) {
        delivery.add(attempt);
        String again = attempt.number() > 1 ? " (attempt " + attempt.number() + ")" : "";
        String result = attempt.status() == 0 ? attempt.failure() : String.valueOf(attempt.status());
        transcript.note(
                delivery.leg(),
                "webhook",
                delivery.eventType() + " -> " + result + again,
                Json.object()
                        .put("attempt", attempt.number())
                        .put("url", attempt.url())
                        .put("status", attempt.status())
                        .put("failure", attempt.failure())
                        .set("data", delivery.data()));
    }
}
