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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationsTest extends SimulatorTestBase {

    private static final String PATH = "/call_control_applications";
    private static final String OWN_ID = "2811000000000000017";

    private TestApplication.Response create(String name, String more) {
        String body = "{'application_name':'" + name + "','webhook_event_url':'http://localhost:1/" + name + "'";
        return app.send("POST", PATH, body + more + "}");
    }

    private static String id(TestApplication.Response response) {
        return response.json().at("/data/id").asText();
    }

    private List<String> names(String query) {
        return app.get(PATH + query).json().path("data").findValuesAsText("application_name");
    }

    @Test
    void areCreatedWithTelnyxsDefaults() {
        TestApplication.Response created = create("menu", "");

        JsonNode data = created.json().path("data");
        assertThat(created.status()).isEqualTo(201);
        assertThat(data.path("id").asText()).matches("\\d{19}");
        assertThat(data.path("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(data.path("updated_at")).isEqualTo(data.path("created_at"));
        ObjectNode settings = data.deepCopy();
        settings.remove(List.of("id", "created_at", "updated_at"));
        assertThat(settings)
                .isEqualTo(
                        TestApplication.parse(
                                """
                        {"record_type":"call_control_application","application_name":"menu","active":true,
                         "anchorsite_override":"Latency","call_cost_in_webhooks":false,"dtmf_type":"RFC 2833",
                         "first_command_timeout":false,"first_command_timeout_secs":30,
                         "redact_dtmf_debug_logging":false,"webhook_api_version":"1",
                         "webhook_event_url":"http://localhost:1/menu","webhook_event_failover_url":"",
                         "webhook_timeout_secs":null,"tags":[],"outbound":{"channel_limit":null},
                         "inbound":{"channel_limit":null,"shaken_stir_enabled":false,"sip_subdomain":null,
                                    "sip_subdomain_receive_settings":"from_anyone"}}"""));
    }

    @Test
    void areShownAsTheyWereCreated() {
        TestApplication.Response created = create("menu", ",'webhook_timeout_secs':25,'inbound':{'channel_limit':10}");

        TestApplication.Response shown = app.get(PATH + "/" + id(created));

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json()).isEqualTo(created.json());
        assertThat(shown.json().at("/data/inbound/channel_limit").asInt()).isEqualTo(10);
        assertThat(shown.json()
                        .at("/data/inbound/sip_subdomain_receive_settings")
                        .asText())
                .isEqualTo("from_anyone");
    }

    @Test
    void areUpdatedWhereSomethingIsGiven() {
        String id = id(create("menu", ",'webhook_timeout_secs':25,'dtmf_type':'Inband'"));

        TestApplication.Response updated = app.send(
                "PATCH",
                PATH + "/" + id,
                "{'application_name':'desk','webhook_event_url':'https://example.test/','webhook_timeout_secs':null,"
                        + "'tags':['a'],'id':'1','record_type':'x'}");

        JsonNode data = updated.json().path("data");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(data.path("application_name").asText()).isEqualTo("desk");
        assertThat(data.path("webhook_timeout_secs").isNull()).isTrue();
        assertThat(data.path("dtmf_type").asText()).isEqualTo("Inband");
        assertThat(data.path("tags")).hasToString("[\"a\"]");
        assertThat(data.path("id").asText()).isEqualTo(id);
        assertThat(app.get(PATH + "/" + id).json()).isEqualTo(updated.json());
    }

    @Test
    void areReturnedOnceMoreWhenTheyAreDeleted() {
        TestApplication.Response created = create("menu", "");

        TestApplication.Response deleted =
                app.exchange(app.request(PATH + "/" + id(created)).DELETE());

        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.json()).isEqualTo(created.json());
        assertThat(app.get(PATH + "/" + id(created)).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                   | 10004 | /application_name",
                "{'application_name':'a'}                             | 10004 | /webhook_event_url",
                "{'webhook_event_url':'nowhere'}                      | 10003 | /webhook_event_url",
                "{'webhook_event_failover_url':'ftp://example.test'}  | 10003 | /webhook_event_failover_url",
                "{'webhook_api_version':'3'}                          | 10032 | /webhook_api_version",
                "{'anchorsite_override':'Moon'}                       | 10032 | /anchorsite_override",
                "{'webhook_timeout_secs':31}                          | 10033 | /webhook_timeout_secs",
                "{'active':'yes'}                                     | 10026 | /active",
                "{'inbound':{'sip_subdomain_receive_settings':'all'}} | 10032 | /inbound/sip_subdomain_receive_settings",
                "{'outbound':{'outbound_voice_profile_id':1}}         | 10026 | /outbound/outbound_voice_profile_id"
            })
    void areRefusedWithWrongSettings(String body, String code, String pointer) {
        TestApplication.Response refused = app.send("POST", PATH, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.codes()).contains(code);
        assertThat(refused.pointers()).contains(pointer);
        assertThat(app.get(PATH).json().at("/meta/total_results").asInt()).isEqualTo(1);
    }

    @Test
    void needNameAndUrlForAnUpdateAsWell() {
        String path = PATH + "/" + id(create("menu", ""));

        assertThat(app.send("PATCH", path, "{'active':false}").pointers())
                .containsExactly("/application_name", "/webhook_event_url");
        assertThat(app.get(path).json().at("/data/active").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"GET", "PATCH", "DELETE"})
    void areNotFoundUnderAnotherId(String method) {
        TestApplication.Response refused = app.send(method, PATH + "/123", "{}");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.codes()).containsExactly("10005");
    }

    @ParameterizedTest
    @CsvSource({"PUT, /call_control_applications", "POST, /call_control_applications/1", "POST, /call_events"})
    void refuseOtherMethods(String method, String path) {
        assertThat(app.send(method, path, "{}").codes()).containsExactly("10030");
    }

    @Test
    void areListedNewestFirstUnlessSorted() {
        create("menu", ",'active':false");
        create("desk", "");

        assertThat(names("")).containsExactly("desk", "menu", "simulator");
        assertThat(names("?sort=created_at")).containsExactly("simulator", "menu", "desk");
        assertThat(names("?sort=connection_name")).containsExactly("desk", "menu", "simulator");
        assertThat(names("?sort=-connection_name")).containsExactly("simulator", "menu", "desk");
        assertThat(names("?sort=active")).containsExactly("menu", "simulator", "desk");
    }

    @Test
    void areFound() {
        create("Menu-one", ",'outbound':{'outbound_voice_profile_id':'77'}");
        create("desk", "");

        assertThat(names("?filter[application_name][contains]=MENU")).containsExactly("Menu-one");
        assertThat(names("?filter[outbound.outbound_voice_profile_id]=77")).containsExactly("Menu-one");
    }

    @Test
    void arePaged() {
        create("menu", "");
        create("desk", "");

        TestApplication.Response page = app.get(PATH + "?page[size]=2&page[number]=2");

        assertThat(page.json().path("data").findValuesAsText("application_name"))
                .containsExactly("simulator");
        assertThat(page.json().path("meta"))
                .isEqualTo(TestApplication.parse(
                        "{\"page_number\":2,\"page_size\":2,\"total_pages\":2,\"total_results\":3}"));
    }

    @ParameterizedTest
    @CsvSource({
        "page[size]=251, 10033, page[size]",
        "page[number]=x, 10033, page[number]",
        "sort=name, 10018, sort",
        "filter[application_name][contains]=me, 10031, filter[application_name][contains]"
    })
    void areNotListedForAWrongQuery(String query, String code, String parameter) {
        JsonNode error = app.get(PATH + "?" + query).json().at("/errors/0");

        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.at("/source/parameter").asText()).isEqualTo(parameter);
    }

    @Test
    void includeTheSimulatorsOwnWhichStays() {
        JsonNode own = app.get(PATH + "/" + OWN_ID).json().path("data");

        TestApplication.Response refused =
                app.exchange(app.request(PATH + "/" + OWN_ID).DELETE());

        assertThat(own.path("webhook_event_url").asText()).isEqualTo(app.url("/events"));
        assertThat(own.path("webhook_api_version").asText()).isEqualTo("2");
        assertThat(refused.codes()).containsExactly("10021");
    }

    @Test
    void areRecordedAsOperations() {
        create("menu", "");
        app.get(PATH);

        assertThat(telnyx.commands())
                .extracting(RecordedCommand::operation)
                .containsExactly("application_create", "application_list");
        assertThat(telnyx.transcript().toString()).contains("application_create -> 201");
    }
}
