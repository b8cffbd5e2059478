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
package io.github.cameltelnyx.gather.command;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cameltelnyx.gather.command.CommandField.Type;

/**
 * The catalog of the fields of Telnyx commands, which are checked before a command is sent. Values that Telnyx extends
 * (voices, languages, models, codecs) are not checked, so that a new value does not require a new release.
 *
 * <p>Source: "Call Control commands" of the Telnyx API reference, and "API error codes" (90002 to 90056) for the limits.
 */
public final class CommandFieldCatalog {

    static final String WAYS_TO_GIVE = "as header, field of the body or option";

    private static final int SPEECH = 3000;
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{1,14}");
    private static final Pattern SIP = Pattern.compile("sips?:\\S+", Pattern.CASE_INSENSITIVE);
    /** dial takes digits to send after the number, behind a comma. */
    private static final Pattern E164_AND_DIGITS = Pattern.compile("\\+[1-9]\\d{1,14}(,[0-9A-DwW*#]+)?");

    private static final Map<String, CommandField> FIELDS = new HashMap<>();

    static {
        integers(1, 128, "minimum_digits", "maximum_digits", "maximum_tries");
        integers(1, 120_000, "inter_digit_timeout_millis", "initial_timeout_millis");
        integers(1, Integer.MAX_VALUE, "timeout_millis", "user_response_timeout_ms");
        integers(100, 500, "duration_millis");
        integers(5, 600, "timeout_secs");
        integers(30, 14_400, "time_limit_secs");
        integers(0, 43_200, "record_max_length");
        integers(0, Integer.MAX_VALUE, "record_timeout_secs", "stream_bidirectional_sampling_rate");

        booleans("send_partial_results", "send_message_history_updates", "trigger_response", "overlay", "cache_audio");
        booleans("hold_after_unbridge", "play_ringtone", "prevent_double_bridge", "early_media", "route_to_mobile");
        booleans("bridge_intent", "bridge_on_answer", "enable_dialogflow", "retry_on_timeout");
        booleans("send_silence_when_idle", "stream_establish_before_call_originate");

        texts(1, SPEECH, "payload");
        texts(0, SPEECH, "invalid_payload", "greeting", "gather_ended_speech");
        texts(1, 40, "gather_id", "record_custom_file_name");
        texts(0, 128, "from_display_name");
        texts(1, 4000, "stream_auth_token");
        texts(1, Integer.MAX_VALUE, "audio_url", "media_name", "invalid_audio_url", "invalid_media_name");
        texts(1, Integer.MAX_VALUE, "playback_content", "connection_id", "conversation_id", "command_id");
        texts(1, Integer.MAX_VALUE, "call_control_id_to_bridge_with", "supervise_call_control_id", "link_to");
        texts(1, Integer.MAX_VALUE, "voice", "language", "queue", "video_room_id", "video_room_context", "ringtone");
        texts(1, Integer.MAX_VALUE, "billing_group_id", "preferred_codecs", "stream_url", "webhook_url");
        texts(1, Integer.MAX_VALUE, "sip_auth_username", "sip_auth_password", "diversion");
        texts(1, Integer.MAX_VALUE, "stream_codec", "stream_bidirectional_codec");

        oneOf("payload_type", "text", "ssml");
        oneOf("service_level", "basic", "premium");
        oneOf("cause", "CALL_REJECTED", "USER_BUSY");
        oneOf("stop", "current", "all", "overlay");
        oneOf("target_legs", "self", "opposite", "both");
        oneOf("stream_bidirectional_target_legs", "self", "opposite", "both");
        oneOf("audio_type", "mp3", "wav");
        oneOf("mute_dtmf", "none", "both", "self", "opposite");
        oneOf("park_after_unbridge", "self");
        oneOf("record", "record-from-answer");
        oneOf("record_channels", "single", "dual");
        oneOf("record_format", "wav", "mp3");
        oneOf("record_track", "both", "inbound", "outbound");
        oneOf("record_trim", "trim-silence");
        oneOf("stream_track", "inbound_track", "outbound_track", "both_tracks");
        oneOf("stream_bidirectional_mode", "mp3", "rtp");
        oneOf("media_encryption", "disabled", "SRTP", "DTLS");
        oneOf("privacy", "id", "none");
        oneOf("sip_transport_protocol", "UDP", "TCP", "TLS");
        oneOf("sip_region", "US", "Europe", "Canada", "Australia", "Middle East");
        oneOf("supervisor_role", "barge", "whisper", "monitor");
        oneOf("webhook_url_method", "POST", "GET");
        oneOf("webhook_urls_method", "POST", "GET");
        oneOf(
                "answering_machine_detection",
                "premium",
                "detect",
                "detect_beep",
                "detect_words",
                "greeting_end",
                "disabled");

        add("terminating_digit", Type.TEXT, matches("[0-9*#]?"), "one of 0-9, * and #, or empty for none", false);
        add("valid_digits", Type.TEXT, matches("[0-9*#]+"), "one or more of 0-9, * and #", false);
        add("digits", Type.TEXT, matches("[0-9A-D*#wW]+"), "one or more of 0-9, A-D, *, #, w and W", true);
        add(
                "send_digits_on_answer",
                Type.TEXT,
                matches("[0-9A-D*#wW]{1,64}"),
                "1 to 64 of 0-9, A-D, *, #, w and W",
                true);
        add("loop", Type.ANY, CommandFieldCatalog::isLoop, "a whole number from 1 to 100, or infinity", false);
        add(
                "to",
                Type.TEXT_OR_LIST,
                CommandFieldCatalog::isDestination,
                "a phone number in E.164 format with a leading plus sign, a SIP address, or a list of them",
                true);
        add(
                "from",
                Type.TEXT,
                value -> isNumberOrSip(value.asText()),
                "a phone number in E.164 format with a leading plus sign, or a SIP address",
                true);
        add(
                "sip_address",
                Type.TEXT,
                value -> SIP.matcher(value.asText()).matches(),
                "a SIP address such as sip:user@host",
                true);
        add("client_state", Type.ANY, value -> true, "", true);
        add("target_leg_client_state", Type.ANY, value -> true, "", true);

        json("parameters", "assistant", "voice_settings", "interruption_settings", "message_history", "messages");
        json("participant", "participants", "custom_headers", "sip_headers", "sound_modifications");
        json("answering_machine_detection_config", "transcription_config", "conference_config", "dialogflow_config");
        json("conversation_relay_config", "deepfake_detection", "webhook_urls", "webhook_retries_policies");
    }

    private CommandFieldCatalog() {}

    public static CommandField field(String name) {
        CommandField field = FIELDS.get(name);
        return field != null ? field : CommandField.unknown(name);
    }

    public static boolean isNumber(String name) {
        return name.equals("to") || name.equals("from");
    }

    private static void integers(int minimum, int maximum, String... names) {
        String rule = maximum == Integer.MAX_VALUE
                ? "a whole number of at least " + minimum
                : "a whole number from " + minimum + " to " + maximum;
        for (String name : names) {
            add(name, Type.INTEGER, value -> value.asInt() >= minimum && value.asInt() <= maximum, rule, false);
        }
    }

    private static void booleans(String... names) {
        for (String name : names) {
            add(name, Type.BOOLEAN, value -> true, "", false);
        }
    }

    private static void texts(int minimum, int maximum, String... names) {
        String rule = maximum == Integer.MAX_VALUE
                ? "a text that is not empty"
                : "a text of " + minimum + " to " + maximum + " characters";
        for (String name : names) {
            add(name, Type.TEXT, value -> hasLength(value.asText(), minimum, maximum), rule, true);
        }
    }

    private static void json(String... names) {
        for (String name : names) {
            add(name, Type.JSON, value -> true, "", true);
        }
    }

    private static void oneOf(String name, String... values) {
        List<String> known = List.of(values);
        add(name, Type.TEXT, value -> known.contains(value.asText()), "one of " + String.join(", ", values), false);
    }

    private static void add(String name, Type type, Predicate<JsonNode> isRight, String rule, boolean confidential) {
        FIELDS.put(name, new CommandField(name, type, isRight, rule, confidential));
    }

    private static Predicate<JsonNode> matches(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return value -> pattern.matcher(value.asText()).matches();
    }

    private static boolean hasLength(String text, int minimum, int maximum) {
        int length = text.codePointCount(0, text.length());
        return length >= minimum && length <= maximum;
    }

    private static boolean isLoop(JsonNode value) {
        return value.isIntegralNumber()
                ? value.asInt() >= 1 && value.asInt() <= 100
                : value.asText().equals("infinity");
    }

    private static boolean isDestination(JsonNode value) {
        if (value.isArray()) {
            for (JsonNode each : value) {
                if (!isNumberOrSip(each.asText())) {
                    return false;
                }
            }
            return !value.isEmpty();
        }
        return value.isTextual()
                && (E164_AND_DIGITS.matcher(value.asText()).matches() || isNumberOrSip(value.asText()));
    }

    private static boolean isNumberOrSip(String text) {
        return E164.matcher(text).matches() || SIP.matcher(text).matches();
    }
}
