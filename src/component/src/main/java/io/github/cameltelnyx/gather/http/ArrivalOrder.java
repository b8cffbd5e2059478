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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Has the events of one call take a step in the order in which they arrived, although some of them have to wait for other
 * nodes first. Thread-safe.
 *
 * @param last the step of the latest event of a call that is not over
 * @param threads run the steps that have to wait
 */
record ArrivalOrder(ConcurrentMap<String, CompletableFuture<?>> last, Executor threads) {

    ArrivalOrder(Executor threads) {
        this(new ConcurrentHashMap<>(), threads);
    }

    /**
     * Takes the step when the value is there and the earlier events of the call have taken theirs.
     *
     * @param call the call, or null if the event has none
     */
    <T, R> CompletableFuture<R> then(String call, Supplier<CompletableFuture<T>> value, Function<T, R> step) {
        CompletableFuture<R> turn = new CompletableFuture<>();
        CompletableFuture<?> before = call == null ? null : last.put(call, turn);
        try {
            CompletableFuture<T> ready = after(before, value.get());
            (ready.isDone() ? ready.thenApply(step) : ready.thenApplyAsync(step, threads))
                    .whenComplete((result, failure) -> end(call, turn, result, failure));
        } catch (RuntimeException e) {
            end(call, turn, null, e);
        }
        return turn;
    }

    private static <T> CompletableFuture<T> after(CompletableFuture<?> before, CompletableFuture<T> value) {
        return before == null ? value : before.handle((result, failure) -> null).thenCombine(value, (nothing, v) -> v);
    }

    private <R> void end(String call, CompletableFuture<R> turn, R result, Throwable failure) {
        if (call != null) {
            last.remove(call, turn);
        }
        if (failure == null) {
            turn.complete(result);
        } else {
            turn.completeExceptionally(failure);
        }
    }
}
