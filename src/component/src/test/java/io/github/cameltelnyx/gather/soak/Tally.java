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
package io.github.cameltelnyx.gather.soak;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import io.github.cameltelnyx.gather.TelnyxGatherConstants;
import org.apache.camel.Exchange;

/** What the routes did: how often each event ran, and what must not happen. */
final class Tally {

    /** The number of the caller; not every event has it. */
    static final String CALLER = "soakCaller";

    private static final String STEP = "soakStep";

    final LongAdder exchanges = new LongAdder();
    final LongAdder results = new LongAdder();
    final LongAdder failures = new LongAdder();
    final List<String> wrong = new CopyOnWriteArrayList<>();
    private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
    private final Map<String, String> digits = new ConcurrentHashMap<>();

    /** A route runs the event. */
    void run(Exchange exchange) {
        String event = exchange.getMessage().getHeader(TelnyxGatherConstants.EVENT_ID, String.class);
        runs.computeIfAbsent(event, id -> new AtomicInteger()).incrementAndGet();
        exchanges.increment();
        exchange.setProperty(STEP, new AtomicInteger());
        exchange.setProperty(CALLER, exchange.getMessage().getHeader(TelnyxGatherConstants.FROM));
    }

    /** How often routes ran an event. */
    int runs(String event) {
        AtomicInteger count = runs.get(event);
        return count == null ? 0 : count.get();
    }

    /** The caller will press these. */
    void expect(String caller, String pressed) {
        digits.put(caller, pressed);
    }

    /** The route goes on after its n-th wait, which is its n-th step: a wait that ends twice makes a step twice. */
    void step(Exchange exchange, int number) {
        results.increment();
        AtomicInteger steps = exchange.getProperty(STEP, AtomicInteger.class);
        if (!steps.compareAndSet(number - 1, number)) {
            wrong.add("step " + number + " after step " + steps);
        }
    }

    /** Digits that are complete must be those of this caller. */
    void gathered(Exchange exchange) {
        String status = exchange.getMessage().getHeader(TelnyxGatherConstants.STATUS, String.class);
        String pressed = exchange.getMessage().getHeader(TelnyxGatherConstants.DIGITS, String.class);
        String expected = digits.get(exchange.getProperty(CALLER, String.class));
        if ("valid".equals(status) && !pressed.equals(expected)) {
            wrong.add("digits " + pressed + " of a caller who pressed " + expected);
        }
    }

    /** Forgets what belongs to calls that are over. */
    void clear() {
        runs.clear();
        digits.clear();
    }
}
