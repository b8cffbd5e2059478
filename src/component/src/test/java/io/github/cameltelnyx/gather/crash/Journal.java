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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What the routes of several processes do, in a file to which each line is appended at once. It survives the processes. */
final class Journal {

    static final String BEGAN = "began";
    static final String ENDED = "ended";

    private final Path file;
    private final List<Entry> read = new ArrayList<>();
    private long position;

    Journal(Path file) {
        this.file = file;
    }

    /** @param at milliseconds since 1970 */
    record Entry(long at, long process, String what, String about) {

        boolean began() {
            return what.equals(BEGAN);
        }

        boolean ended() {
            return what.equals(ENDED);
        }
    }

    Path file() {
        return file;
    }

    /** Appends a line. What the kernel has is not lost with the process. */
    void write(String what, String about) {
        String line =
                System.currentTimeMillis() + " " + ProcessHandle.current().pid() + " " + what + " " + about + "\n";
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All entries so far. */
    synchronized List<Entry> entries() {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) (channel.size() - position));
            while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) > 0) {}
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            int complete = text.lastIndexOf('\n') + 1;
            text.substring(0, complete).lines().map(Journal::parse).forEach(read::add);
            position += text.substring(0, complete).getBytes(StandardCharsets.UTF_8).length;
            return List.copyOf(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry parse(String line) {
        String[] parts = line.split(" ", 4);
        return new Entry(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2], parts[3]);
    }
}
