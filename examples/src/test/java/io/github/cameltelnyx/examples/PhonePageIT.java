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

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import javax.imageio.ImageIO;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The phone on the phone page: dialling, keys, speech and the state of the simulator. */
class PhonePageIT extends PhonePageTestSupport {

    @Test
    void leadsACallThroughTheMenuByMouseAndKeyboard() {
        dialsInFrom(caller);

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
        dialsInFrom(caller);
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
        dialsInFrom(caller);

        page.getByLabel("To", new Page.GetByLabelOptions().setExact(true)).press("5");
        button("9").click();

        page.locator(".conversation kbd").waitFor();
        assertThat(pressed()).containsExactly("9");
    }

    @Test
    void hangsUp() {
        dialsInFrom(caller);

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
    void speaksWhatTheIvrSaysIfThatIsSwitchedOnAndRemembersTheSwitch() {
        dialsInFrom(caller);
        page.getByLabel("Speak aloud").check();

        button("2").click();
        hears("For an order press 3");

        assertThat(page.evaluate("spoken")).isEqualTo(List.of("For an order press 3, for a repair press 4."));
        page.reload();
        assertThat(page.getByLabel("Speak aloud").isChecked()).isTrue();
        page.getByLabel("Speak aloud").uncheck();
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

        dialsInFrom(caller);
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

    /** With {@code -Dupdate.docs=true} the screenshot of the documents is made anew. */
    @Test
    void takesTheScreenshotOfTheDocuments() throws IOException {
        page.setViewportSize(1280, 800);
        dialsInFrom(caller);
        button("2").click();
        hears("For an order press 3");
        entry("gather_using_speak → 200").last().waitFor();
        Path target = Path.of("target", "phone.png");

        page.screenshot(new Page.ScreenshotOptions().setPath(target));

        BufferedImage image = ImageIO.read(target.toFile());
        assertThat(image.getWidth()).isEqualTo(1280);
        if (Boolean.getBoolean("update.docs")) {
            Files.copy(target, Path.of("../src/simulator/docs/phone.png"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private List<String> pressed() {
        return page.locator(".conversation kbd").allTextContents();
    }
}
