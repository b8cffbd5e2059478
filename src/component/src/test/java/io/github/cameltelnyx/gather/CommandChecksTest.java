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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is refused before anything is sent, and how the error reads. */
class CommandChecksTest extends CommandTestSupport {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        gather           | minimumDigits          | 0        | a whole number from 1 to 128
        gather           | minimumDigits          | 129      | a whole number from 1 to 128
        gather           | maximumDigits          | 0        | a whole number from 1 to 128
        gather           | maximumDigits          | 129      | a whole number from 1 to 128
        gather           | maximumDigits          | many     | a whole number from 1 to 128
        gather           | maximumDigits          | 1.5      | a whole number from 1 to 128
        gather           | maximumDigits          | 99999999999 | a whole number from 1 to 128
        gather           | interDigitTimeoutMillis | 0       | a whole number from 1 to 120000
        gather           | interDigitTimeoutMillis | 120001  | a whole number from 1 to 120000
        gather           | initialTimeoutMillis   | 120001   | a whole number from 1 to 120000
        gather           | timeoutMillis          | 0        | a whole number of at least 1
        gather           | terminatingDigit       | A        | one of 0-9, * and #, or empty for none
        gather           | terminatingDigit       | 12       | one of 0-9, * and #, or empty for none
        gather           | validDigits            | 12a      | one or more of 0-9, * and #
        gather           | validDigits            | ''       | one or more of 0-9, * and #
        gatherUsingAudio | maximumTries           | 129      | a whole number from 1 to 128
        gatherUsingSpeak | payloadType            | html     | one of text, ssml
        gatherUsingSpeak | serviceLevel           | best     | one of basic, premium
        gatherUsingAi    | sendPartialResults     | yes      | true or false
        speak            | loop                   | 101      | a whole number from 1 to 100, or infinity
        speak            | loop                   | forever  | a whole number from 1 to 100, or infinity
        speak            | targetLegs             | nobody   | one of self, opposite, both
        playbackStop     | stop                   | some     | one of current, all, overlay
        playbackStart    | audioType              | ogg      | one of mp3, wav
        reject           | cause                  | BUSY     | one of CALL_REJECTED, USER_BUSY
        sendDtmf         | durationMillis         | 99       | a whole number from 100 to 500
        sendDtmf         | durationMillis         | 501      | a whole number from 100 to 500
        dial             | timeoutSecs            | 4        | a whole number from 5 to 600
        """)
    void namesPlaceValueAndRule(String operation, String option, String value, String rule) {
        String header = "CamelTelnyxGather" + Character.toUpperCase(option.charAt(0)) + option.substring(1);

        Exchange byHeader = send("telnyx-gather:" + operation, null, Map.of(header, value));
        Exchange byBody = send("telnyx-gather:" + operation, Map.of(option, value));

        assertThat(byHeader.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(operation + ": header " + header + " is '" + value + "' but must be " + rule);
        assertThat(byBody.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(operation + ": " + option + " in the body is '" + value + "' but must be " + rule);
        assertThat(api.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        sendDtmf | digits     | 12x           | one or more of 0-9, A-D, *, #, w and W
        transfer | to         | 015550100001  | a phone number in E.164 format with a leading plus sign, a SIP address, or a list of them
        transfer | to         | +0155501      | a phone number in E.164 format with a leading plus sign, a SIP address, or a list of them
        transfer | from       | Ada Lovelace  | a phone number in E.164 format with a leading plus sign, or a SIP address
        refer    | sipAddress | +15550100001  | a SIP address
        """)
    void doesNotRepeatAValueThatIsNobodysBusiness(String operation, String option, String value, String rule) {
        Exchange exchange = send("telnyx-gather:" + operation, Map.of(option, value));

        assertThat(exchange.getException())
                .hasMessageContaining(option + " in the body is a value of " + value.length() + " characters")
                .hasMessageContaining(rule)
                .hasMessageNotContaining(value);
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void speechIsAtMost3000CharactersHoweverManyBytesTheyTake() {
        Exchange fits = send("telnyx-gather:speak", "\uD83D\uDCDE".repeat(3000));
        Exchange tooLong = send("telnyx-gather:speak", "a".repeat(3001));

        assertThat(fits.getException()).isNull();
        assertThat(tooLong.getException()).hasMessageContaining("1 to 3000 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        gatherUsingSpeak       | payload must be set
        speak                  | payload must be set
        gatherUsingAi          | parameters must be set
        aiAssistantJoin        | conversationId, participant must be set
        gatherUsingAudio       | one of these must be set: audioUrl, mediaName
        playbackStart          | one of these must be set: audioUrl, mediaName, playbackContent
        bridge                 | one of these must be set: callControlIdToBridgeWith, queue, videoRoomId
        transfer               | to must be set
        dial                   | connectionId, to, from must be set
        reject                 | cause must be set
        sendDtmf               | digits must be set
        refer                  | sipAddress must be set
        clientStateUpdate      | clientState must be set
        """)
    void namesWhatIsMissing(String operation, String problem) {
        Exchange exchange = send("telnyx-gather:" + operation, null);

        assertThat(exchange.getException()).hasMessageStartingWith(operation + ": " + problem);
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void fieldsThatExcludeEachOtherAreNotSentTogether() {
        Exchange both = send("telnyx-gather:gatherUsingAudio?audioUrl=http://a.test/a.wav&mediaName=menu", null);
        Exchange invalid = send(
                "telnyx-gather:gatherUsingAudio?mediaName=menu",
                Map.of("invalid_audio_url", "http://a.test", "invalid_media_name", "x"));

        assertThat(both.getException())
                .hasMessage("gatherUsingAudio: only one of these may be set: audioUrl, mediaName");
        assertThat(invalid.getException())
                .hasMessage("gatherUsingAudio: only one of these may be set: invalidAudioUrl, invalidMediaName");
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void theMinimumMayNotBeAboveTheMaximum() {
        Exchange exchange = send("telnyx-gather:gather?minimumDigits=4", Map.of("maximum_digits", "3"));

        assertThat(exchange.getException())
                .hasMessage("gather: minimumDigits is 4 but must not be greater than maximumDigits, which is 3");
    }

    @Test
    void aCommandNeedsACall() {
        Exchange exchange = template.send("telnyx-gather:hangup", message -> {});

        assertThat(exchange.getException())
                .hasMessageContaining("callControlId is missing")
                .hasMessageContaining("CamelTelnyxGatherCallControlId");
    }

    @Test
    void aBodyThatGivesNoFieldsIsAnError() {
        List<Object> bodies = new ArrayList<>(List.of("just text", List.of(1), 5, "[1]"));

        for (Object body : bodies) {
            assertThat(send("telnyx-gather:hangup", body).getException())
                    .hasMessageContaining("it must be a Map, a JSON object or a bean. Remove the body");
        }
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void aFieldGivenInBothSpellingsIsAnError() {
        Exchange exchange = send("telnyx-gather:gather", "{\"minimum_digits\":1,\"minimumDigits\":2}");

        assertThat(exchange.getException()).hasMessageContaining("is set twice");
    }

    @Test
    void anUnknownOperationFailsAtStartAndListsTheKnownOnes() {
        assertThatThrownBy(() -> context.getEndpoint("telnyx-gather:gatherUsingSpeech"))
                .rootCause()
                .hasMessageContaining("Unknown operation gatherUsingSpeech")
                .hasMessageContaining("gatherUsingSpeak")
                .hasMessageContaining("events");
    }

    @ParameterizedTest
    @CsvSource({"gather_using_speak", "gather-using-speak", "GatherUsingSpeak", "gatherUsingSpeak"})
    void telnyxsOwnSpellingAndDashesAreTaken(String operation) {
        assertThat(context.getEndpoint("telnyx-gather:" + operation, TelnyxGatherEndpoint.class)
                        .getOperation())
                .isEqualTo(TelnyxGatherOperation.gatherUsingSpeak);
    }

    @Test
    void anOptionOfAnotherOperationFailsAtStart() {
        assertThatThrownBy(() -> context.getEndpoint("telnyx-gather:hangup?maximumDigits=1"))
                .rootCause()
                .hasMessageContaining("telnyx-gather:hangup has no option maximumDigits");
    }

    @Test
    void aWrongOptionFailsAtStart() {
        assertThatThrownBy(() -> context.getEndpoint("telnyx-gather:gather?maximumDigits=129")
                        .createProducer()
                        .start())
                .hasMessage("gather: option maximumDigits is '129' but must be a whole number from 1 to 128");
    }

    @Test
    void anUnknownOptionFailsAtStart() {
        assertThatThrownBy(() -> context.getEndpoint("telnyx-gather:gather?maximumDigit=1"))
                .hasMessageContaining("Unknown parameters=[{maximumDigit=1}]");
    }

    @Test
    void aCommandIsNoConsumerAndEventsIsNoProducer() {
        assertThatThrownBy(() -> context.getEndpoint("telnyx-gather:gather").createConsumer(exchange -> {}))
                .hasMessageContaining("is a command: use it in to()");
        assertThatThrownBy(() -> context.getEndpoint("telnyx-gather:events").createProducer())
                .hasMessageContaining("use it in from()");
    }
}
