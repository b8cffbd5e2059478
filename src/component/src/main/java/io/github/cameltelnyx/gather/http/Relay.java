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

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.cameltelnyx.gather.correlation.RelayMessage;
import io.github.cameltelnyx.gather.correlation.RelayMessage.Event;
import io.github.cameltelnyx.gather.correlation.RelayMessage.Hello;
import io.github.cameltelnyx.gather.correlation.RelayMessage.Reply;
import io.github.cameltelnyx.gather.correlation.WaitRegistry;
import io.github.cameltelnyx.gather.webhook.WebhookReceiver;
import io.github.cameltelnyx.gather.webhook.WebhookRequest;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the other nodes whether they wait for an event, over any endpoint that publishes to every node. The nodes know each
 * other, so that an event that none of them waits for costs no time-out.
 *
 * <pre>
 * a node starts              publishes Hello until it hears itself, so that it misses nothing afterwards
 * Hello                      every other node replies
 * Event, to one or all       each replies whether the event ended a wait there
 * any message                its sender is known from now on
 * no reply within the time   the sender of the reply is forgotten, and asked by a Hello of its own whether it is there
 * </pre>
 *
 * A message that is lost or late makes the event plain on the node that asked. A doubled one changes nothing.
 */
public final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    /** From the arrival of a webhook: what remains of the 2 s that Telnyx gives is for the consumer. */
    private static final long LATEST_REPLY = 1200;

    private static final long FIRST_HELLO = 100;
    private static final long LAST_HELLO = 10_000;
    private static final int JOIN_SECONDS = 5;

    private final LongSupplier timeout;
    private final Supplier<String> apiKey;
    private final long node;
    private final ScheduledExecutorService timer;
    private final RelayChannel channel;
    private final RelayPeers peers = new RelayPeers();
    private final RelayedEvents events;
    private final RelayQuestions questions = new RelayQuestions();
    private final CompletableFuture<Void> joined = new CompletableFuture<>();
    private final LongAdder timeouts = new LongAdder();
    private RelaySeal seal;
    private boolean started;

    /**
     * @param uri of an endpoint that publishes to every node
     * @param apiKey authenticates the messages; null is refused when the relay starts
     * @param timeout of a reply, in milliseconds
     * @param timer for time-outs
     */
    public Relay(
            CamelContext context,
            String uri,
            Supplier<String> apiKey,
            LongSupplier timeout,
            WaitRegistry waits,
            ScheduledExecutorService timer) {
        this.apiKey = apiKey;
        this.timeout = timeout;
        node = waits.node();
        this.timer = timer;
        events = new RelayedEvents(waits);
        channel = new RelayChannel(context, uri, this::receive);
        joined.thenRun(() -> timer.schedule(peers::settle, timeout.getAsLong(), TimeUnit.MILLISECONDS));
    }

    /**
     * Starts the relay unless it is started, and waits until the messages of other nodes reach this one.
     *
     * @param receiver checks again what other nodes send: who can publish must not be able to forge an event
     */
    void start(WebhookServerSettings settings, WebhookReceiver receiver) throws Exception {
        events.verifyWith(settings, receiver);
        if (started) {
            return;
        }
        seal = new RelaySeal(apiKey.get());
        channel.start();
        started = true;
        introduce(FIRST_HELLO);
        try {
            joined.get(JOIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "The relay has not delivered a message to this node within {} s: until it does, a result that another "
                            + "node receives does not reach this node",
                    JOIN_SECONDS);
        }
    }

    private void introduce(long delay) {
        if (!joined.isDone()) {
            publish(new Hello(RelayMessage.ALL, node));
            timer.schedule(() -> introduce(Math.min(2 * delay, LAST_HELLO)), delay, TimeUnit.MILLISECONDS);
        }
    }

    void stop() {
        channel.stop();
    }

    /** How many questions other nodes did not reply to in time. */
    public long timeouts() {
        return timeouts.sum();
    }

    /** How many events ended a wait of another node after they had been given to the routes of this one. */
    public long lateReplies() {
        return questions.lateReplies();
    }

    /** The number of other nodes that are known. */
    public int nodes() {
        return peers.size();
    }

    boolean knows(long other) {
        return peers.know(other);
    }

    /** Gives an event to every other node without a reply. */
    void publishToAll(WebhookRequest request) {
        publish(message(RelayMessage.ALL, RelayMessage.NO_REPLY, request));
    }

    /** @return whether the event ended a wait of another node; false if none replies so in time */
    CompletableFuture<Boolean> askAll(WebhookRequest request, long arrivedAt) {
        return ask(RelayMessage.ALL, peers.all(), request, arrivedAt);
    }

    /** @return whether the event ended a wait of that node; false if it does not reply so in time */
    CompletableFuture<Boolean> ask(long named, WebhookRequest request, long arrivedAt) {
        return ask(named, Set.of(named), request, arrivedAt);
    }

    private CompletableFuture<Boolean> ask(long to, Set<Long> asked, WebhookRequest request, long arrivedAt) {
        RelayQuestion question = new RelayQuestion(asked);
        long id = questions.add(question);
        publish(message(to, id, request)).exceptionally(failure -> {
            question.giveUp();
            return null;
        });
        if (!question.taken().isDone()) {
            long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - arrivedAt);
            long remaining = Math.min(timeout.getAsLong(), LATEST_REPLY - passed);
            try {
                var timeOut = timer.schedule(() -> timeOut(question), Math.max(0, remaining), TimeUnit.MILLISECONDS);
                question.taken().whenComplete((taken, failure) -> timeOut.cancel(false));
            } catch (RejectedExecutionException e) {
                // shutting down
                question.giveUp();
            }
        }
        return question.taken();
    }

    private Event message(long to, long question, WebhookRequest request) {
        return new Event(
                to,
                node,
                question,
                request.timestamps().stream().findFirst().orElse(""),
                request.signatures().stream().findFirst().orElse(""),
                request.body());
    }

    private void timeOut(RelayQuestion question) {
        Set<Long> silent = new HashSet<>(question.silent());
        silent.remove(RelayPeers.UNKNOWN);
        // before the next question, which must not wait for them again
        silent.forEach(peers::forget);
        if (!silent.isEmpty()) {
            timeouts.increment();
        }
        question.giveUp();
        silent.forEach(other -> publish(new Hello(other, node)));
    }

    private CompletableFuture<Void> publish(RelayMessage message) {
        return channel.publish(seal.seal(message.encode()));
    }

    private void receive(byte[] bytes) {
        try {
            receive(RelayMessage.decode(seal.open(bytes)));
        } catch (RuntimeException e) {
            LOG.debug("The relay received a message that is not one of its own", e);
        }
    }

    private void receive(RelayMessage message) {
        boolean isOwn = message.from() == node;
        if (!isOwn) {
            peers.hear(message.from());
        }
        joined.complete(null);
        if (isOwn || message.to() != RelayMessage.ALL && message.to() != node) {
            return;
        }
        if (message instanceof Event event) {
            boolean taken = events.offer(event);
            if (event.question() != RelayMessage.NO_REPLY) {
                publish(new Reply(event.from(), node, event.question(), taken));
            }
        } else if (message instanceof Hello hello) {
            publish(new Reply(hello.from(), node, RelayMessage.NO_REPLY, false));
        } else if (message instanceof Reply reply) {
            questions.reply(reply);
        }
    }
}
