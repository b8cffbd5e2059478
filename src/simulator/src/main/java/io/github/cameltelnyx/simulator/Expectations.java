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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The conditions that test threads are waiting for. They are evaluated on the simulator's thread after each of its tasks,
 * so that a condition sees a consistent state and may consume what it finds.
 */
final class Expectations {

    private final List<Expectation<?>> open = new ArrayList<>();

    private boolean closed;

    private record Expectation<T>(Supplier<Optional<T>> condition, Supplier<String> failure, CompletableFuture<T> met) {

        boolean check() {
            try {
                condition.get().ifPresent(met::complete);
            } catch (AssertionError | RuntimeException e) {
                met.completeExceptionally(e);
            }
            return met.isDone();
        }

        void fail() {
            met.completeExceptionally(new AssertionError(failure.get()));
        }
    }

    /** Called on the simulator's thread after each task. */
    void check() {
        open.removeIf(Expectation::check);
    }

    /** Fails all conditions that are not met. Called on the simulator's thread when the simulator closes. */
    void close() {
        closed = true;
        check();
        open.forEach(Expectation::fail);
        open.clear();
    }

    private boolean add(Expectation<?> expectation) {
        if (!expectation.check()) {
            if (closed) {
                expectation.fail();
            } else {
                open.add(expectation);
            }
        }
        return true;
    }

    /**
     * Waits until the condition yields a value.
     *
     * @throws AssertionError with the text of {@code failure} if it does not within {@code atMost} of real time, or
     *     if the simulator is closed before
     */
    <T> T await(SimulatedTime time, Duration atMost, Supplier<Optional<T>> condition, Supplier<String> failure) {
        Expectation<T> expectation = new Expectation<>(condition, failure, new CompletableFuture<>());
        time.invoke(() -> add(expectation));
        try {
            return within(atMost, time, expectation, failure);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the simulator", e);
        }
    }

    private <T> T within(Duration atMost, SimulatedTime time, Expectation<T> expectation, Supplier<String> failure)
            throws ExecutionException, InterruptedException {
        try {
            return expectation.met.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String message = time.invoke(() -> {
                open.remove(expectation);
                return failure.get();
            });
            // it may have been met, or have become impossible, just before its removal
            return expectation.met.isDone() ? expectation.met.get() : fail(message);
        }
    }

    private static <T> T fail(String message) {
        throw new AssertionError(message);
    }
}
