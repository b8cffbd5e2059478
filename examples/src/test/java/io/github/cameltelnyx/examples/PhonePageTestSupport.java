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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.github.cameltelnyx.simulator.SimulatedCall;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** The phone page in Chromium, with calls to the phone menu. Skipped without Chromium, except in CI. */
@ExtendWith(PhonePageTestSupport.Once.class)
@EnabledIf(value = "canRun", disabledReason = "There is no Chromium on the PATH")
abstract class PhonePageTestSupport {

    private static final AtomicInteger CALLERS = new AtomicInteger(1000);

    /** Each test has a caller of its own, because the page also shows the ended calls of the tests before. */
    final String caller = "+1555010" + CALLERS.incrementAndGet();

    static TelnyxSimulator telnyx;
    private static ExampleApplication application;
    private static Playwright playwright;
    private static Browser browser;
    static Page page;
    /** What the browser's console says. Nothing is what it should say. */
    static final List<String> COMPLAINTS = new ArrayList<>();

    private static void start() {
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

    private static void stop() {
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

    static void visit(TelnyxSimulator simulator) {
        page.navigate("http://localhost:" + simulator.port() + "/");
        sees("live");
    }

    static void sees(String text) {
        page.getByText(text, new Page.GetByTextOptions().setExact(true)).first().waitFor();
    }

    static Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static void hears(String text) {
        page.getByRole(AriaRole.LOG).getByText(text).first().waitFor();
    }

    static void dialsInFrom(String number) {
        page.getByLabel("From").fill(number);
        button("Call").click();
        page.locator(".screen").getByText(number).waitFor();
        hears("Press 1 for sales");
    }

    static Locator entry(String text) {
        return page.locator(".entry").filter(new Locator.FilterOptions().setHasText(text));
    }

    /** Starts the application and the browser for the first class of a JVM, and closes them after the last one. */
    static final class Once implements BeforeAllCallback, AutoCloseable {
        @Override
        public void beforeAll(ExtensionContext context) {
            context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).getOrComputeIfAbsent(Once.class, key -> {
                start();
                return this;
            });
        }

        @Override
        public void close() {
            stop();
        }
    }
}
