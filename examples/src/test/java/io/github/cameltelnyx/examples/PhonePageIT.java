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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** The phone in the browser, at the phone menu. Skipped where there is no Chromium, except in CI. */
@EnabledIf(value = "canRun", disabledReason = "There is no Chromium on the PATH")
class PhonePageIT {

    private static final String CALLER = "+15550100011";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static TelnyxSimulator telnyx;
    private static ExampleApplication application;
    private static Playwright playwright;
    private static Browser browser;
    private static Page page;
    /** What the browser's console says. Nothing is what it should say. */
    private static final List<String> COMPLAINTS = new ArrayList<>();

    @BeforeAll
    static void start() {
        Optional<Path> chromium = chromium();
        assertThat(chromium).as("Chromium on the PATH, which CI must have").isPresent();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium.orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        telnyx = TelnyxSimulator.builder()
                .ringing(Duration.ofMillis(100))
                .phone()
                .start();
        application = ExampleApplication.start(Path.of("phone-menu"), telnyx);
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setReducedMotion(ReducedMotion.REDUCE)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(10_000);
        page = context.newPage();
        page.addInitScript("window.spoken = []; SpeechSynthesis.prototype.speak = said => spoken.push(said.text);");
        page.onConsoleMessage(message -> COMPLAINTS.add(message.text()));
        page.onPageError(COMPLAINTS::add);
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable open : Stream.of(application, telnyx, browser, playwright)
                .filter(one -> one != null)
                .toList()) {
            assertThatCode(open::close).doesNotThrowAnyException();
        }
    }

    @BeforeEach
    void open() {
        telnyx.endFaults();
        COMPLAINTS.clear();
        page.unrouteAll();
        page.setViewportSize(1200, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        visit(telnyx);
    }

    @AfterEach
    void close() {
        telnyx.calls().forEach(SimulatedCall::hangsUp);
        assertThat(COMPLAINTS).as("what the browser's console complains of").isEmpty();
    }

    static boolean canRun() {
        return chromium().isPresent() || "true".equals(System.getenv("CI"));
    }

    private static Optional<Path> chromium() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(Path.of(folder, "chromium"), Path.of(folder, "chromium-browser")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private void visit(TelnyxSimulator simulator) {
        page.navigate("http://localhost:" + simulator.port() + "/");
        sees("live");
    }

    private void sees(String text) {
        page.getByText(text, new Page.GetByTextOptions().setExact(true)).first().waitFor();
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private void hears(String text) {
        page.getByRole(AriaRole.LOG).getByText(text).first().waitFor();
    }

    private void dialsInFrom(String number) {
        page.getByLabel("From").fill(number);
        button("Call").click();
        page.locator(".screen").getByText(number).waitFor();
        hears("Press 1 for sales");
    }

    private Locator entry(String text) {
        return page.locator(".entry").filter(new Locator.FilterOptions().setHasText(text));
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

    private List<String> pressed() {
        return page.locator(".conversation kbd").allTextContents();
    }

    @Test
    void leadsACallThroughTheMenuByMouseAndKeyboard() {
        dialsInFrom(CALLER);

        button("2").click();
        hears("For an order press 3");
        page.keyboard().press("3");

        sees("Connected with +15550100002");
        assertThat(pressed()).containsExactly("2", "3");
        assertThat(page.locator(".calls .card").first().locator(".leg"))
                .satisfies(legs -> assertThat(legs.count()).isEqualTo(2));
    }

    @Test
    void keysThatAreTypedFastAreSentOneAfterTheOther() {
        dialsInFrom(CALLER);
        button("1").click();
        sees("Connected with +15550100001");
        page.evaluate(
                """
                () => {
                    const send = fetch;
                    let now = 0;
                    window.together = 0;
                    window.fetch = (...request) => {
                        together = Math.max(together, ++now);
                        return send(...request).finally(() => now--);
                    };
                }""");

        page.keyboard().type("0*56789#");

        page.locator(".conversation kbd").nth(8).waitFor();
        assertThat(pressed()).containsExactly("1", "0", "*", "5", "6", "7", "8", "9", "#");
        assertThat(page.evaluate("together")).isEqualTo(1);
    }

    @Test
    void whatIsTypedIntoATextFieldIsNoKey() {
        dialsInFrom(CALLER);

        page.getByLabel("To", new Page.GetByLabelOptions().setExact(true)).press("5");
        button("9").click();

        page.locator(".conversation kbd").waitFor();
        assertThat(pressed()).containsExactly("9");
    }

    @Test
    void hangsUp() {
        dialsInFrom(CALLER);

        button("Hang up").click();

        page.locator(".screen").getByText("Ended: normal clearing").waitFor();
        assertThat(button("1").isDisabled()).isTrue();
        assertThat(button("Hang up").isDisabled()).isTrue();
    }

    @Test
    void holdsTwoCallsAtOnce() {
        dialsInFrom("+15550100013");
        dialsInFrom("+15550100014");
        button("1").click();
        sees("Connected with +15550100001");

        page.locator(".leg").getByText("+15550100013").click();

        hears("calls +15550100022 from +15550100013");
        assertThat(pressed()).isEmpty();
        button("2").click();
        hears("For an order press 3");
    }

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
        dialsInFrom(CALLER);

        entry("gather_using_speak").locator("summary").click();
        entry("gather_using_speak").getByRole(AriaRole.BUTTON).click();
        sees("Entry copied as JSON");

        String copied = (String) page.evaluate("navigator.clipboard.readText()");
        assertThat(page.locator("pre").textContent()).isEqualTo(copied);
        assertThat(parse(copied).at("/detail/request/valid_digits").asText()).isEqualTo("12");
    }

    @Test
    void copiesTheTimelineOfTheCallThatIsShown() {
        dialsInFrom(CALLER);
        button("Hang up").click();
        entry("call.hangup").waitFor();

        button("Copy all").click();

        JsonNode copied = parse(clipboard());
        assertThat(copied.findValuesAsText("text")).contains("calls +15550100022 from " + CALLER, "hangs up");
        assertThat(copied.findValuesAsText("call_session_id").stream().distinct())
                .hasSize(1);
    }

    @Test
    void hidesTheDigitsOfNumbersAndKeysInWhatIsShownAndCopied() {
        dialsInFrom(CALLER);
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
        dialsInFrom(CALLER);
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
        assertThat(page.locator(".entry").count()).isEqualTo(2);
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
    void speaksWhatTheIvrSaysIfThatIsSwitchedOnAndRemembersTheSwitch() {
        dialsInFrom(CALLER);
        page.getByLabel("Speak aloud").check();

        button("2").click();
        hears("For an order press 3");

        assertThat(page.evaluate("spoken")).isEqualTo(List.of("For an order press 3, for a repair press 4."));
        page.reload();
        assertThat(page.getByLabel("Speak aloud").isChecked()).isTrue();
        page.getByLabel("Speak aloud").uncheck();
    }

    @Test
    void offersTheRecordingAsAFile() {
        dialsInFrom(CALLER);

        page.getByText("For testers").click();

        Locator link = page.getByText("Save recording");
        assertThat(link.getAttribute("href")).matches("/control/calls/v3%3A[\\w-]+/recording");
        assertThat(link.getAttribute("download")).matches("recording-[\\dT-]+\\.json");
    }

    @Test
    void saysWhyTheSimulatorRefuses() {
        page.route(
                "**/control/calls",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(409)
                        .setBody("{\"error\": \"Set the webhook URL first\"}")));

        button("Call").click();

        page.getByRole(AriaRole.ALERT).getByText("Set the webhook URL first").waitFor();
        button("Dismiss").click();
        assertThat(page.getByRole(AriaRole.ALERT).textContent()).isEmpty();
        // the browser itself notes what was refused
        assertThat(COMPLAINTS).hasSize(1);
        COMPLAINTS.clear();
    }

    @Test
    void fitsASmallDarkScreen() {
        page.setViewportSize(360, 740);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

        dialsInFrom(CALLER);
        double keyPad = button("5").boundingBox().y;
        entry("gather_using_speak").locator("summary").click();
        page.locator("pre").waitFor();

        assertThat(keyPad).isBetween(0.0, 700.0);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(360);
        assertThat(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
                .isEqualTo("rgb(14, 20, 18)");
    }

    @Test
    void asksForTheWebhookUrlWhenThereIsNone() {
        assertThat(page.getByLabel("Webhook URL").count()).isZero();
        try (TelnyxSimulator alone = TelnyxSimulator.builder().phone().start()) {
            visit(alone);
            page.getByLabel("Webhook URL").fill(telnyx.webhookUrl());

            button("Call").click();

            page.locator(".leg").waitFor();
            assertThat(alone.webhookUrl()).isEqualTo(telnyx.webhookUrl());
            page.getByLabel("Webhook URL")
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            page.navigate("about:blank");
        }
    }

    @Test
    void advancesVirtualTime() {
        try (TelnyxSimulator still =
                TelnyxSimulator.builder().virtualTime().phone().start()) {
            visit(still);
            page.getByLabel("Seconds").fill("90");
            Instant before = still.now();

            button("Advance").click();

            page.getByText(Pattern.compile("Virtual time .*"
                            + before.plusSeconds(90).toString().substring(11, 19)))
                    .waitFor();
            page.navigate("about:blank");
        }
    }

    @Test
    void comesBackToASimulatorThatWasStartedAgain() {
        int port;
        try (TelnyxSimulator first = TelnyxSimulator.builder().phone().start()) {
            port = first.port();
            first.webhookUrl("http://localhost:1/");
            first.call("+15550100015", "+15550100022");
            visit(first);
            page.locator(".leg").waitFor();
        }
        sees("connection lost, trying again");
        button("Call").click();
        page.getByRole(AriaRole.ALERT)
                .getByText("The simulator cannot be reached. Is it still running?")
                .waitFor();

        try (TelnyxSimulator second =
                TelnyxSimulator.builder().port(port).phone().start()) {
            page.locator(".leg").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
            sees("live");
            assertThat(page.getByRole(AriaRole.ALERT).textContent()).isEmpty();
            page.navigate("about:blank");
        }
        // the browser itself notes that the connection broke
        COMPLAINTS.clear();
    }
}
