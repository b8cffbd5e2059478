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

import java.util.concurrent.CompletionStage;

import io.github.cameltelnyx.gather.event.CallEvent;

/** Receives the verified events of a webhook path. */
public interface EventSubscriber {

    boolean wants(CallEvent event);

    /** Whether to receive also the events that ended a wait. */
    boolean receivesResults();

    /**
     * Accepts an event.
     *
     * @param arrivedAt the {@link System#nanoTime()} at which the request arrived
     * @return the HTTP status of the response to the webhook
     */
    CompletionStage<Integer> accept(CallEvent event, long arrivedAt);
}
