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
package io.github.cameltelnyx.simulator.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

import static io.github.cameltelnyx.simulator.rules.RuleFactory.arrays;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.base64;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.booleans;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.each;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.exclusive;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.integer;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.keys;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.length;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.loop;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.matches;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.objects;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.oneOf;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.phone;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.phoneAndDigits;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.phones;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.required;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.retries;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.strings;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.url;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.urls;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.values;
import static io.github.cameltelnyx.simulator.rules.RuleFactory.within;

/**
 * What Telnyx checks about each command: one table. Limits and codes are those of its API description and error pages;
 * where they disagree the wider limit holds. Fields that are not named here pass. The component has a table of its own on
 * purpose: this one checks it.
 */
public final class CommandRules {

    /** The timeouts that plain gather and its variants accept are not published; any positive number passes. */
    private static final long ANY = Integer.MAX_VALUE;

    private static final String[] SPOKEN_LANGUAGES = {
        "arb", "cmn-CN", "cy-GB", "da-DK", "de-DE", "en-AU", "en-GB", "en-GB-WLS", "en-IN", "en-US", "es-ES", "es-MX",
        "es-US", "fr-CA", "fr-FR", "hi-IN", "is-IS", "it-IT", "ja-JP", "ko-KR", "nb-NO", "nl-NL", "pl-PL", "pt-BR",
        "pt-PT", "ro-RO", "ru-RU", "sv-SE", "tr-TR"
    };
    private static final Set<String> EVENT_TYPES = Set.of(
            "call.initiated",
            "call.answered",
            "call.bridged",
            "call.hangup",
            "call.dtmf.received",
            "call.gather.ended",
            "call.speak.started",
            "call.speak.ended",
            "call.playback.started",
            "call.playback.ended",
            "call.ai_gather.partial_results",
            "call.ai_gather.message_history_updated",
            "call.ai_gather.ended",
            "call.conversation.ended",
            "call.conversation_insights.generated",
            "call.refer.started",
            "call.refer.completed",
            "call.refer.failed",
            "call.recording.saved",
            "call.machine.detection.ended",
            "call.machine.greeting.ended",
            "call.machine.premium.detection.ended",
            "call.machine.premium.greeting.ended");

    private static final List<Rule> COMMON =
            List.of(base64("client_state", ErrorCode.CLIENT_STATE), strings("command_id"));

    private static final List<Rule> WEBHOOKS = List.of(
            url("webhook_url"),
            values("webhook_url_method", "POST", "GET"),
            objects("webhook_urls", "webhook_retries_policies"),
            retries("webhook_retries_policies", 5, 60_000),
            keys("webhook_urls", EVENT_TYPES, ErrorCode.WEBHOOK_EVENT),
            urls("webhook_urls"),
            values("webhook_urls_method", "POST", "GET"));

    private static final List<Rule> RECORDING = List.of(
            values("record", "record-from-answer"),
            values("record_channels", "dual", "single"),
            values("record_format", "mp3", "wav"),
            integer("record_max_length", 0, 43_200, ErrorCode.RANGE),
            integer("record_timeout_secs", 0, ANY, ErrorCode.RECORD_TIMEOUT),
            values("record_track", "both", "inbound", "outbound"),
            values("record_trim", "trim-silence"),
            length("record_custom_file_name", 1, 40, ErrorCode.LENGTH));

    private static final List<Rule> OUTGOING = List.of(
            integer("timeout_secs", 5, 600, ErrorCode.TIMEOUT_SECS),
            integer("time_limit_secs", 30, 14_400, ErrorCode.TIME_LIMIT_SECS),
            matches("from_display_name", "[A-Za-z0-9 \\-_~!.+]{0,128}", ErrorCode.INVALID_VALUE),
            matches("send_digits_on_answer", "[0-9A-DwW*#]{0,64}", ErrorCode.DTMF_DIGITS),
            values("privacy", "id", "none"),
            values("media_encryption", "disabled", "SRTP", "DTLS"),
            values("sip_transport_protocol", "UDP", "TCP", "TLS"),
            values("sip_region", "US", "Europe", "Canada", "Australia", "Middle East"),
            values(
                    "answering_machine_detection",
                    "premium",
                    "detect",
                    "detect_beep",
                    "detect_words",
                    "greeting_end",
                    "disabled"),
            objects("answering_machine_detection_config", "sound_modifications"),
            within(
                    "answering_machine_detection_config",
                    integer("total_analysis_time_millis", 0, ANY, ErrorCode.RANGE)),
            strings("audio_url", "media_name", "preferred_codecs", "sip_auth_username", "sip_auth_password"),
            exclusive("audio_url", "media_name"),
            arrays("custom_headers", "sip_headers"));

    private static final List<Rule> DIGITS = List.of(
            integer("minimum_digits", 1, 128, ErrorCode.MINIMUM_DIGITS),
            integer("maximum_digits", 1, 128, ErrorCode.MAXIMUM_DIGITS),
            CommandRules::minimumUpToMaximum,
            integer("timeout_millis", 1, ANY, ErrorCode.TIMEOUT_MILLIS),
            integer("inter_digit_timeout_millis", 1, 120_000, ErrorCode.INTER_DIGIT_TIMEOUT),
            matches("terminating_digit", "[0-9*#]?", ErrorCode.TERMINATING_DIGIT),
            matches("valid_digits", "[0-9*#]+", ErrorCode.VALID_DIGITS));

    private static final List<Rule> SPEECH = List.of(
            required("payload", "voice"),
            length("payload", 0, 5000, ErrorCode.PAYLOAD),
            strings("voice"),
            values("payload_type", ErrorCode.PAYLOAD_TYPE, "text", "ssml"),
            values("service_level", ErrorCode.SERVICE_LEVEL, "basic", "premium"),
            values("language", ErrorCode.LANGUAGE, SPOKEN_LANGUAGES),
            objects("voice_settings"));

    private static final List<Rule> ASSISTANT =
            List.of(objects("assistant"), within("assistant", required("id"), strings("id")));

    private static final List<Rule> CONVERSATION = List.of(
            length("greeting", 0, 3000, ErrorCode.LENGTH),
            strings("voice"),
            objects("voice_settings", "transcription", "interruption_settings"),
            within("interruption_settings", booleans("enable")),
            booleans("send_message_history_updates"),
            arrays("message_history"));

    private static final Rule FIVE_ROLES = values("role", "user", "assistant", "tool", "system", "developer");

    private static final Map<String, List<Rule>> TABLE = Map.ofEntries(
            command(
                    "dial",
                    List.of(
                            required("connection_id", "to", "from"),
                            strings("connection_id", "link_to", "supervise_call_control_id"),
                            phones("to"),
                            phone("from"),
                            booleans("bridge_intent", "bridge_on_answer", "prevent_double_bridge", "transcription"),
                            booleans("retry_on_timeout", "send_silence_when_idle", "enable_dialogflow"),
                            values("park_after_unbridge", "self"),
                            values("supervisor_role", "barge", "whisper", "monitor")),
                    OUTGOING,
                    RECORDING,
                    ASSISTANT,
                    WEBHOOKS),
            command(
                    "answer",
                    List.of(
                            booleans("send_silence_when_idle", "transcription"),
                            arrays("custom_headers", "sip_headers"),
                            objects("sound_modifications", "transcription_config"),
                            strings("preferred_codecs", "billing_group_id", "stream_url")),
                    RECORDING,
                    ASSISTANT,
                    WEBHOOKS),
            command("hangup", List.of(arrays("custom_headers"))),
            command("reject", List.of(required("cause"), values("cause", "CALL_REJECTED", "USER_BUSY"))),
            command(
                    "bridge",
                    List.of(
                            oneOf("call_control_id", "queue", "video_room_id"),
                            exclusive("call_control_id", "queue", "video_room_id"),
                            strings("call_control_id", "queue", "video_room_id", "video_room_context", "ringtone"),
                            values("mute_dtmf", "none", "both", "self", "opposite"),
                            values("park_after_unbridge", "self"),
                            booleans("hold_after_unbridge", "play_ringtone", "prevent_double_bridge")),
                    RECORDING),
            command(
                    "transfer",
                    List.of(
                            required("to"),
                            phoneAndDigits("to"),
                            phone("from"),
                            booleans("early_media"),
                            values("mute_dtmf", "none", "both", "self", "opposite"),
                            values("park_after_unbridge", "self"),
                            base64("target_leg_client_state", ErrorCode.CLIENT_STATE)),
                    OUTGOING,
                    RECORDING,
                    WEBHOOKS),
            command(
                    "speak",
                    SPEECH,
                    List.of(
                            loop("loop"),
                            values("stop", ErrorCode.STOP, "current", "all"),
                            values("target_legs", "self", "opposite", "both"))),
            command(
                    "playback_start",
                    List.of(
                            oneOf("audio_url", "media_name", "playback_content"),
                            exclusive("audio_url", "media_name", "playback_content"),
                            strings("audio_url", "media_name"),
                            base64("playback_content", ErrorCode.INVALID_VALUE),
                            values("audio_type", "mp3", "wav"),
                            booleans("cache_audio", "overlay"),
                            loop("loop"),
                            values("stop", ErrorCode.STOP, "current", "all"),
                            values("target_legs", "self", "opposite", "both"))),
            command(
                    "playback_stop",
                    List.of(booleans("overlay"), values("stop", ErrorCode.STOP, "all", "current", "overlay"))),
            command(
                    "send_dtmf",
                    List.of(
                            required("digits"),
                            matches("digits", "[0-9A-DwW*#]*", ErrorCode.DTMF_DIGITS),
                            integer("duration_millis", 100, 500, ErrorCode.DURATION_MILLIS))),
            command(
                    "refer",
                    List.of(
                            required("sip_address"),
                            matches("sip_address", "(sips?:\\S+)?", ErrorCode.INVALID_VALUE),
                            strings("sip_auth_username", "sip_auth_password"),
                            arrays("custom_headers", "sip_headers"))),
            command(
                    "gather",
                    DIGITS,
                    List.of(
                            integer("initial_timeout_millis", 1, 120_000, ErrorCode.INITIAL_TIMEOUT),
                            length("gather_id", 1, 40, ErrorCode.LENGTH))),
            command("gather_stop"),
            command(
                    "gather_using_audio",
                    DIGITS,
                    List.of(
                            integer("maximum_tries", 1, 128, ErrorCode.MAXIMUM_TRIES),
                            strings("audio_url", "media_name", "invalid_audio_url", "invalid_media_name"),
                            exclusive("audio_url", "media_name"),
                            exclusive("invalid_audio_url", "invalid_media_name"))),
            command(
                    "gather_using_speak",
                    SPEECH,
                    DIGITS,
                    List.of(
                            integer("maximum_tries", 1, 128, ErrorCode.MAXIMUM_TRIES),
                            length("invalid_payload", 1, 5000, ErrorCode.PAYLOAD))),
            command(
                    "gather_using_ai",
                    List.of(
                            required("parameters"),
                            objects("parameters", "assistant"),
                            length("gather_ended_speech", 0, 3000, ErrorCode.LENGTH),
                            strings("language"),
                            booleans("send_partial_results"),
                            integer("user_response_timeout_ms", 1, ANY, ErrorCode.RANGE),
                            each("message_history", values("role", "assistant", "user"))),
                    CONVERSATION),
            command(
                    "ai_assistant_start",
                    ASSISTANT,
                    CONVERSATION,
                    List.of(each("message_history", required("role"), FIVE_ROLES), arrays("participants"))),
            command("ai_assistant_stop"),
            command(
                    "ai_assistant_add_messages",
                    List.of(
                            arrays("messages"),
                            each("messages", required("role"), FIVE_ROLES),
                            booleans("trigger_response"))),
            command(
                    "ai_assistant_join",
                    List.of(
                            required("conversation_id", "participant"),
                            strings("conversation_id"),
                            objects("participant"),
                            within(
                                    "participant",
                                    required("id", "role"),
                                    strings("id", "name"),
                                    values("role", "user"),
                                    values("on_hangup", "continue_conversation", "end_conversation")))),
            command("client_state_update", List.of(required("client_state"))));

    private CommandRules() {}

    public static Set<String> operations() {
        return TABLE.keySet();
    }

    /** Everything that is wrong with the body, in the order of the table; empty if nothing is. */
    public static List<ApiError> check(String operation, ObjectNode body) {
        List<ApiError> errors = new ArrayList<>();
        TABLE.get(operation).forEach(rule -> rule.check(body, errors));
        return errors;
    }

    @SafeVarargs
    private static Map.Entry<String, List<Rule>> command(String operation, List<Rule>... rules) {
        return Map.entry(
                operation,
                Stream.concat(Stream.of(rules), Stream.of(COMMON))
                        .flatMap(List::stream)
                        .toList());
    }

    /** The code for this contradiction is not published. */
    private static void minimumUpToMaximum(ObjectNode body, List<ApiError> errors) {
        int minimum = body.path("minimum_digits").asInt(1);
        int maximum = body.path("maximum_digits").asInt(128);
        if (maximum >= 1 && maximum <= 128 && minimum <= 128 && minimum > maximum) {
            String detail = "minimum_digits must not be greater than maximum_digits.";
            errors.add(new ApiError(ErrorCode.MINIMUM_DIGITS, detail, "/minimum_digits"));
        }
    }
}
