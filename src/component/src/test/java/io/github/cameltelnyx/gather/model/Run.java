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

import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;

/** One run of an events route. */
final class Run implements Synchronization {

    /** What became of the run. */
    enum State {
        RUNNING,
        DONE,
        FAILED,
        /** The node ended before the run did. */
        CUT
    }

    final ModelEvent event;
    final Node node;
    State state = State.RUNNING;
    /** Whether the event had been acknowledged when the run ended, or the delivery that led to the run was. */
    boolean acknowledged;

    Run(ModelEvent event, Node node) {
        this.event = event;
        this.node = node;
    }

    @Override
    public void onComplete(Exchange exchange) {
        ended(State.DONE);
    }

    @Override
    public void onFailure(Exchange exchange) {
        ended(State.FAILED);
    }

    /** A node that is dead cannot end its run; one that was stopped by force need not. */
    void endIfCut() {
        if (state == State.RUNNING && node.isGone()) {
            ended(State.CUT);
        }
    }

    private void ended(State by) {
        state = by;
        acknowledged |= event.isAcknowledged();
        node.world().trace("    ", node, ": the run of ", event, " is ", state);
    }

    /** Whether the event may run again: the run came to nothing, and Telnyx was not told otherwise. */
    boolean mayBeRepeated() {
        return (state == State.FAILED || state == State.CUT) && !acknowledged;
    }
}
