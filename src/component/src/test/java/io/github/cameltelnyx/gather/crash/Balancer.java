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
package io.github.cameltelnyx.gather.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/**
 * A load balancer for TCP: connections go to the nodes in turn, to the next one if a node does not accept, wait while none
 * does, and are cut when their node dies. It reads along which event got which response from which node.
 */
final class Balancer implements AutoCloseable {

    private static final Pattern EVENT_ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final long CONNECT_AGAIN = 100;
    private static final String STATUS_LINE = "HTTP/1.1 ";

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final NetServer server;
    private final List<NodeProcess> nodes = new CopyOnWriteArrayList<>();
    private final List<Response> responses = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Predicate<Response> filter = response -> true;

    /** @param at milliseconds since 1970 */
    record Response(String event, int status, NodeProcess node, long at) {}

    Balancer() throws Exception {
        server = vertx.createNetServer()
                .connectHandler(this::accept)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    int port() {
        return server.actualPort();
    }

    void add(NodeProcess node) {
        nodes.add(node);
    }

    void remove(NodeProcess node) {
        nodes.remove(node);
    }

    List<NodeProcess> nodes() {
        return List.copyOf(nodes);
    }

    /** The responses of the nodes so far, including those that were withheld. */
    List<Response> responses() {
        return responses;
    }

    /** Sets which responses Telnyx gets: the connection of another one is cut in its place. */
    void passes(Predicate<Response> newFilter) {
        filter = newFilter;
    }

    private void accept(NetSocket telnyx) {
        telnyx.pause();
        AtomicBoolean waits = new AtomicBoolean(true);
        telnyx.closeHandler(closed -> waits.set(false));
        connect(telnyx, waits);
    }

    private void connect(NetSocket telnyx, AtomicBoolean waits) {
        List<NodeProcess> candidates = new ArrayList<>(nodes);
        if (!candidates.isEmpty()) {
            Collections.rotate(candidates, -(turn.getAndIncrement() % candidates.size()));
        }
        connect(telnyx, waits, candidates.iterator());
    }

    private void connect(NetSocket telnyx, AtomicBoolean waits, Iterator<NodeProcess> candidates) {
        if (!candidates.hasNext()) {
            vertx.setTimer(CONNECT_AGAIN, timer -> {
                if (waits.get()) {
                    connect(telnyx, waits);
                }
            });
            return;
        }
        NodeProcess node = candidates.next();
        client.connect(node.port(), "localhost")
                .onSuccess(backend -> {
                    if (waits.get()) {
                        new Connection(telnyx, backend, node).open();
                    } else {
                        backend.close();
                    }
                })
                .onFailure(refused -> connect(telnyx, waits, candidates));
    }

    @Override
    public void close() {
        vertx.close();
    }

    private final class Connection {
        private final NetSocket telnyx;
        private final NetSocket backend;
        private final NodeProcess node;
        private final StringBuilder request = new StringBuilder();

        Connection(NetSocket telnyx, NetSocket backend, NodeProcess node) {
            this.telnyx = telnyx;
            this.backend = backend;
            this.node = node;
        }

        void open() {
            telnyx.closeHandler(closed -> backend.close());
            backend.closeHandler(closed -> telnyx.close());
            telnyx.exceptionHandler(failure -> backend.close());
            backend.exceptionHandler(failure -> telnyx.close());
            backend.handler(this::respond);
            telnyx.handler(data -> {
                request.append(data.toString());
                backend.write(data);
            });
            telnyx.resume();
        }

        private void respond(Buffer data) {
            String text = data.toString();
            if (!text.startsWith(STATUS_LINE) || passes(text)) {
                telnyx.write(data);
            } else {
                telnyx.close();
            }
        }

        private boolean passes(String text) {
            Matcher id = EVENT_ID.matcher(request);
            Response response = new Response(
                    id.find() ? id.group(1) : "",
                    Integer.parseInt(text.substring(STATUS_LINE.length(), STATUS_LINE.length() + 3)),
                    node,
                    System.currentTimeMillis());
            request.setLength(0);
            responses.add(response);
            return filter.test(response);
        }
    }
}
