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
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The history of calls in the API: call events, webhook deliveries, active calls. */
class HistoryTest extends SimulatorTestBase {

    private static final String APPLICATION = "2811000000000000017";
    private static final String ID = "call_control_id";

    private List<String> eventNames(String query) {
        return app.get("/call_events" + query).json().path("data").findValuesAsText("name");
    }

    private static String legId(SimulatedCall call) {
        return call.events().get(0).payload().path("call_leg_id").asText();
    }

    private static String sessionId(SimulatedCall call) {
        return call.events().get(0).payload().path("call_session_id").asText();
    }

    private JsonNode deliveries(int count) {
        await().until(() -> app.get("/webhook_deliveries").json().path("data").size() >= count);
        return app.get("/webhook_deliveries").json().path("data");
    }

    @Test
    void listsCommandsAndWebhooksInOrder() {
        SimulatedCall call = app.answeredCall();
        app.send(call, "gather", "{'minimum_digits':0}");
        app.status(call);
        app.send(call, "hangup");

        assertThat(eventNames(""))
                .containsExactly("call.initiated", "answer", "call.answered", "hangup", "call.hangup");
    }

    @Test
    void showsTheRawEventAndTheCommand() {
        SimulatedCall call = telnyx.call("+15550100011", "+15550100022");
        app.send(call, "answer", "{'client_state':'QQ=='}");

        JsonNode data = app.get("/call_events").json().path("data");

        assertThat(data.at("/0/record_type").asText()).isEqualTo("call_event");
        assertThat(data.at("/0/type").asText()).isEqualTo("webhook");
        assertThat(data.at("/0/call_leg_id").asText()).isEqualTo(legId(call));
        assertThat(data.at("/0/call_session_id").asText()).isEqualTo(sessionId(call));
        assertThat(data.at("/0/event_timestamp"))
                .isEqualTo(call.events().get(0).data().path("occurred_at"));
        assertThat(data.at("/0/metadata/event")).isEqualTo(call.events().get(0).data());
        assertThat(data.at("/1/type").asText()).isEqualTo("command");
        assertThat(data.at("/1/metadata/command/client_state").asText()).isEqualTo("QQ==");
    }

    @Test
    void findsCallEvents() {
        SimulatedCall first = app.answeredCall();
        SimulatedCall second = telnyx.call("+15550100012", "+15550100022");

        assertThat(eventNames("?filter[leg_id]=" + legId(first)))
                .containsExactly("call.initiated", "answer", "call.answered");
        assertThat(eventNames("?filter[application_session_id]=" + sessionId(second)))
                .containsExactly("call.initiated");
        assertThat(eventNames("?filter[from]=%2B15550100012")).containsExactly("call.initiated");
        assertThat(eventNames("?filter[to]=%2B15550100012")).isEmpty();
        assertThat(eventNames("?filter[name]=call.initiated")).hasSize(2);
        assertThat(eventNames("?filter[type]=command")).containsExactly("answer");
        assertThat(eventNames("?filter[connection_id]=" + APPLICATION)).hasSize(4);
        assertThat(eventNames("?filter[connection_id]=17")).isEmpty();
        assertThat(eventNames("?filter[product]=fax")).isEmpty();
    }

    @Test
    void findsCallEventsByTime() {
        SimulatedCall call = app.answeredCall();
        String time = call.events().get(0).data().path("occurred_at").asText();

        assertThat(eventNames("?filter[occurred_at][eq]=" + time)).containsExactly("call.initiated");
        assertThat(eventNames("?filter[occurred_at][gt]=" + time)).containsExactly("answer", "call.answered");
        assertThat(eventNames("?filter[occurred_at][gte]=" + time)).hasSize(3);
        assertThat(eventNames("?filter[occurred_at][lt]=" + time)).isEmpty();
        assertThat(eventNames("?filter[occurred_at][lte]=" + time)).containsExactly("call.initiated");
    }

    @ParameterizedTest
    @CsvSource({
        "filter[occurred_at][gt]=today, filter[occurred_at][gt]",
        "filter[occurred_at][gt]=2026-03-04T10:15:00Z&filter[occurred_at][lt]=2026-03-04T10:16:00Z, filter[occurred_at]"
    })
    void refusesAWrongFilter(String query, String parameter) {
        TestApplication.Response refused = app.get("/call_events?" + query);

        assertThat(refused.codes()).containsExactly("10031");
        assertThat(refused.json().at("/errors/0/source/parameter").asText()).isEqualTo(parameter);
    }

    @Test
    void pagesCallEvents() {
        app.answeredCall();

        assertThat(eventNames("?page[size]=2&page[number]=2")).containsExactly("call.answered");
    }

    @Test
    void listsFailedCallEvents() {
        app.respondsWith(number -> number == 1 ? 400 : 200);
        SimulatedCall call = app.answeredCall();
        call.delivers("call.answered");

        assertThat(eventNames("?filter[failed]=true")).containsExactly("call.initiated");
    }

    @Test
    void listsDeliveries() {
        app.respondsWith(number -> number == 1 ? 500 : 200);
        SimulatedCall call = telnyx.call("+15550100011", "+15550100022");

        JsonNode delivery = deliveries(1).get(0);

        assertThat(delivery.path("record_type").asText()).isEqualTo("webhook_delivery");
        assertThat(delivery.path("status").asText()).isEqualTo("delivered");
        assertThat(delivery.path("webhook")).isEqualTo(call.events().get(0).data());
        assertThat(delivery.path("attempts").findValuesAsText("status")).containsSubsequence("delivered", "failed");
        assertThat(delivery.at("/attempts/0/http/response/status").asInt()).isEqualTo(200);
        assertThat(delivery.at("/attempts/0/errors")).isEmpty();
        assertThat(delivery.at("/attempts/1/http/request/url").asText()).isEqualTo(app.url("/events"));
        assertThat(delivery.at("/attempts/1/errors")).hasToString("[75500]");
        assertThat(delivery.path("started_at")).isEqualTo(delivery.at("/attempts/1/started_at"));
        assertThat(delivery.path("finished_at")).isEqualTo(delivery.at("/attempts/0/finished_at"));
        assertThat(app.get("/webhook_deliveries/" + delivery.path("id").asText())
                        .json()
                        .path("data"))
                .isEqualTo(delivery);
    }

    @ParameterizedTest
    @CsvSource({"401, 75499", "404, 75404", "204, 75299", "302, 75300", "503, 75599", "0, 75002"})
    void showsWhyADeliveryFailed(int status, int code) {
        try (TelnyxSimulator patient = TelnyxSimulator.builder().timeScale(50).start()) {
            TestApplication receiver = new TestApplication(patient);
            receiver.respondsWith(number -> status == 0 ? 200 : status);
            patient.everyWebhook(status == 0 ? WebhookFault.drop() : WebhookFault.none());
            patient.call("+15550100011", "+15550100022");

            await().untilAsserted(() -> assertThat(receiver.get("/webhook_deliveries?filter[status][eq]=failed")
                            .json()
                            .at("/data/0/attempts/0/errors/0")
                            .asInt())
                    .isEqualTo(code));
            receiver.close();
        }
    }

    @Test
    void doesNotListADeliveryThatIsUnderWay() {
        app.respondsWith(number -> number == 1 ? 500 : 0);
        telnyx.call("+15550100011", "+15550100022");
        await().until(() -> app.webhooks().size() == 2);

        assertThat(app.get("/webhook_deliveries").json().path("data")).isEmpty();
    }

    @Test
    void findsDeliveries() {
        app.answeredCall();
        String started = deliveries(2).at("/0/started_at").asText();

        assertThat(deliveries("filter[event_type]=call.answered,call.hangup")).containsExactly("call.answered");
        assertThat(deliveries("filter[status][eq]=failed")).isEmpty();
        assertThat(deliveries("filter[webhook][contains]=parked")).containsExactly("call.initiated");
        assertThat(deliveries("filter[attempts][contains]=/events")).hasSize(2);
        assertThat(deliveries("filter[started_at][gte]=" + started)).containsExactly("call.answered");
        assertThat(deliveries("filter[finished_at][lte]=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(deliveries("page[size]=1&page[number]=2")).containsExactly("call.initiated");
    }

    private List<String> deliveries(String query) {
        return app.get("/webhook_deliveries?" + query).json().path("data").findValuesAsText("event_type");
    }

    @Test
    void doesNotFindADeliveryUnderAnotherId() {
        assertThat(app.get("/webhook_deliveries/1").codes()).containsExactly("10005");
    }

    @Test
    void listsActiveCalls() {
        app.answeredCall().hangsUp();
        SimulatedCall active = app.answeredCall();

        JsonNode json = app.get("/connections/" + APPLICATION + "/active_calls").json();

        assertThat(json.path("data").findValuesAsText("call_control_id")).containsExactly(active.callControlId());
        assertThat(json.at("/data/0/record_type").asText()).isEqualTo("call");
        assertThat(json.at("/data/0/call_leg_id").asText()).isEqualTo(legId(active));
        assertThat(json.at("/data/0/client_state").asText("missing")).isEmpty();
        assertThat(json.at("/meta/total_items").asInt()).isEqualTo(1);
    }

    @Test
    void pagesActiveCallsForthAndBack() {
        List<String> ids = Stream.of(app.answeredCall(), app.answeredCall(), app.answeredCall())
                .map(SimulatedCall::callControlId)
                .toList();
        String path = "/connections/" + APPLICATION + "/active_calls";

        JsonNode first = app.get(path + "?page[limit]=2").json();
        JsonNode second = follow(first, "next");
        JsonNode again = follow(second, "previous");

        assertThat(first.at("/data").findValuesAsText(ID)).isEqualTo(ids.subList(0, 2));
        assertThat(second.at("/data").findValuesAsText(ID)).isEqualTo(ids.subList(2, 3));
        assertThat(second.at("/meta/next").isNull()).isTrue();
        assertThat(again.at("/data").findValuesAsText(ID)).isEqualTo(ids.subList(0, 2));
        assertThat(again.at("/meta/previous").isNull()).isTrue();
        assertThat(app.get(path + "?page[size]=2&page[number]=2")
                        .json()
                        .at("/data")
                        .findValuesAsText(ID))
                .isEqualTo(ids.subList(2, 3));
    }

    private JsonNode follow(JsonNode list, String where) {
        String path = list.at("/meta/" + where).asText().replaceFirst("/v2", "");
        return app.get(path + "&page[limit]=2").json();
    }

    @Test
    void doesNotKnowActiveCallsOfAnotherApplication() {
        telnyx.application("desk", app.url("/desk"));

        assertThat(app.get("/connections/17/active_calls").codes()).containsExactly("10005");
        assertThat(app.get("/connections/" + APPLICATION + "/active_calls?page[after]=x")
                        .codes())
                .containsExactly("10015");
    }
}
