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
package io.github.cameltelnyx.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A recorded call with all its legs, to be saved as JSON and replayed. It comes from {@link SimulatedCall#recording()} or
 * from production: any JSON with events as Telnyx sends them, in the order of arrival - the bodies of webhooks one after
 * the other, an array of them, or the response of {@code GET /call_events}. Immutable.
 *
 * <p>It contains the phone numbers, digits and words of the call.
 */
public final class Recording {

    private final JsonNode json;

    private Recording(JsonNode json) {
        this.json = json;
    }

    /** Creates a recording; {@code underWay} are the events that the transcript does not contain yet. */
    static Recording of(Transcript transcript, List<RecordedEvent> underWay) {
        ObjectNode recording = Json.object().put("recording", 1);
        ArrayNode timeline = recording.putArray("timeline");
        transcript.entries().forEach(entry -> timeline.add(entry.toJson()));
        ArrayNode others = recording.putArray("under_way");
        underWay.forEach(event -> others.add(event.data()));
        return new Recording(recording);
    }

    /** Creates a recording from JSON of any origin. */
    public static Recording of(JsonNode json) {
        return new Recording(json.deepCopy());
    }

    /**
     * Reads a recording from a file or, if the file does not exist, from a resource of the class path.
     *
     * @throws IllegalArgumentException if neither exists, or if the content is not JSON
     */
    public static Recording read(String file) {
        Path path = Path.of(file);
        try (InputStream resource = Files.exists(path)
                ? Files.newInputStream(path)
                : Thread.currentThread().getContextClassLoader().getResourceAsStream(file)) {
            if (resource == null) {
                throw new IllegalArgumentException("Neither a file nor a resource " + file + " exists");
            }
            ArrayNode all = Json.array();
            try (MappingIterator<JsonNode> values =
                    Json.MAPPER.readerFor(JsonNode.class).readValues(resource)) {
                values.forEachRemaining(all::add);
            }
            return new Recording(all.size() == 1 ? all.get(0) : all);
        } catch (IOException | RuntimeJsonMappingException e) {
            throw new IllegalArgumentException(file + " is not JSON", e);
        }
    }

    /**
     * Writes the recording to a file, which is replaced if it exists.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void save(String file) {
        try {
            Files.writeString(Path.of(file), json.toPrettyString() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The recording as JSON. */
    public JsonNode toJson() {
        return json.deepCopy();
    }
}
