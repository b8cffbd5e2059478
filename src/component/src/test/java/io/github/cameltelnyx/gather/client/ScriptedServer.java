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
package io.github.cameltelnyx.gather.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An HTTP server on plain sockets: it can do to a connection what a well-behaved server cannot. */
final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Queue<ReceivedRequest> received = new ConcurrentLinkedQueue<>();
    private final Function<ReceivedRequest, CompletableFuture<ScriptedResponse>> script;

    /** The script is asked once for each request; a future that is never completed is silence. */
    ScriptedServer(Function<ReceivedRequest, CompletableFuture<ScriptedResponse>> script) throws IOException {
        this.script = script;
        this.listener = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** One response for each request, the last one for all that follow; null is silence. */
    static ScriptedServer responding(ScriptedResponse... responses) throws IOException {
        return new ScriptedServer(request -> {
            ScriptedResponse response = responses[Math.min(request.number(), responses.length) - 1];
            return response == null ? new CompletableFuture<>() : CompletableFuture.completedFuture(response);
        });
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v2");
    }

    List<ReceivedRequest> received() {
        return List.copyOf(received);
    }

    int openConnections() {
        return sockets.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            ReceivedRequest request = read(in);
            while (request != null) {
                received.add(request);
                CompletableFuture<ScriptedResponse> scripted = script.apply(request);
                ScriptedResponse response = scripted.isDone() ? scripted.join() : await(scripted, in);
                if (response == null) {
                    return;
                }
                socket.getOutputStream().write(response.bytes());
                if (response.end() == ScriptedResponse.End.RESET) {
                    socket.setSoLinger(true, 0);
                }
                if (response.end() != ScriptedResponse.End.KEEP) {
                    return;
                }
                request = read(in);
            }
        } catch (IOException e) {
            // the client, or close(), has ended the connection
        } finally {
            sockets.remove(socket);
        }
    }

    /** Waits for the response, or null as soon as the client gives the connection up. */
    private ScriptedResponse await(CompletableFuture<ScriptedResponse> scripted, InputStream in) {
        CompletableFuture<ScriptedResponse> gone = new CompletableFuture<>();
        threads.execute(() -> {
            synchronized (in) {
                try {
                    in.mark(1);
                    if (in.read() < 0) {
                        gone.complete(null);
                    } else {
                        in.reset();
                    }
                } catch (IOException e) {
                    gone.complete(null);
                }
            }
        });
        return (ScriptedResponse) CompletableFuture.anyOf(scripted, gone).join();
    }

    private ReceivedRequest read(InputStream in) throws IOException {
        synchronized (in) { // not between the mark and the reset of await
            return readRequest(in);
        }
    }

    private ReceivedRequest readRequest(InputStream in) throws IOException {
        String requestLine = line(in);
        if (requestLine.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            return null; // cancelled while it was being sent
        }
        String[] parts = requestLine.split(" ");
        return new ReceivedRequest(
                numbers.incrementAndGet(), parts[0], parts[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.append((char) octet);
        }
        return line.toString().strip();
    }
}
