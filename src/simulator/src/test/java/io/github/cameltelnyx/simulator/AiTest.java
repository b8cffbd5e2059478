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

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AiTest extends SimulatorTestBase {

    private static final String APPOINTMENT = "'greeting':'Which day suits you?','user_response_timeout_ms':600000,"
            + "'parameters':{'type':'object','properties':{'day':{'type':'string'},'hour':{'type':'integer'}},"
            + "'required':['day','hour']}";

    private final SimulatedCall call = app.answeredCall();

    @Test
    void fillsTheRequiredValuesOneAfterTheOther() {
        TestApplication.Response response = app.send(call, "gather_using_ai", "{" + APPOINTMENT + "}");

        call.hears("Which day").says("Tuesday").hears("hour").says("9");

        JsonNode ended = payload(call, "call.ai_gather.ended");
        assertThat(ended.path("status").asText()).isEqualTo("valid");
        assertThat(ended.path("result")).hasToString("{\"day\":\"Tuesday\",\"hour\":9}");
        assertThat(ended.path("message_history").findValuesAsText("content"))
                .isEqualTo(List.of("Which day suits you?", "Tuesday", "And the hour?", "9"));
        assertThat(payload(call, "call.conversation.ended").path("conversation_id"))
                .isEqualTo(response.json().at("/data/conversation_id"));
        assertThat(types(call)).containsSubsequence("call.ai_gather.ended", "call.conversation.ended");
    }

    @Test
    void repeatsThePromptForANumberItDidNotUnderstand() {
        app.send(call, "gather_using_ai", "{" + APPOINTMENT + "}");

        call.says("Tuesday").hears("hour").says("at nine").hears("hour").says("9");

        assertThat(payload(call, "call.ai_gather.ended").at("/result/hour").asInt())
                .isEqualTo(9);
    }

    @Test
    void endsAtTheFirstValueIfNoneIsRequired() {
        app.send(
                call,
                "gather_using_ai",
                "{'parameters':{'properties':{'wish':{'type':'string'}}},'user_response_timeout_ms':600000}");

        call.says("A table for two");

        assertThat(payload(call, "call.ai_gather.ended").at("/result/wish").asText())
                .isEqualTo("A table for two");
    }

    @Test
    void letsTheTestDecideTheResult() {
        app.send(call, "gather_using_ai", "{" + APPOINTMENT + "}");

        call.aiGatherResult(Map.of("day", "Friday", "hour", 17));

        assertThat(payload(call, "call.ai_gather.ended").path("result"))
                .isEqualTo(TestApplication.parse("{\"day\":\"Friday\",\"hour\":17}"));
    }

    @Test
    void saysFarewellBeforeItEnds() {
        app.send(
                call,
                "gather_using_ai",
                "{'gather_ended_speech':'Thank you.','parameters':{},'user_response_timeout_ms':600000}");

        call.says("Hello").hears("Thank you.");

        assertThat(payload(call, "call.ai_gather.ended")
                        .at("/message_history/1/content")
                        .asText())
                .isEqualTo("Thank you.");
    }

    @Test
    void publishesPartialResultsAndHistoryOnRequest() {
        app.send(
                call,
                "gather_using_ai",
                "{" + APPOINTMENT + ",'send_partial_results':true,'send_message_history_updates':true}");

        call.hears("Which day").says("Tuesday").hears("hour").says("9");

        payload(call, "call.conversation.ended");
        assertThat(payload(call, "call.ai_gather.partial_results").path("partial_results"))
                .isEqualTo(TestApplication.parse("{\"day\":\"Tuesday\"}"));
        assertThat(types(call).subList(2, types(call).size()))
                .containsExactly(
                        "call.ai_gather.message_history_updated",
                        "call.ai_gather.message_history_updated",
                        "call.ai_gather.partial_results",
                        "call.ai_gather.message_history_updated",
                        "call.ai_gather.message_history_updated",
                        "call.ai_gather.partial_results",
                        "call.ai_gather.ended",
                        "call.conversation.ended");
    }

    @Test
    void endsAsInvalidWhenTheCallerIsSilent() {
        app.send(call, "gather_using_ai", "{'parameters':{},'user_response_timeout_ms':1000}");

        assertThat(payload(call, "call.ai_gather.ended").path("status").asText())
                .isEqualTo("invalid");
    }

    @Test
    void endsWithTheCall() {
        app.send(call, "gather_using_ai", "{" + APPOINTMENT + "}");

        call.says("Tuesday").hangsUp();

        assertThat(payload(call, "call.ai_gather.ended").path("status").asText())
                .isEqualTo("invalid");
        assertThat(payload(call, "call.ai_gather.ended").at("/result/day").asText())
                .isEqualTo("Tuesday");
        call.delivers("call.conversation.ended");
    }

    @Test
    void isReplacedByAKeyGather() {
        app.send(call, "gather_using_ai", "{" + APPOINTMENT + "}");

        app.send(call, "gather", "{'initial_timeout_millis':120000}");

        call.delivers("call.ai_gather.ended");
        call.isGathering();
    }

    @Test
    void runsAnAssistant() {
        TestApplication.Response response = app.send(
                call,
                "ai_assistant_start",
                "{'assistant':{'id':'assistant-1'},'greeting':'How can I help?','send_message_history_updates':true}");

        call.hears("How can I help?")
                .says("Open on Sunday?")
                .assistantSays("Yes, until six.")
                .hears("until six");
        app.send(call, "ai_assistant_stop");

        JsonNode ended = payload(call, "call.conversation.ended");
        assertThat(ended.path("conversation_id")).isEqualTo(response.json().at("/data/conversation_id"));
        assertThat(ended.path("assistant_id").asText()).isEqualTo("assistant-1");
        assertThat(ended.path("tts_voice_id").asText()).isEqualTo("af");
        assertThat(payload(call, "call.conversation_insights.generated").path("results"))
                .hasSize(1);
        assertThat(types(call))
                .filteredOn("call.ai_gather.message_history_updated"::equals)
                .hasSize(3);
        assertThat(call.state()).isEqualTo(CallState.ANSWERED);
    }

    @Test
    void repliesAsTheScriptSays() {
        telnyx.assistantReplies("Until six.", "You are welcome.");
        app.send(call, "ai_assistant_start", "{'greeting':'How can I help?','send_message_history_updates':true}");

        call.says("Open on Sunday?").hears("Until six.");
        call.says("Thank you").hears("You are welcome.").says("Bye").hangsUp();

        call.delivers("call.hangup");
        assertThat(call.events().stream()
                        .filter(event -> event.eventType().equals("call.ai_gather.message_history_updated"))
                        .reduce((earlier, later) -> later)
                        .orElseThrow()
                        .payload()
                        .path("message_history")
                        .findValuesAsText("content"))
                .containsExactly(
                        "How can I help?", "Open on Sunday?", "Until six.", "Thank you", "You are welcome.", "Bye");
    }

    @Test
    void repliesAtOnceWhenACommandRequestsIt() {
        telnyx.assistantReplies("Shall I book it?");
        app.send(call, "ai_assistant_start");
        String message = "{'messages':[{'role':'system','content':'Offer to book'}]";

        app.send(call, "ai_assistant_add_messages", message + "}");
        assertThat(call.transcript().toString()).doesNotContain("Shall I book it?");
        app.send(call, "ai_assistant_add_messages", message + ",'trigger_response':true}");

        call.hears("Shall I book it?");
    }

    @Test
    void endsAnAssistantWithTheCall() {
        app.send(call, "ai_assistant_start");

        call.hangsUp();

        call.delivers("call.conversation.ended");
        call.delivers("call.conversation_insights.generated");
    }

    @Test
    void refusesASecondAssistant() {
        app.send(call, "ai_assistant_start");

        assertThat(app.send(call, "ai_assistant_start").codes()).containsExactly("90061");
    }

    @Test
    void takesMessagesForAnAssistant() {
        app.send(call, "ai_assistant_start", "{'send_message_history_updates':true}");

        app.send(
                call,
                "ai_assistant_add_messages",
                "{'messages':[{'role':'system','content':'Be brief'},{'role':'user','content':'Hi'}]}");

        JsonNode history =
                payload(call, "call.ai_gather.message_history_updated").path("message_history");
        assertThat(history.findValuesAsText("content")).containsExactly("Hi");
    }

    @Test
    void refusesMessagesWithoutAnAssistant() {
        assertThat(app.send(call, "ai_assistant_add_messages", "{'messages':[]}")
                        .codes())
                .containsExactly("10027");
    }

    @Test
    void joinsAConversation() {
        String id = app.send(call, "ai_assistant_start")
                .json()
                .at("/data/conversation_id")
                .asText();
        String participant = "'participant':{'id':'v3:other','role':'user'}";

        TestApplication.Response response = app.send(
                app.answeredCall(), "ai_assistant_join", "{'conversation_id':'" + id + "'," + participant + "}");

        assertThat(response.json().at("/data/conversation_id").asText()).isEqualTo(id);
    }

    @Test
    void endsWhenTheCallerInterruptsTheFarewell() {
        String farewell = "'gather_ended_speech':'" + "Thank you. ".repeat(200) + "'";
        app.send(call, "gather_using_ai", "{" + farewell + ",'parameters':{},'user_response_timeout_ms':600000}");

        call.says("Hello").hears("Thank you.").says("Bye");

        JsonNode ended = payload(call, "call.ai_gather.ended");
        assertThat(ended.path("status").asText()).isEqualTo("valid");
        assertThat(ended.path("message_history").findValuesAsText("content")).endsWith("Bye");
    }

    @Test
    void finishesTheFarewellIfItMustNotBeInterrupted() {
        String farewell = "'gather_ended_speech':'Thank you.','interruption_settings':{'enable':false}";
        app.send(call, "gather_using_ai", "{" + farewell + ",'parameters':{},'user_response_timeout_ms':600000}");

        call.says("Hello").hears("Thank you.").says("Bye");

        assertThat(payload(call, "call.ai_gather.ended").path("status").asText())
                .isEqualTo("valid");
        assertThat(types(call)).containsOnlyOnce("call.ai_gather.ended");
    }
}
