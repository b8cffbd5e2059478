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

import java.time.Duration;

import io.github.cameltelnyx.gather.command.CommandField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The default timeout of a wait is the longest duration of the command. */
class ExpectedDurationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        gather           | {}                                                                          | PT1M
        gather           | {"timeout_millis":5000}                                                     | PT5S
        gatherUsingSpeak | {"payload":"1234567890","timeout_millis":4000,"maximum_tries":1,"maximum_digits":1,"inter_digit_timeout_millis":1000} | PT6.2S
        gatherUsingSpeak | {"payload":"1234567890","timeout_millis":4000,"maximum_tries":2,"maximum_digits":3,"inter_digit_timeout_millis":1000} | PT16.4S
        gatherUsingSpeak | {"payload":"x"}                                                             | PT35M0.36S
        gatherUsingAudio | {"timeout_millis":4000,"maximum_tries":1,"maximum_digits":1}                | PT4M9S
        gatherUsingAi    | {}                                                                          | PT4H
        speak            | {"payload":"1234567890"}                                                    | PT1M2.4S
        speak            | {"payload":"1234567890","loop":10}                                          | PT1M24S
        speak            | {"payload":"1234567890","loop":"infinity"}                                  | PT4H
        dial             | {"timeout_secs":20}                                                         | PT20S
        transfer         | {}                                                                          | PT30S
        hangup           | {}                                                                          | PT30S
        """)
    void followsTheFieldsOfTheCommand(TelnyxGatherOperation operation, String fields, Duration expected) {
        assertThat(operation.spec().duration(CommandField.parse(fields))).isEqualTo(expected);
    }
}
