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

import java.util.ArrayList;
import java.util.List;

/** An event of Telnyx, and what became of it. */
final class ModelEvent {

    final String id;
    final String type;
    final Telnyx.Call call;
    /** The step whose command caused the event; null if none did. */
    final Step cause;

    /** The id of that command. */
    final String commandId;

    private final int number;
    private final String payload;
    /** The runs of the route that consumes the event. */
    final List<Run> runs = new ArrayList<>();
    /** The steps whose wait the event ended. */
    final List<Step> takenBy = new ArrayList<>();
    /** When a node first acknowledged the event, in the time of the schedule; -1 before. */
    long acknowledgedAt = -1;

    private long reachedAt;
    final List<Node> acknowledgedBy = new ArrayList<>();
    /** Whether Telnyx got an acknowledgement in time. */
    boolean delivered;

    /** The number of the newest attempt, and of the newest that was sent. */
    int attempts;

    int sent;

    /** @param world the number of the schedule: its nodes may know the events of earlier ones */
    ModelEvent(long world, int number, String type, Telnyx.Call call, Telnyx.Cause cause, String payload) {
        this.id = String.format("%08d-0000-4000-8000-%012d", world, number);
        this.number = number;
        this.type = type;
        this.call = call;
        this.cause = cause == null ? null : cause.step();
        this.commandId = cause == null ? "" : cause.commandId();
        this.payload = payload;
    }

    /** Called when the event gets to a node. */
    void reached(long tick) {
        reachedAt = reachedAt == 0 ? tick : reachedAt;
    }

    /** Whether no node had seen the event then. */
    boolean reachedAfter(long tick) {
        return reachedAt > tick;
    }

    boolean isAcknowledged() {
        return acknowledgedAt >= 0;
    }

    String body(int attempt) {
        return "{\"data\":{\"record_type\":\"event\",\"event_type\":\"" + type + "\",\"id\":\"" + id
                + "\",\"occurred_at\":\"2026-03-04T10:15:30.123456Z\",\"payload\":{\"call_control_id\":\"" + call.id
                + "\""
                + payload + "}},\"meta\":{\"attempt\":" + attempt + "}}";
    }

    @Override
    public String toString() {
        return type + "#" + number + (cause == null ? "" : " of " + cause);
    }
}
