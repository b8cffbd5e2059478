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

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The longest that a command can last by its fields, with Telnyx's defaults for those that are not given.
 * What the network takes comes on top. Source: the descriptions of the fields in the Telnyx API reference.
 */
public final class ExpectedDuration {

    /** For commands without an end of their own: the longest call that Telnyx permits. */
    static final Duration CALL = Duration.ofSeconds(14_400);

    /** More than a slow voice needs for a character. */
    private static final long MILLIS_PER_CHARACTER = 120;

    /** The length of a recorded prompt is not known; this is a long one. */
    private static final long MILLIS_PER_PROMPT_FILE = 120_000;

    private ExpectedDuration() {}

    /** For a command that an event ends at once. */
    public static Duration shortest(JsonNode fields) {
        return Duration.ofSeconds(30);
    }

    public static Duration call(JsonNode fields) {
        return CALL;
    }

    public static Duration ringing(JsonNode fields) {
        return Duration.ofSeconds(fields.path("timeout_secs").asLong(30));
    }

    public static Duration gather(JsonNode fields) {
        return Duration.ofMillis(fields.path("timeout_millis").asLong(60_000));
    }

    /** Each try: the prompts, the time-out after them, and the digits. */
    public static Duration promptedGather(JsonNode fields) {
        long prompts =
                fields.has("payload") ? speech(fields, "payload", "invalid_payload") : 2 * MILLIS_PER_PROMPT_FILE;
        long digits = fields.path("maximum_digits").asLong(128)
                * fields.path("inter_digit_timeout_millis").asLong(5_000);
        long each = prompts + fields.path("timeout_millis").asLong(60_000) + digits;
        return atMostACall(fields.path("maximum_tries").asLong(3) * each);
    }

    /**
     * Returns the duration of all loops of a speech. Speeches are queued, so each can wait for another one of the same
     * length.
     */
    public static Duration speech(JsonNode fields) {
        return fields.path("loop").asText().equals("infinity")
                ? CALL
                : atMostACall(60_000 + 2 * fields.path("loop").asLong(1) * speech(fields, "payload"));
    }

    /** Returns the duration of all loops of a speech, from its first word. */
    public static Duration spoken(JsonNode fields) {
        return fields.path("loop").asText().equals("infinity")
                ? CALL
                : atMostACall(fields.path("loop").asLong(1) * speech(fields, "payload"));
    }

    private static long speech(JsonNode fields, String... names) {
        long characters = 0;
        for (String name : names) {
            characters += fields.path(name).asText().length();
        }
        return characters * MILLIS_PER_CHARACTER;
    }

    private static Duration atMostACall(long millis) {
        return millis < CALL.toMillis() ? Duration.ofMillis(millis) : CALL;
    }
}
