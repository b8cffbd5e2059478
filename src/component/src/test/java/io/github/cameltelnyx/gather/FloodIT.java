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
package io.github.cameltelnyx.gather;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import com.sun.management.UnixOperatingSystemMXBean;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Good webhooks are responded to in time while others try to prevent it. */
class FloodIT extends EventsTestSupport {

    private static final Logger LOG = LoggerFactory.getLogger(FloodIT.class);
    /** Telnyx sends a webhook again after this time. */
    private static final Duration IN_TIME = Duration.ofSeconds(2);

    private static final String HEAD = "POST /telnyx/events HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\ntelnyx-timestamp: 1780000000\r\nContent-Length: 1000\r\n\r\n";

    @RegisterExtension
    final LogCapture log = new LogCapture();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<SocketChannel> connections = new ArrayList<>();

    @BeforeEach
    void startRoute() throws Exception {
        Configurator.setLevel("io.github.cameltelnyx", Level.INFO);
        startRoute("telnyx-gather:events", "log:events?level=TRACE");
        deliverInTime("first");
    }

    @AfterEach
    void stopThreads() throws IOException {
        threads.shutdownNow();
        for (SocketChannel connection : connections) {
            connection.close();
        }
    }

    @Test
    void wronglySignedWebhooksAtFullSpeed() throws Exception {
        KeyPair stranger = keyPair();
        HttpRequest forged = signed(event("forged").getBytes(StandardCharsets.UTF_8), stranger)
                .build();
        flood(forged, Duration.ofSeconds(1));
        long heap = usedHeap();

        int refused = flood(forged, Duration.ofSeconds(8));

        LOG.info("Refused {} forged webhooks; heap {} -> {}", refused, heap, usedHeap());
        assertThat(refused).isGreaterThan(100);
        assertThat(usedHeap() - heap).isLessThan(20 << 20);
        assertThat(log.lines())
                .filteredOn(line -> line.contains("Rejected a webhook"))
                .hasSize(1);
    }

    @Test
    void bodiesOfAByteEachSecond() throws Exception {
        connect(200);
        ScheduledExecutorService seconds = Executors.newSingleThreadScheduledExecutor();
        try {
            for (SocketChannel connection : connections) {
                send(connection, HEAD);
                seconds.scheduleAtFixedRate(() -> send(connection, "{"), 0, 1, TimeUnit.SECONDS);
            }
            deliverInTime("slow", Duration.ofSeconds(4));
        } finally {
            seconds.shutdownNow();
        }
        assertThat(connections).allMatch(SocketChannel::isConnected);
    }

    @Test
    void tenThousandHalfOpenConnections() throws Exception {
        // both ends are in this process
        int possible = (int) Math.min(10_000, maximumFiles() / 2 - 500);
        connect(possible);
        for (SocketChannel connection : connections) {
            send(connection, HEAD.substring(0, 40));
        }

        deliverInTime("open", Duration.ofSeconds(3));

        LOG.info("{} half-open connections", possible);
        assertThat(connections).hasSize(possible).allMatch(SocketChannel::isConnected);
    }

    /** Sends from eight connections, and good ones meanwhile; gives how many were refused. */
    private int flood(HttpRequest forged, Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        Callable<Integer> sender = () -> {
            int refused = 0;
            while (System.nanoTime() < end) {
                assertThat(post(forged).statusCode()).isEqualTo(401);
                refused++;
            }
            return refused;
        };
        List<Future<Integer>> senders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            senders.add(threads.submit(sender));
        }
        deliverInTime("good" + end, duration);
        int refused = 0;
        for (Future<Integer> each : senders) {
            refused += each.get();
        }
        return refused;
    }

    private void deliverInTime(String id, Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            deliverInTime(id + i);
        }
    }

    private void deliverInTime(String id) throws Exception {
        HttpRequest request = signed(event(id).getBytes(StandardCharsets.UTF_8));
        long start = System.nanoTime();
        assertThat(post(request).statusCode()).isEqualTo(200);
        if (!id.equals("first")) {
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(IN_TIME);
        }
    }

    private void connect(int count) throws IOException {
        InetSocketAddress address = new InetSocketAddress("localhost", uri("/").getPort());
        for (int i = 0; i < count; i++) {
            connections.add(SocketChannel.open(address));
        }
    }

    private static void send(SocketChannel connection, String text) {
        try {
            connection.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long maximumFiles() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getMaxFileDescriptorCount();
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
