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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that runs {@link NodeMain}. */
final class NodeProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final Path directory;
    private int port;
    private volatile long killedAt;

    private NodeProcess(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts the process, whose routes start later. Its log is in {@code target} of its directory. */
    static NodeProcess launch(Map<String, String> options) {
        try {
            Path directory = Files.createTempDirectory("telnyx-node");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx96m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xshare:auto",
                    "-cp",
                    System.getProperty("java.class.path"),
                    NodeMain.class.getName()));
            options.forEach((name, value) -> command.add(name + "=" + value));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectError(directory.resolve("errors").toFile());
            return new NodeProcess(builder.start(), directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the routes, and returns when the node receives events. */
    NodeProcess start() {
        try {
            expect("ready");
            OutputStream console = process.getOutputStream();
            console.write("start\n".getBytes(StandardCharsets.UTF_8));
            console.flush();
            port = Integer.parseInt(expect("port ").substring("port ".length()));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the classes of the node are loaded, so that its start is quick. */
    private String expect(String beginning) throws IOException {
        String line = output.readLine();
        if (line == null || !line.startsWith(beginning)) {
            throw new IOException("The node wrote " + line + " instead of " + beginning + "; see " + directory);
        }
        return line;
    }

    int port() {
        return port;
    }

    long id() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** When {@code kill} was called, in milliseconds since 1970; 0 if it was not. */
    long killedAt() {
        return killedAt;
    }

    /** On Linux this is SIGKILL. */
    void kill() {
        if (killedAt == 0) {
            killedAt = System.currentTimeMillis();
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
