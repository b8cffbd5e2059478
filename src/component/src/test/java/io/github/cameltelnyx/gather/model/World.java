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

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

/** Everything outside of the nodes, for one schedule: Telnyx, time, the network, the shared repository, the relay. */
final class World {

    private static final int MANY = 20_000;
    /** How long a request that was given up can be on its way. */
    private static final long LINGERS = Duration.ofSeconds(2).toNanos();

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final Timeline timeline = new Timeline(failure -> violated("a timer failed with " + failure));
    private final Ledger ledger = new Ledger(this);
    private final Telnyx telnyx = new Telnyx(this);
    private final Webhooks webhooks = new Webhooks(this);
    private final Bus bus = new Bus();
    private final Repository.Shared repository = new Repository.Shared(new MemoryIdempotentRepository());
    private final List<Sent> requests = new ArrayList<>();
    private final Cluster cluster;
    private final boolean tracing;
    private final StringBuilder trace = new StringBuilder();
    private long ticks;
    private boolean settling;
    private String violation;

    /** A request on its way to Telnyx or back. */
    private record Sent(Node node, ApiRequest<?> request, long at) {}

    World(Cluster cluster, boolean tracing) {
        this.cluster = cluster;
        this.tracing = tracing;
    }

    /** A number that no other schedule of this JVM has. */
    long number() {
        return number;
    }

    Timeline timeline() {
        return timeline;
    }

    Ledger ledger() {
        return ledger;
    }

    Telnyx telnyx() {
        return telnyx;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    Bus bus() {
        return bus;
    }

    Repository.Shared repository() {
        return repository;
    }

    Cluster cluster() {
        return cluster;
    }

    /** Gives the next number of an order that is finer than time. */
    long tick() {
        return ++ticks;
    }

    boolean isSettling() {
        return settling;
    }

    void trace(Object... parts) {
        if (tracing) {
            trace.append('\n').append(String.format("%7d ", timeline.now() / 1_000_000));
            for (Object part : parts) {
                trace.append(part);
            }
        }
    }

    String story() {
        return trace.toString();
    }

    /** Notes what contradicts the sentences; the first is what counts. */
    void violated(String sentence) {
        if (violation == null) {
            violation = sentence;
            trace("  VIOLATED ", sentence);
        }
    }

    String violation() {
        return violation;
    }

    void sent(Node node, ApiRequest<?> request) {
        trace("    ", node, " sends ", request.action(), " ", request.body().path(Step.FIELD));
        Step step = ledger.step(request.body().path(Step.FIELD).asInt(0));
        if (step != null) {
            step.commandIds.add(request.body().path("command_id").asText());
        }
        requests.add(new Sent(node, request, timeline.now()));
    }

    int requests() {
        return requests.size();
    }

    /** Lets a request arrive at Telnyx, which acts on it. */
    ApiRequest.Reply arrive(int index) {
        Sent sent = requests.get(index);
        ApiRequest<?> request = sent.request;
        if (request.reply() == null && !request.isAwaited() && timeline.now() - sent.at > LINGERS) {
            request.arrived(new ApiRequest.Reply(503, "{}"));
        } else if (request.reply() == null) {
            request.arrived(telnyx.execute(request));
            trace(
                    "    Telnyx does ",
                    request.action(),
                    " ",
                    request.body().path(Step.FIELD),
                    ": ",
                    request.reply().status());
        }
        return request.reply();
    }

    void respond(int index) {
        ApiRequest.Reply reply = arrive(index);
        respond(index, reply.status(), reply.body());
    }

    void respond(int index, int status, String body) {
        Sent sent = requests.remove(index);
        if (sent.request.isAwaited() && !sent.node.isGone()) {
            sent.request.respond(status, body);
        }
    }

    void lose(int index, boolean connected) {
        Sent sent = requests.remove(index);
        if (sent.request.isAwaited() && !sent.node.isGone()) {
            sent.request.fail(connected ? new IOException("reset") : new ConnectException("refused"));
        }
    }

    int ready() {
        return cluster.nodes().stream().mapToInt(node -> node.threads().ready()).sum();
    }

    void runReady(int index) {
        int rest = index;
        for (Node node : cluster.nodes()) {
            int ready = node.threads().ready();
            if (rest < ready) {
                try {
                    node.threads().run(rest);
                } catch (Exception | AssertionError e) {
                    violated("a task of " + node + " failed with " + e);
                }
                return;
            }
            rest -= ready;
        }
    }

    void runAllReady() {
        for (int i = 0; i < MANY && ready() > 0; i++) {
            runReady(0);
        }
    }

    /** Ends all faults, and lets everything come to its end. */
    void settle() throws Exception {
        trace("settles");
        settling = true;
        repository.down = false;
        if (!cluster.isRelayed()) {
            stopWhatLeaves();
        }
        cluster.startMissing(this);
        webhooks.retryAll();
        comeToRest();
        stopWhatLeaves();
        comeToRest();
    }

    private void stopWhatLeaves() {
        for (Node node : cluster.nodes()) {
            if (node.isLeaving()) {
                trace(node, " stops");
                node.stop();
            }
        }
    }

    private void comeToRest() throws Exception {
        int things = 0;
        while (advance()) {
            if (++things > MANY) {
                violated("3: it never becomes quiet");
                return;
            }
        }
    }

    /** Does one thing; returns false if there is nothing to do. */
    private boolean advance() throws Exception {
        if (ready() > 0) {
            runReady(0);
        } else if (!requests.isEmpty()) {
            respond(0);
        } else if (bus.pending() > 0) {
            bus.deliver(0);
        } else if (webhooks.pending() > 0) {
            webhooks.deliver(0, cluster.anyUp(), false);
        } else if (!timeline.isEmpty()) {
            timeline.passToNext();
        } else {
            return false;
        }
        return true;
    }

    void pass(Duration time) {
        boolean isLong = time.compareTo(Duration.ofSeconds(2)) > 0;
        timeline.pass(time, isLong ? this::runAllReady : () -> {});
    }
}
