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
package io.github.cameltelnyx.gather.webhook;

import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * Decides, for this node or for all nodes, which delivery of an event is processed. Thread-safe; no method blocks, or throws
 * what the store throws.
 */
public interface ClaimStore {

    /** What a delivery is to do. */
    enum Decision {
        /** Process the event. */
        NEW,
        /** Nothing: an earlier delivery was acknowledged. */
        DONE,
        /** Come again: another node has claimed the event, and has not acknowledged it yet. */
        HELD
    }

    /** @param generation names the claim for {@link #acknowledge} and {@link #release} if the decision is NEW */
    record Result(Decision decision, int generation) {}

    /**
     * A request for the right to process an event.
     *
     * @param key of the event; see {@link ClaimKey}
     * @param firstAttempt whether no earlier delivery of the event can have failed
     * @param released the generation that this node has released, also if the store does not know that; 0 for none
     * @param isOpen whether the delivery still waits; a claim that comes later is to be released
     */
    record Request(String key, boolean firstAttempt, int released, BooleanSupplier isOpen) {}

    CompletionStage<Result> claim(Request request);

    /** Records that the event was acknowledged; ends when that is stored. */
    CompletionStage<Void> acknowledge(String key, int generation);

    /** Records that the event must be processed again; ends when that is stored. */
    CompletionStage<Void> release(String key, int generation);
}
