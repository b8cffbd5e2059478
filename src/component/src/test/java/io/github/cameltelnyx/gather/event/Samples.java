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
package io.github.cameltelnyx.gather.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Webhook bodies under {@code src/test/resources/events}. */
final class Samples {

    private Samples() {}

    static CallEvent parsed(String name) throws CallEventParseException {
        return CallEventParser.parse(bytes(name));
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder().resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of all bodies of call events, v1 excluded. */
    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files
                    .map(file -> file.getFileName().toString().replace(".json", ""))
                    .filter(name -> name.startsWith("call-"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** The body of an event of this type with this payload. */
    static byte[] event(String type, String payload) {
        return """
                {"data": {"record_type": "event", "id": "e1", "event_type": "%s", "payload": %s}}"""
                .formatted(type, payload)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Path folder() {
        try {
            return Path.of(Samples.class.getResource("/events").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
