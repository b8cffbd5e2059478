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
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.CallEventParseException;
import io.github.cameltelnyx.gather.event.CallEventParser;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Any bytes are an event, whose every view can be read, or no event. */
class CallEventParserFuzzTest {

    static List<byte[]> samples() throws IOException, URISyntaxException {
        Path folder =
                Path.of(CallEventParserFuzzTest.class.getResource("/events").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(CallEventParserFuzzTest::bytes).toList();
        }
    }

    @MethodSource("samples")
    @FuzzTest(maxDuration = "10m")
    void aBodyIsAnEventOrRefused(byte[] body) throws JsonProcessingException {
        CallEvent event;
        try {
            event = CallEventParser.parse(body);
        } catch (CallEventParseException e) {
            assertThat(e).hasNoCause().hasMessage(e.reason().text());
            return;
        }

        assertThat(event.eventId()).isNotBlank();
        assertThat(event.describe()).isEqualTo(event.eventType() + "[" + event.eventId() + "]");
        assertThat(EventBinding.headers(event)).doesNotContainValue(null);
        assertThat(TelnyxGatherConverter.toMap(event)).isNotEmpty();
        assertThat(new ObjectMapper()
                        .readTree(TelnyxGatherConverter.toString(event))
                        .isObject())
                .isTrue();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
