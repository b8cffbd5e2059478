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
package io.github.cameltelnyx.simulator.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cameltelnyx.simulator.ApiFault;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.github.cameltelnyx.simulator.WebhookFault;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SimulatorControlTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final TelnyxSimulator telnyx = TelnyxSimulator.builder()
            .timeScale(50)
            .patience(Duration.ofSeconds(5))
            .phone()
            .start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void close() {
        telnyx.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + telnyx.port() + path))
                .header("Content-Type", "application/json");
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> send(String method, String path, String body) {
        return exchange(request(path).method(method, BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private JsonNode get(String path) {
        return parse(exchange(request(path)).body());
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(json, e);
        }
    }

    /** An incoming call whose webhooks are dropped. */
    private String call() {
        send("PUT", "/control/webhook", "{'url':'http://localhost:1/events'}");
        telnyx.everyWebhook(WebhookFault.drop());
        return parse(send("POST", "/control/calls", "{'from':'+15550100011','to':'+15550100022'}")
                        .body())
                .path("call_control_id")
                .asText();
    }

    private HttpResponse<String> act(String call, String verb, String body) {
        return send("POST", "/control/calls/" + call + "/" + verb, body);
    }

    private void command(String call, String action, String body) {
        HttpRequest.Builder command = request("/v2/calls/" + call + "/actions/" + action)
                .header("Authorization", "Bearer " + telnyx.apiKey())
                .POST(BodyPublishers.ofString(body.replace('\'', '"')));
        assertThat(exchange(command).statusCode()).isEqualTo(200);
    }

    @Test
    void showsHowToReachTheApi() {
        JsonNode info = get("/control");

        assertThat(info.path("base_url").asText()).isEqualTo(telnyx.baseUrl());
        assertThat(info.path("api_key").asText()).isEqualTo(telnyx.apiKey());
        assertThat(info.at("/time/mode").asText()).isEqualTo("scaled");
        assertThat(exchange(request("/control/public_key")).body()).isEqualTo(telnyx.publicKey());
    }

    @Test
    void playsACaller() {
        String call = call();
        command(call, "answer", "{}");
        act(call, "be_answered", "{}");
        command(call, "gather_using_speak", "{'payload':'Press 1','voice':'female','maximum_digits':1}");

        assertThat(act(call, "hear", "{'text':'Press 1'}").statusCode()).isEqualTo(200);
        act(call, "gather", "{}");
        act(call, "press", "{'digits':'1'}");
        act(call, "hang_up", "{}");
        JsonNode ended =
                parse(act(call, "end", "{'hangup_cause':'normal_clearing'}").body());

        assertThat(ended.path("state").asText()).isEqualTo("ended");
        assertThat(get("/control/events").findValuesAsText("event_type"))
                .containsExactly(
                        "call.initiated", "call.answered", "call.dtmf.received", "call.gather.ended", "call.hangup");
        assertThat(get("/control/commands").findValuesAsText("operation"))
                .containsExactly("answer", "gather_using_speak");
        assertThat(exchange(request("/control/calls/" + call + "/transcript")).body())
                .contains("says \"Press 1\"", "presses 1");
    }

    @Test
    void givesANumberToAnApplication() {
        String id = telnyx.application("desk", "http://localhost:1/desk");

        send("PUT", "/control/numbers/+15550100022", "{'connection_id':'" + id + "'}");

        assertThat(get("/control/calls/" + call()).path("connection_id").asText())
                .isEqualTo(id);
    }

    @Test
    void waitsNoLongerThanTheTimeoutOfTheRequest() {
        HttpResponse<String> response = act(call(), "hear", "{'text':'Press 1','timeout_ms':50}");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(parse(response.body()).path("error").asText())
                .startsWith("Expected the call to hear \"Press 1\", but it is INITIATED. What happened:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT /control/webhook           | {}                                   | The body needs the text \"url\"",
                "PUT /control/webhook           | {'url':'nowhere'}                    | A webhook URL must be an absolute http or https URL, but is nowhere",
                "PUT /control/numbers/+1        | {'connection_id':'17'}               | Unknown application 17",
                "PUT /control/callees/+1        | {'behaviour':'sleeps'}               | \"behaviour\" must be one of answers, is_busy, rejects, does_not_answer, is_a_machine, but is \"sleeps\"",
                "POST /control/calls            | {'from':1}                           | The body needs the text \"from\"",
                "POST /control/calls            | {'from':'nowhere','to':'+15550100022'} | from must be a number like +15550100011 or a SIP address, but is nowhere",
                "POST /control/webhook_faults   | {'fault':'drop'}                     | The body must be an array of faults",
                "PUT /control/response_faults   | {'fault':'status'}                   | The body needs the whole number \"status\"",
                "PUT /control/response_faults   | {'fault':'status','status':99}       | The status must be from 200 to 599, but is 99",
                "POST /control/assistant_replies | [1]                                 | The body must be an array of texts",
                "POST /control/assistant_replies | {}                                  | The body must be an array of texts",
                "PUT /control/random_faults     | {}                                   | The body needs the number \"probability\"",
                "PUT /control/random_faults     | {                                    | The body is not JSON"
            })
    void saysWhatIsWrongWithARequest(String request, String body, String error) {
        String[] line = request.split(" ");

        HttpResponse<String> response = send(line[0], line[1], body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(parse(response.body()).path("error").asText()).startsWith(error);
    }

    @Test
    void knowsNoOtherCallsVerbsAndPaths() {
        assertThat(act("v3:unknown", "hang_up", "{}").statusCode()).isEqualTo(404);
        assertThat(act(call(), "sing", "{}").body())
                .contains("Unknown action \\\"sing\\\"; known are deliver, ai_gather");
        assertThat(exchange(request("/control/nothing")).statusCode()).isEqualTo(404);
        assertThat(exchange(request("/page/nothing.js")).statusCode()).isEqualTo(404);
    }

    @Test
    void servesTheVueThatIsOnTheClassPath() throws IOException {
        Properties webjar = new Properties();
        try (InputStream file = getClass().getResourceAsStream("/META-INF/maven/org.webjars.npm/vue/pom.properties")) {
            webjar.load(file);
        }

        assertThat(exchange(request("/page/vue.js")).body())
                .startsWith("/**\n* vue v" + webjar.getProperty("version") + "\n");
    }

    @Test
    void servesTheControlApiWithoutThePhone() {
        assertThat(exchange(request("/")).statusCode()).isEqualTo(200);
        try (TelnyxSimulator withoutPhone =
                        TelnyxSimulator.builder().controlApi().start();
                TelnyxSimulator withNeither = TelnyxSimulator.start()) {
            assertThat(statusOf(withoutPhone, "/control")).isEqualTo(200);
            assertThat(statusOf(withoutPhone, "/")).isEqualTo(404);
            assertThat(statusOf(withNeither, "/control")).isEqualTo(401);
        }
    }

    private int statusOf(TelnyxSimulator simulator, String path) {
        URI uri = URI.create("http://localhost:" + simulator.port() + path);
        return exchange(HttpRequest.newBuilder(uri)).statusCode();
    }

    @Test
    void theDocumentationListsEveryRequestAndEveryVerb() throws IOException {
        String document = Files.readString(Path.of("docs/control-api.adoc"));
        Vertx vertx = Vertx.vertx();
        List<String> requests = SimulatorControl.router(vertx, telnyx, true).getRoutes().stream()
                .filter(route -> String.valueOf(route.getPath()).startsWith("/control"))
                .map(route -> route.methods().iterator().next() + " " + route.getPath())
                .toList();
        String[] verbs = parse(act(call(), "sing", "{}").body())
                .path("error")
                .asText()
                .replaceFirst(".*known are ", "")
                .split(", ");
        vertx.close();

        assertThat(requests).hasSizeGreaterThan(20).allSatisfy(request -> assertThat(document)
                .contains("\n| `" + request + "` | "));
        assertThat(verbs).hasSizeGreaterThan(14).allSatisfy(verb -> assertThat(document)
                .contains("`" + verb + "`"));
    }

    @Test
    void letsAnAssistantReply() {
        String call = call();
        send("POST", "/control/assistant_replies", "['Until six.','Goodbye.']");
        command(call, "answer", "{}");
        command(call, "ai_assistant_start", "{}");

        act(call, "say", "{'text':'How long are you open?'}");

        assertThat(act(call, "hear", "{'text':'Until six.'}").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWebPagesFromElsewhere() throws IOException, InterruptedException {
        HttpRequest form = HttpRequest.newBuilder(URI.create("http://localhost:" + telnyx.port() + "/control/calls"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}"))
                .build();

        assertThat(client.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
        assertThat(statusForHost("attacker.example")).isEqualTo(403);
        assertThat(statusForHost("localhost:" + telnyx.port())).isEqualTo(200);
    }

    /** The JDK's client does not allow to set the host. */
    private int statusForHost(String host) throws IOException {
        try (var socket = new java.net.Socket("localhost", telnyx.port())) {
            socket.getOutputStream()
                    .write(("GET /control HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(response.split(" ")[1]);
        }
    }

    @Test
    void makesFaultsAndEndsThem() {
        send("POST", "/control/webhook_faults", "[{'fault':'delay','delay_ms':1000,'event_type':'call.hangup'}]");
        send("PUT", "/control/webhook_faults", "{'fault':'drop'}");
        send(
                "POST",
                "/control/response_faults",
                "[{'fault':'status','status':429,'headers':{'Retry-After':'1'}},{'fault':'slow','delay_ms':5}]");
        JsonNode faults = parse(send("PUT", "/control/random_faults", "{'probability':0.5,'seed':7}")
                .body());

        assertThat(faults)
                .isEqualTo(parse("{\"webhook\":\"drop\",\"response\":\"none\",\"next_webhooks\":[\"delay\"],"
                        + "\"next_responses\":[\"status\",\"slow\"],\"random\":{\"probability\":0.5,\"seed\":7}}"));
        assertThat(telnyx.faults().nextWebhooks())
                .containsExactly(WebhookFault.delay(Duration.ofSeconds(1)).on("call.hangup"));
        assertThat(telnyx.faults().nextResponses())
                .extracting(ApiFault::kind)
                .containsExactly(ApiFault.Kind.STATUS, ApiFault.Kind.SLOW);
        assertThat(parse(send("DELETE", "/control/random_faults", "").body())
                        .path("random")
                        .isNull())
                .isTrue();
        assertThat(telnyx.faults().nextWebhooks()).isEmpty();
    }

    @Test
    void recordsACallAndReplaysIt() {
        String call = call();
        act(call, "hang_up", "{}");
        String recording =
                exchange(request("/control/calls/" + call + "/recording")).body();

        JsonNode again = parse(send("POST", "/control/replay", recording).body());

        assertThat(again.path("hangup_cause").asText()).isEqualTo("originator_cancel");
        assertThat(again.path("call_control_id").asText()).isNotEqualTo(call);
        assertThat(send("POST", "/control/replay", "{}").body()).contains("no call.initiated");
    }

    @Test
    void advancesVirtualTimeOnly() {
        assertThat(send("POST", "/control/advance", "{'millis':1000}").statusCode())
                .isEqualTo(409);
    }

    @Test
    void streamsASnapshotAndThenWhatIsNew() throws IOException, InterruptedException {
        String first = call();
        InputStream stream = client.send(request("/control/stream").build(), BodyHandlers.ofInputStream())
                .body();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            Iterator<JsonNode> messages = reader.lines()
                    .filter(line -> line.startsWith("data: "))
                    .map(line -> parse(line.substring(6)))
                    .iterator();

            JsonNode snapshot = messages.next();
            act(first, "hang_up", "{}");

            assertThat(snapshot.path("calls").findValuesAsText("call_control_id"))
                    .containsExactly(first);
            assertThat(snapshot.path("entries").get(0).path("text").asText()).startsWith("calls +15550100022");
            List<Integer> numbers = new CopyOnWriteArrayList<>();
            snapshot.path("entries")
                    .forEach(entry -> numbers.add(entry.path("number").asInt()));
            JsonNode update = messages.next();
            while (!update.at("/calls/0/state").asText().equals("ended")) {
                update.path("entries")
                        .forEach(entry -> numbers.add(entry.path("number").asInt()));
                update = messages.next();
            }
            update.path("entries")
                    .forEach(entry -> numbers.add(entry.path("number").asInt()));
            assertThat(numbers).hasSizeGreaterThanOrEqualTo(3).isSorted().doesNotHaveDuplicates();
        }
    }
}
