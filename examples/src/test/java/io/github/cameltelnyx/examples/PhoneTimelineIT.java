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
package io.github.cameltelnyx.examples;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The timeline and the faults on the phone page. */
class PhoneTimelineIT extends PhonePageTestSupport {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void tellsTheEntriesOfSeveralCallsApart() {
        dialsInFrom("+15550100016");
        dialsInFrom("+15550100017");
        assertThat(page.locator(".entry small").count()).isZero();

        page.getByLabel("all calls").check();

        entry("+15550100016")
                .filter(new Locator.FilterOptions().setHasText("answer →"))
                .waitFor();
        entry("+15550100017")
                .filter(new Locator.FilterOptions().setHasText("answer →"))
                .waitFor();
    }

    @Test
    void opensTheJsonOfAnEntryAndCopiesIt() {
        dialsInFrom(caller);

        entry("gather_using_speak").locator("summary").click();
        entry("gather_using_speak").getByRole(AriaRole.BUTTON).click();
        sees("Entry copied as JSON");

        String copied = (String) page.evaluate("navigator.clipboard.readText()");
        assertThat(page.locator("pre").textContent()).isEqualTo(copied);
        assertThat(parse(copied).at("/detail/request/valid_digits").asText()).isEqualTo("12");
    }

    @Test
    void copiesTheTimelineOfTheCallThatIsShown() {
        dialsInFrom(caller);
        button("Hang up").click();
        entry("call.hangup").waitFor();

        button("Copy all").click();

        JsonNode copied = parse(clipboard());
        assertThat(copied.findValuesAsText("text")).contains("calls +15550100022 from " + caller, "hangs up");
        assertThat(copied.findValuesAsText("call_session_id").stream().distinct())
                .hasSize(1);
    }

    @Test
    void hidesTheDigitsOfNumbersAndKeysInWhatIsShownAndCopied() {
        dialsInFrom(caller);
        button("1").click();
        sees("Connected with +15550100001");
        entry("call.dtmf.received").locator("summary").click();

        page.getByLabel("Redact digits").check();
        button("Copy all").click();

        String copied = clipboard();
        String shown = (String) page.evaluate("document.body.innerText");
        assertThat(List.of(copied, shown)).allSatisfy(text -> assertThat(text)
                .doesNotContain("555010", "presses 1", "\"digit\": \"1\"", "\"digits\": \"1\"")
                .contains("presses •", "\"digit\": \"•\"", "Press 1 for sales"));
        assertThat(page.getByLabel("From").getAttribute("type")).isEqualTo("password");
        page.getByLabel("Redact digits").uncheck();
        sees("presses 1");
    }

    @Test
    void tellsARefusedCommandAndItsRetryFromTheOthers() {
        dialsInFrom(caller);
        page.locator("fieldset")
                .filter(new Locator.FilterOptions().setHasText("Responses of the API"))
                .getByText("Next")
                .click();
        sees("Next response: error status");

        button("2").click();
        hears("For an order press 3");

        assertThat(entry("gather_using_speak → 503").innerText()).contains("failed");
        assertThat(entry("gather_using_speak → 200").last().innerText()).contains("retry");
        page.getByLabel("Show").selectOption("Failures");
        assertThat(entry("command").count()).isEqualTo(2);
    }

    @Test
    void keepsWebhooksFromTheApplicationUntilAllFaultsEnd() {
        button("No webhooks at all").click();
        sees("Every webhook: never arrives");

        button("Call").click();

        entry("call.initiated → dropped").getByText("failed").waitFor();
        button("End all faults").click();
        sees("No fault");
    }

    @Test
    void showsTheSeedOfRandomFaults() {
        page.getByLabel("probability").fill("0.5");
        page.getByLabel("seed").fill("4711");

        button("Start").click();

        sees("Random: probability 0.5, seed 4711");
    }

    @Test
    void offersTheRecordingAsAFile() {
        dialsInFrom(caller);

        page.getByText("For testers").click();

        Locator link = page.getByText("Save recording");
        assertThat(link.getAttribute("href")).matches("/control/calls/v3%3A[\\w-]+/recording");
        assertThat(link.getAttribute("download")).matches("recording-[\\dT-]+\\.json");
    }

    private String clipboard() {
        sees("Timeline copied as JSON");
        return (String) page.evaluate("navigator.clipboard.readText()");
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new AssertionError("No JSON: " + json, e);
        }
    }
}
