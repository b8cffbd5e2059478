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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** Stands between a client and its servers, which get the connections in turn, and can cut all of them. */
final class TcpProxy implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private final List<Integer> ports;
    private final NetServer server;
    private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile boolean cut;

    TcpProxy(Integer... ports) throws Exception {
        this.ports = List.of(ports);
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

    /** Cuts all connections and those that come later. */
    void cut() {
        cut = true;
        open.forEach(NetSocket::close);
    }

    void restore() {
        cut = false;
    }

    private void accept(NetSocket accepted) {
        if (cut) {
            accepted.close();
            return;
        }
        accepted.pause();
        open.add(accepted);
        int port = ports.get(Math.floorMod(turn.getAndIncrement(), ports.size()));
        client.connect(port, "localhost")
                .onSuccess(connected -> {
                    accepted.closeHandler(closed -> {
                        open.remove(accepted);
                        connected.close();
                    });
                    connected.closeHandler(closed -> accepted.close());
                    accepted.exceptionHandler(failure -> connected.close());
                    connected.exceptionHandler(failure -> accepted.close());
                    connected.handler(accepted::write);
                    accepted.handler(connected::write);
                    accepted.resume();
                    if (cut) {
                        accepted.close();
                    }
                })
                .onFailure(refused -> {
                    open.remove(accepted);
                    accepted.close();
                });
    }

    @Override
    public void close() {
        vertx.close();
    }
}
