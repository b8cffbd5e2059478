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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandRulesTest {

    private final TelnyxSimulator telnyx = TelnyxSimulator.start();
    private final TestApplication app = new TestApplication(telnyx);
    private final SimulatedCall call = app.answeredCall();

    @AfterAll
    void close() {
        telnyx.close();
        app.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "answer | {'client_state':'not base64!'} | 90017 | /client_state",
                "answer | {'command_id':7} | 10026 | /command_id",
                "answer | {'record':'yes'} | 10032 | /record",
                "answer | {'record_channels':'triple'} | 10032 | /record_channels",
                "answer | {'record_timeout_secs':-1} | 90049 | /record_timeout_secs",
                "answer | {'webhook_url':'nowhere'} | 10003 | /webhook_url",
                "answer | {'webhook_urls':{'call.nonsense':'http://localhost/'}} | 90057 | /webhook_urls/call.nonsense",
                "answer | {'assistant':{}} | 10004 | /assistant/id",
                "answer | {'send_silence_when_idle':'true'} | 10026 | /send_silence_when_idle",
                "hangup | {'custom_headers':{}} | 10026 | /custom_headers",
                "reject | {} | 10004 | /cause",
                "reject | {'cause':'user_busy'} | 10032 | /cause",
                "bridge | {} | 10004 | /call_control_id",
                "bridge | {'call_control_id':'v3:x','queue':'q'} | 10015 | /queue",
                "bridge | {'call_control_id':'v3:x'} | 90015 | /call_control_id",
                "bridge | {'call_control_id':'v3:x','mute_dtmf':'all'} | 10032 | /mute_dtmf",
                "transfer | {} | 10004 | /to",
                "transfer | {'to':'15550100001'} | 10016 | /to",
                "transfer | {'to':'+15550100001','from':'Me'} | 10016 | /from",
                "transfer | {'to':'+15550100001','timeout_secs':4} | 90028 | /timeout_secs",
                "transfer | {'to':'+15550100001','timeout_secs':601} | 90028 | /timeout_secs",
                "transfer | {'to':'+15550100001','time_limit_secs':29} | 90029 | /time_limit_secs",
                "transfer | {'to':'+15550100001','time_limit_secs':14401} | 90029 | /time_limit_secs",
                "transfer | {'to':'+15550100001','target_leg_client_state':'%'} | 90017 | /target_leg_client_state",
                "transfer | {'to':'+15550100001','audio_url':'a','media_name':'b'} | 10015 | /media_name",
                "transfer | {'to':'+15550100001','send_digits_on_answer':'12x'} | 90014 | /send_digits_on_answer",
                "speak | {'voice':'Telnyx.KokoroTTS.af'} | 10004 | /payload",
                "speak | {'payload':'Hello'} | 10004 | /voice",
                "speak | {'payload':'Hello','voice':'a','payload_type':'html'} | 90011 | /payload_type",
                "speak | {'payload':'Hello','voice':'a','service_level':'gold'} | 90030 | /service_level",
                "speak | {'payload':'Hello','voice':'a','language':'xx-XX'} | 90013 | /language",
                "speak | {'payload':'Hello','voice':'a','loop':101} | 90009 | /loop",
                "speak | {'payload':'Hello','voice':'a','loop':'forever'} | 90009 | /loop",
                "speak | {'payload':'Hello','voice':'a','stop':'overlay'} | 90016 | /stop",
                "speak | {'payload':'Hello','voice':'a','target_legs':'none'} | 10032 | /target_legs",
                "playback_start | {} | 10004 | /audio_url",
                "playback_start | {'audio_url':'a','media_name':'b'} | 10015 | /media_name",
                "playback_start | {'audio_url':'a','audio_type':'ogg'} | 10032 | /audio_type",
                "playback_start | {'audio_url':'a','overlay':'true'} | 10026 | /overlay",
                "playback_start | {'audio_url':'a','loop':0} | 90009 | /loop",
                "playback_stop | {'stop':'now'} | 90016 | /stop",
                "send_dtmf | {} | 10004 | /digits",
                "send_dtmf | {'digits':'12e'} | 90014 | /digits",
                "send_dtmf | {'digits':'1','duration_millis':99} | 90027 | /duration_millis",
                "send_dtmf | {'digits':'1','duration_millis':501} | 90027 | /duration_millis",
                "refer | {} | 10004 | /sip_address",
                "refer | {'sip_address':'+15550100001'} | 10015 | /sip_address",
                "gather | {'minimum_digits':'1'} | 10026 | /minimum_digits",
                "gather | {'minimum_digits':1.5} | 10026 | /minimum_digits",
                "gather | {'minimum_digits':0} | 90022 | /minimum_digits",
                "gather | {'maximum_digits':129} | 90023 | /maximum_digits",
                "gather | {'minimum_digits':5,'maximum_digits':4} | 90022 | /minimum_digits",
                "gather | {'timeout_millis':0} | 90025 | /timeout_millis",
                "gather | {'inter_digit_timeout_millis':120001} | 90026 | /inter_digit_timeout_millis",
                "gather | {'initial_timeout_millis':0} | 90056 | /initial_timeout_millis",
                "gather | {'terminating_digit':'##'} | 90007 | /terminating_digit",
                "gather | {'valid_digits':'12A'} | 90008 | /valid_digits",
                "gather | {'gather_id':''} | 10025 | /gather_id",
                "gather_stop | {'client_state':1} | 10026 | /client_state",
                "gather_using_audio | {'audio_url':'a','maximum_tries':0} | 90024 | /maximum_tries",
                "gather_using_audio | {'audio_url':'a','media_name':'b'} | 10015 | /media_name",
                "gather_using_audio | {'invalid_audio_url':'a','invalid_media_name':'b'} | 10015 | /invalid_media_name",
                "gather_using_speak | {'voice':'a','payload':''} | 10004 | /payload",
                "gather_using_speak | {'voice':'a','payload':'Hi','maximum_tries':129} | 90024 | /maximum_tries",
                "gather_using_speak | {'voice':'a','payload':'Hi','invalid_payload':''} | 90010 | /invalid_payload",
                "gather_using_ai | {} | 10004 | /parameters",
                "gather_using_ai | {'parameters':'{}'} | 10026 | /parameters",
                "gather_using_ai | {'parameters':{},'send_partial_results':1} | 10026 | /send_partial_results",
                "gather_using_ai | {'parameters':{},'user_response_timeout_ms':0} | 10033 | /user_response_timeout_ms",
                "gather_using_ai | {'parameters':{},'message_history':[{'role':'tool'}]} | 10032 | /message_history/0/role",
                "ai_assistant_start | {'assistant':{'id':''}} | 10004 | /assistant/id",
                "ai_assistant_start | {'message_history':[{'content':'a'}]} | 10004 | /message_history/0/role",
                "ai_assistant_start | {'interruption_settings':{'enable':'no'}} | 10026 | /interruption_settings/enable",
                "ai_assistant_stop | {'command_id':{}} | 10026 | /command_id",
                "ai_assistant_add_messages | {'messages':[{'role':'boss'}]} | 10032 | /messages/0/role",
                "ai_assistant_add_messages | {'messages':['a']} | 10026 | /messages/0",
                "ai_assistant_join | {'conversation_id':'c'} | 10004 | /participant",
                "ai_assistant_join | {'conversation_id':'c','participant':{'id':'p','role':'boss'}} | 10032 | /participant/role"
            })
    void refusesAWrongField(String action, String body, String code, String pointer) {
        TestApplication.Response refused = app.send(call, action, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.codes()).containsExactly(code);
        assertThat(refused.pointers()).containsExactly(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'to':'+15550100001','from':'+15550100022'} | 10004 | /connection_id",
                "{'connection_id':'1','to':'nowhere','from':'+15550100022'} | 10016 | /to",
                "{'connection_id':'1','to':['+15550100001','x'],'from':'+15550100022'} | 10016 | /to",
                "{'connection_id':'1','to':'sip:a@example.test','from':'me'} | 10016 | /from",
                "{'connection_id':'1','to':'+15550100001','from':'+15550100022','timeout_secs':1} | 90028 | /timeout_secs",
                "{'connection_id':'1','to':'+15550100001','from':'+15550100022','privacy':'yes'} | 10032 | /privacy"
            })
    void refusesAWrongFieldOfADial(String body, String code, String pointer) {
        TestApplication.Response refused = app.dial(body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.codes()).containsExactly(code);
        assertThat(refused.pointers()).containsExactly(pointer);
    }

    @Test
    void refusesAPayloadOfMoreThan5000Characters() {
        String body = "{'voice':'a','payload':'" + "x".repeat(5001) + "'}";

        assertThat(app.send(call, "speak", body).codes()).containsExactly("90010");
    }

    @Test
    void reportsSeveralErrorsAtOnce() {
        TestApplication.Response refused =
                app.send(call, "gather", "{'minimum_digits':0,'maximum_digits':200,'client_state':'%'}");

        assertThat(refused.codes()).containsExactly("90022", "90023", "90017");
    }

    @Test
    void writesErrorsAsTelnyxDoes() {
        TestApplication.Response refused = app.send(call, "transfer", "{}");

        assertThat(refused.json().at("/errors/0"))
                .isEqualTo(
                        TestApplication.parse(
                                """
                {"code":"10004","title":"Missing required parameter",
                 "detail":"The 'to' parameter is required and cannot be blank.",
                 "source":{"pointer":"/to"},
                 "meta":{"url":"https://developers.telnyx.com/docs/overview/errors/10004"}}"""));
    }

    @Test
    void letsUnknownFieldsPass() {
        assertThat(app.send(call, "gather_stop", "{'added_next_year':{'a':[1]}}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesNullAsMissing() {
        assertThat(app.send(call, "gather_stop", "{'client_state':null}").status())
                .isEqualTo(200);
    }
}
