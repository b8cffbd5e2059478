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

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.cameltelnyx.gather.TelnyxGatherConstants;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.CallHangup;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;

/** Writes down what the nodes do, and finds what contradicts the three sentences. */
final class Ledger {

    /** The grace of a hangup and the time that a relayed event takes. */
    private static final long HANGUP_TAKES = Duration.ofSeconds(3).toNanos();

    private final World world;
    private final Map<String, Node> exchanges = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();

    Ledger(World world) {
        this.world = world;
    }

    void exchangeBegan(Node node, String id) {
        exchanges.put(id, node);
    }

    void exchangeEnded(Node node, String id) {
        if (exchanges.remove(id) == null) {
            world.violated("1: exchange " + id + " of " + node + " ended twice");
        }
    }

    /** Called by the first processor of an events route. */
    void runBegan(Node node, Exchange exchange) {
        ModelEvent event =
                world.webhooks().event(exchange.getMessage().getHeader(TelnyxGatherConstants.EVENT_ID, String.class));
        for (Run before : event.runs) {
            before.endIfCut();
            boolean forgotten = before.node.isGone() && !world.cluster().remembers();
            if (!before.mayBeRepeated() && !forgotten) {
                world.violated("2: " + event + " runs again on " + node + " although its run on " + before.node + " is "
                        + before.state + (before.acknowledged ? ", acknowledged" : ""));
            }
        }
        // what a node has taken, only that node knows
        if (event.takenBy.stream().anyMatch(step -> !step.node.isGone())) {
            world.violated("2: " + event + " runs on " + node + " although it ended the wait of " + event.takenBy);
        }
        Run run = new Run(event, node);
        event.runs.add(run);
        world.webhooks().leadTo(run);
        exchange.getExchangeExtension().addOnCompletion(run);
        world.trace("    ", node, ": ", event, " runs");
    }

    Step stepBegan(String name, boolean awaits, Node node, Telnyx.Call call) {
        Step step = new Step(steps.size() + 1, name, node, call);
        step.awaits = awaits;
        steps.add(step);
        call.nodes.add(node);
        return step;
    }

    Step step(int number) {
        return number == 0 ? null : steps.get(number - 1);
    }

    void sendBegan(Step step) {
        step.begun++;
        step.begunAt = world.tick();
        step.timesOutAt = world.timeline().now() + Routes.RESULT_TIMEOUT.toNanos();
        step.commandIds.clear();
        world.trace("    ", step.node, ": ", step, " for ", step.call.id);
    }

    /** Called when the command of a step has ended, one way or the other. */
    void sendEnded(Step step, Exchange exchange) {
        if (++step.ended > step.begun) {
            world.violated("1: " + step + " of " + step.node + " ended twice");
        }
        Exception failure = exchange.getException();
        world.trace("    ", step.node, ": ", step, " ends with ", describe(exchange));
        if (failure instanceof ExchangeTimedOutException) {
            checkTimeout(step);
        } else if (failure == null && exchange.getMessage().getBody() instanceof CallEvent event) {
            checkResult(step, event);
        } else if (failure == null && !step.awaits && step.executions != 1) {
            world.violated("1: " + step + " was responded 200, but Telnyx acted on it " + step.executions + " times");
        }
    }

    private static String describe(Exchange exchange) {
        Exception failure = exchange.getException();
        if (failure != null) {
            return failure.getClass().getSimpleName();
        }
        Object body = exchange.getMessage().getBody();
        return body instanceof CallEvent event
                ? event.describe()
                : exchange.getMessage().getHeader(TelnyxGatherConstants.STATUS, "a response", String.class);
    }

    private void checkResult(Step step, CallEvent result) {
        ModelEvent event = world.webhooks().event(result.eventId());
        if (result instanceof CallHangup) {
            if (event.call != step.call) {
                world.violated("1: " + step + " ended with the hangup of another call");
            }
            return;
        }
        event.takenBy.add(step);
        if (step.call.nodes.size() > 1) {
            return;
        }
        if (event.cause != step) {
            world.violated("1: " + step + " ended with " + event);
        }
        if (event.takenBy.size() > 1) {
            world.violated("2: " + event + " ended the waits of " + event.takenBy);
        }
        if (!event.runs.isEmpty()) {
            world.violated("2: " + event + " ended " + step + " and ran its route on " + event.runs.get(0).node);
        }
    }

    private void checkTimeout(Step step) {
        if (step.call.nodes.size() > 1 || world.bus().hasMessagesFor(step.node)) {
            return;
        }
        for (ModelEvent event : world.webhooks().events()) {
            if (step.commandIds.contains(event.commandId)
                    && event.isAcknowledged()
                    && event.acknowledgedAt < step.timesOutAt
                    && isResultOf(step, event)) {
                world.violated("1: " + step + " of " + step.node + " timed out although " + event
                        + " had been acknowledged by " + event.acknowledgedBy);
            }
        }
        ModelEvent hangup = step.call.hangup;
        if (hangup != null
                && hangup.isAcknowledged()
                && hangup.reachedAfter(step.begunAt)
                && hangup.acknowledgedAt + HANGUP_TAKES < world.timeline().now()) {
            world.violated("1: " + step + " of " + step.node + " timed out although " + hangup
                    + " of its call had been " + "acknowledged by " + hangup.acknowledgedBy);
        }
    }

    private static boolean isResultOf(Step step, ModelEvent event) {
        return event.type.equals(step.name.startsWith("gather") ? "call.gather.ended" : "call.speak.ended");
    }

    /** The node is no more, or its context: Camel does not tell what becomes of its exchanges. */
    void gone(Node node) {
        exchanges.values().removeIf(owner -> owner == node);
        for (ModelEvent event : world.webhooks().events()) {
            event.runs.stream().filter(run -> run.node == node).forEach(Run::endIfCut);
        }
    }

    /** Holds what has become of everything to the first two sentences. */
    void checkEnds() {
        exchanges.forEach((id, node) -> world.violated("1: exchange " + id + " of " + node + " has not ended"));
        steps.stream()
                .filter(step -> !step.node.isDead() && step.begun != step.ended)
                .forEach(step -> world.violated("1: " + step + " of " + step.node + " has not ended"));
        world.webhooks().checkResponses();
        world.webhooks().events().forEach(this::checkEnd);
    }

    private void checkEnd(ModelEvent event) {
        if (!event.isAcknowledged()) {
            world.violated("2: " + event + " was never accepted");
            return;
        }
        event.runs.forEach(Run::endIfCut);
        boolean wanted = Routes.consumes(event.type);
        boolean mayBeDropped = event.cause != null && event.cause.awaits;
        boolean lostInCrash = event.acknowledgedBy.stream().anyMatch(Node::isGone);
        if (wanted
                && event.runs.stream().allMatch(Run::mayBeRepeated)
                && event.takenBy.isEmpty()
                && !mayBeDropped
                && !lostInCrash) {
            world.violated("2: " + event + " was acknowledged by " + event.acknowledgedBy + " and never ran");
        }
    }
}
