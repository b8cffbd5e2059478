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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.gather.command.FieldNames;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes out, against {@code telnyx-commands.json}: the commands, fields and types of the official description. */
class CommandFieldsTest extends CommandTestSupport {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode OFFICIAL = official();

    /** Given with another field of its group, these are refused. */
    private static final Set<String> EXCLUDED =
            Set.of("media_name", "invalid_media_name", "queue", "video_room_id", "playback_content");

    private static final Map<String, String> SAMPLES = Map.ofEntries(
            Map.entry("terminating_digit", "*"),
            Map.entry("valid_digits", "123"),
            Map.entry("digits", "1w23"),
            Map.entry("send_digits_on_answer", "007"),
            Map.entry("payload_type", "ssml"),
            Map.entry("service_level", "basic"),
            Map.entry("cause", "USER_BUSY"),
            Map.entry("stop", "all"),
            Map.entry("target_legs", "both"),
            Map.entry("stream_bidirectional_target_legs", "both"),
            Map.entry("audio_type", "wav"),
            Map.entry("mute_dtmf", "self"),
            Map.entry("park_after_unbridge", "self"),
            Map.entry("record", "record-from-answer"),
            Map.entry("record_channels", "single"),
            Map.entry("record_format", "wav"),
            Map.entry("record_track", "both"),
            Map.entry("record_trim", "trim-silence"),
            Map.entry("stream_track", "both_tracks"),
            Map.entry("stream_bidirectional_mode", "rtp"),
            Map.entry("media_encryption", "SRTP"),
            Map.entry("privacy", "id"),
            Map.entry("sip_transport_protocol", "TLS"),
            Map.entry("sip_region", "Middle East"),
            Map.entry("supervisor_role", "whisper"),
            Map.entry("webhook_url_method", "GET"),
            Map.entry("webhook_urls_method", "GET"),
            Map.entry("answering_machine_detection", "detect_words"),
            Map.entry("to", "+15550100001"),
            Map.entry("from", "+15550100002"),
            Map.entry("sip_address", "sip:desk@example.test"),
            Map.entry("language", "en-US"),
            Map.entry("stream_codec", "PCMU"),
            Map.entry("stream_bidirectional_codec", "PCMU"),
            Map.entry("stream_bidirectional_sampling_rate", "8000"),
            Map.entry("preferred_codecs", "G722,PCMU,PCMA,G729,OPUS,VP8,H264"),
            Map.entry("ringtone", "de"),
            Map.entry("billing_group_id", "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"),
            Map.entry("voice_settings", "{\"type\":\"telnyx\",\"voice_speed\":1.2}"),
            Map.entry("assistant", "{\"id\":\"assistant-1\"}"),
            Map.entry("participant", "{\"id\":\"p-1\",\"role\":\"user\"}"),
            Map.entry("participants", "[{\"id\":\"p-1\",\"role\":\"user\"}]"),
            Map.entry("messages", "[{\"role\":\"user\",\"content\":\"Hello\"}]"),
            Map.entry("message_history", "[{\"role\":\"user\",\"content\":\"Hello\"}]"),
            Map.entry("sip_headers", "[{\"name\":\"User-to-User\",\"value\":\"1\"}]"),
            Map.entry("webhook_urls", "{\"call.hangup\":\"https://app.example.test/hangup\"}"),
            Map.entry("webhook_retries_policies", "{\"call.hangup\":{\"retries_ms\":[1000,2000]}}"),
            Map.entry("deepfake_detection", "{\"enabled\":true}"),
            Map.entry("conversation_relay_config", "{\"url\":\"wss://app.example.test/relay\"}"),
            // texts that look like numbers stay texts
            Map.entry("connection_id", "2811000000000000017"),
            Map.entry("from_display_name", "4711"),
            Map.entry("gather_id", "true"),
            Map.entry("diversion", "sip:x@example.test"));

    @ParameterizedTest
    @MethodSource("operations")
    void sendsEveryFieldOfTheBodyWithItsOfficialType(String operation) {
        send("telnyx-gather:" + operation, samples(operation));

        assertSent(operation, samples(operation).keySet());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void sendsEveryOptionOfTheUriWithItsOfficialType(String operation) {
        Map<String, String> samples = samples(operation);
        Set<String> options = TelnyxGatherOperation.parse(operation).options();
        String query = samples.entrySet().stream()
                .map(field -> (options.contains(optionField(operation, field.getKey()))
                                ? FieldNames.optionName(optionField(operation, field.getKey()))
                                : "field." + field.getKey())
                        + "=RAW(" + field.getValue() + ")")
                .collect(Collectors.joining("&"));

        send("telnyx-gather:" + operation + (query.isEmpty() ? "" : "?" + query), null);

        assertSent(operation, samples.keySet());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void sendsEveryOptionGivenByHeaderWithItsOfficialType(String operation) {
        Map<String, String> samples = samples(operation);
        Map<String, Object> headers = new LinkedHashMap<>();
        Map<String, String> rest = new LinkedHashMap<>(samples);
        TelnyxGatherOperation.parse(operation).options().forEach(option -> {
            String field = wireField(operation, option);
            if (samples.containsKey(field)) {
                headers.put(FieldNames.headerName(option), samples.get(field));
                rest.remove(field);
            }
        });

        send("telnyx-gather:" + operation, rest, headers);

        assertSent(operation, samples.keySet());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void sendsOnlyWhatIsRequiredWhenNothingElseIsGiven(String operation) {
        Map<String, String> required = samples(operation);
        Set<String> names = names(OFFICIAL.path(operation).path("required"));
        if (operation.equals("gatherUsingAudio") || operation.equals("playbackStart")) {
            names.add("audio_url");
        }
        required.keySet().retainAll(names);

        send("telnyx-gather:" + operation, required);

        Set<String> sent = names(api.only().json());
        sent.remove("command_id");
        assertThat(sent).isEqualTo(names);
    }

    @Test
    void theTableOfOperationsIsTheOfficialOne() {
        for (TelnyxGatherOperation operation : TelnyxGatherOperation.values()) {
            if (!operation.isCommand() || operation == TelnyxGatherOperation.callStatus) {
                continue;
            }
            JsonNode official = OFFICIAL.path(operation.name());
            assertThat(operation.method()).isEqualTo(official.path("method").asText());
            assertThat(operation.path()).isEqualTo(official.path("path").asText());
            assertThat(operation.options()).allSatisfy(option -> assertThat(names(official.path("fields")))
                    .contains(wireField(operation.name(), option)));
        }
    }

    @Test
    void everyScalarOfTheGatherAndAssistantCommandsIsAnOption() {
        for (TelnyxGatherOperation operation : TelnyxGatherOperation.values()) {
            if (!operation.name().startsWith("gather") && !operation.name().startsWith("aiAssistant")) {
                continue;
            }
            Set<String> scalars = names(OFFICIAL.path(operation.name()).path("fields"));
            scalars.removeIf(field -> Set.of("object", "array")
                            .contains(OFFICIAL.path(operation.name())
                                    .path("fields")
                                    .path(field)
                                    .asText())
                    && !field.equals("parameters"));
            assertThat(operation.options()).as(operation.name()).isEqualTo(scalars);
        }
    }

    private void assertSent(String operation, Set<String> fields) {
        JsonNode sent = api.only().json();
        assertThat(api.only().method())
                .isEqualTo(OFFICIAL.path(operation).path("method").asText());
        assertThat(api.only().path())
                .isEqualTo("/v2"
                        + OFFICIAL.path(operation)
                                .path("path")
                                .asText()
                                .replace("{call_control_id}", CALL.replace(":", "%3A")));
        assertThat(names(sent)).containsAll(fields);
        for (Map.Entry<String, JsonNode> field : sent.properties()) {
            String type =
                    OFFICIAL.path(operation).path("fields").path(field.getKey()).asText();
            assertThat(field.getValue().getNodeType().name().toLowerCase().replace("number", "integer"))
                    .as(operation + " " + field.getKey())
                    .isIn((Object[]) type.split("\\|"));
            String sample = samples(operation).get(field.getKey());
            if (sample != null) {
                assertThat(field.getValue()).as(field.getKey()).isEqualTo(expected(field.getKey(), sample, type));
            }
        }
    }

    private static JsonNode expected(String field, String sample, String type) {
        if (field.endsWith("client_state")) {
            return JSON.getNodeFactory()
                    .textNode(Base64.getEncoder().encodeToString(sample.getBytes(StandardCharsets.UTF_8)));
        }
        try {
            return type.contains("string") && !field.equals("loop")
                    ? JSON.getNodeFactory().textNode(sample)
                    : JSON.readTree(sample);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> samples(String operation) {
        Map<String, String> samples = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field :
                OFFICIAL.path(operation).path("fields").properties()) {
            if (!EXCLUDED.contains(field.getKey())) {
                samples.put(
                        field.getKey(), sample(field.getKey(), field.getValue().asText()));
            }
        }
        if (operation.equals("dial") || operation.equals("transfer")) {
            samples.put("media_name", samples.remove("audio_url") == null ? "" : "menu");
        }
        if (operation.equals("gatherUsingAi")) {
            samples.put("language", "en");
        }
        return samples;
    }

    private static String sample(String field, String type) {
        return switch (type) {
            case "integer", "integer|string" -> SAMPLES.getOrDefault(field, "100");
            case "boolean" -> "true";
            case "object" -> SAMPLES.getOrDefault(field, "{\"a\":{\"type\":\"string\"}}");
            case "array" -> SAMPLES.getOrDefault(field, "[{\"name\":\"X-A\",\"value\":\"1\"}]");
            default -> SAMPLES.getOrDefault(field, "Zwölf & 12 %41 + more");
        };
    }

    /** bridge: the option has a name of its own, for callControlId is the call itself. */
    private static String wireField(String operation, String option) {
        return operation.equals("bridge") && option.equals("call_control_id_to_bridge_with")
                ? "call_control_id"
                : option;
    }

    private static String optionField(String operation, String field) {
        return operation.equals("bridge") && field.equals("call_control_id") ? "call_control_id_to_bridge_with" : field;
    }

    private static Set<String> names(JsonNode node) {
        Stream<String> names = node instanceof ObjectNode object
                ? object.properties().stream().map(Map.Entry::getKey)
                : Stream.iterate(0, i -> i < node.size(), i -> i + 1)
                        .map(i -> node.get(i).asText());
        return names.collect(Collectors.toSet());
    }

    static Stream<String> operations() {
        return OFFICIAL.properties().stream().map(Map.Entry::getKey);
    }

    private static JsonNode official() {
        try (InputStream file = CommandFieldsTest.class.getResourceAsStream("/telnyx-commands.json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void callStatusIsAGetWithoutABody() {
        Exchange exchange = send("telnyx-gather:callStatus", "any body");

        assertThat(exchange.getException()).isNull();
        assertThat(api.only().method()).isEqualTo("GET");
        assertThat(api.only().path()).isEqualTo("/v2/calls/v3%3AQmFja1lhcmQtc2ltLTAwMDE");
        assertThat(api.only().body()).isEmpty();
    }
}
