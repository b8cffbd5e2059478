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
package io.github.cameltelnyx.simulator.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.simulator.CallStatus;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.github.cameltelnyx.simulator.TranscriptEntry;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams the state of the simulator as server-sent events: a snapshot first, then changes, at most twenty times a second.
 * Without listeners it does nothing. A listener that does not read is disconnected, and gets a new snapshot when it
 * connects again.
 */
final class LiveStream implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

    private static final long CHECK_MILLIS = 50;
    /** How often a comment is sent that keeps the connection alive. */
    private static final long ALIVE_MILLIS = 15_000;

    private static final int UNREAD_BYTES = 64 << 20;

    private final TelnyxSimulator telnyx;
    /** Whether a check for changes is queued that has not begun. */
    private final AtomicBoolean checkQueued = new AtomicBoolean();

    /** One thread, so that updates and snapshots stay in order; only it uses the state below. */
    private final WorkerExecutor worker;

    private final List<HttpServerResponse> listeners = new ArrayList<>();
    private final Map<String, CallStatus> sentCalls = new LinkedHashMap<>();
    private int sentEntries;
    private ObjectNode sentInfo = View.object();

    LiveStream(Vertx vertx, TelnyxSimulator telnyx) {
        this.telnyx = telnyx;
        worker = vertx.createSharedWorkerExecutor("telnyx-simulator-stream", 1);
        vertx.setPeriodic(CHECK_MILLIS, id -> {
            // a check may take longer than the time between two
            if (checkQueued.compareAndSet(false, true)) {
                run(this::check);
            }
        });
        vertx.setPeriodic(ALIVE_MILLIS, id -> run(() -> send(": alive\n\n")));
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response()
                .setChunked(true)
                .setWriteQueueMaxSize(UNREAD_BYTES)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store");
        run(() -> {
            update();
            response.write(message("snapshot", snapshot()));
            listeners.add(response);
        });
    }

    private void run(Runnable step) {
        worker.executeBlocking(
                        () -> {
                            step.run();
                            return true;
                        },
                        true)
                .onFailure(LiveStream::failed);
    }

    private static void failed(Throwable failure) {
        if (failure instanceof RejectedExecutionException) {
            LOG.debug("The simulator is closed: changes are no longer streamed", failure);
        } else {
            LOG.error("The simulator failed; this is a defect of the simulator", failure);
        }
    }

    private void check() {
        checkQueued.set(false);
        if (!listeners.isEmpty()) {
            update();
        }
    }

    /** Sends what has changed to the listeners. */
    private void update() {
        List<TranscriptEntry> entries = telnyx.transcript(sentEntries);
        List<CallStatus> changed = telnyx.statuses().stream()
                .filter(call -> !call.equals(sentCalls.get(call.callControlId())))
                .toList();
        ObjectNode info = View.info(telnyx);
        boolean newInfo = !timeless(info).equals(timeless(sentInfo));
        if (entries.isEmpty() && changed.isEmpty() && !newInfo) {
            return;
        }
        ObjectNode update = View.object();
        update.set("info", info);
        update.set("calls", View.calls(changed));
        update.set("entries", View.entries(sentEntries, entries));
        sentEntries += entries.size();
        changed.forEach(call -> sentCalls.put(call.callControlId(), call));
        sentInfo = info;
        send(message("update", update));
    }

    private ObjectNode snapshot() {
        ObjectNode snapshot = View.object();
        snapshot.set("info", sentInfo);
        snapshot.set("calls", View.calls(List.copyOf(sentCalls.values())));
        snapshot.set("entries", View.entries(0, telnyx.transcript(0).subList(0, sentEntries)));
        return snapshot;
    }

    /** The info without the time, unless time is virtual: running time is no change. */
    private static ObjectNode timeless(ObjectNode info) {
        ObjectNode copy = info.deepCopy();
        if (!info.at("/time/mode").asText().equals("virtual")) {
            copy.remove("time");
        }
        return copy;
    }

    private void send(String text) {
        listeners.removeIf(response -> response.closed() || response.ended());
        for (HttpServerResponse response : listeners) {
            if (response.writeQueueFull()) {
                response.close();
            } else {
                response.write(text);
            }
        }
    }

    private static String message(String event, ObjectNode data) {
        return "event: " + event + "\ndata: " + data + "\n\n";
    }
}
