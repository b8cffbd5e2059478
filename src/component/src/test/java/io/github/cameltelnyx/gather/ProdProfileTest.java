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

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Insecure options in an application of camel-main. */
class ProdProfileTest {

    private static final String COMPONENT = "camel.component.telnyx-gather.";
    private static final String EVENTS = "telnyx-gather:events";
    private static final String SPEAK = "telnyx-gather:speak";

    private final Main main = new Main();

    @AfterEach
    void stop() {
        main.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {EVENTS, SPEAK})
    void prodRefusesWebhooksWithoutVerification(String uri) {
        main.addInitialProperty(COMPONENT + "verify-signature", "false");

        assertThatThrownBy(() -> start("prod", uri))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "option verifySignature is false but must be true under camel.main.profile=prod: remove the "
                                + "option and set publicKey to the public key of the Telnyx portal, or use another profile");
    }

    @ParameterizedTest
    @ValueSource(strings = {EVENTS, SPEAK})
    void prodRefusesInsecureHttp(String uri) {
        main.addInitialProperty(COMPONENT + "allow-insecure-http", "true");

        assertThatThrownBy(() -> start("prod", uri))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "option allowInsecureHttp is true but must be false under camel.main.profile=prod: remove the "
                                + "option and set baseUrl to an https URL, or use another profile");
    }

    @Test
    void prodRefusesTheOptionOfOneEndpointToo() {
        assertThatThrownBy(() -> start("prod", EVENTS + "?verifySignature=false"))
                .rootCause()
                .hasMessageStartingWith("option verifySignature is false");
    }

    @Test
    void prodPermitsTheDefaults() throws Exception {
        start("prod", SPEAK);

        assertThat(main.isStarted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "test"})
    void otherProfilesPermitBoth(String profile) throws Exception {
        main.addInitialProperty(COMPONENT + "verify-signature", "false");
        main.addInitialProperty(COMPONENT + "allow-insecure-http", "true");

        start(profile, SPEAK);

        assertThat(main.isStarted()).isTrue();
    }

    private void start(String profile, String uri) throws Exception {
        main.addInitialProperty("camel.main.profile", profile);
        // only the route of this test
        main.addInitialProperty("camel.main.routes-include-pattern", "false");
        main.addInitialProperty(COMPONENT + "api-key", "KEY-secret");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                if (uri.startsWith(EVENTS)) {
                    from(uri).to("mock:events");
                } else {
                    from("direct:in").to(uri);
                }
            }
        });
        main.start();
    }
}
