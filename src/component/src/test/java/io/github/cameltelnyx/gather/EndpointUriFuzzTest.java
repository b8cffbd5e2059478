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

import java.io.FileNotFoundException;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Producer;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.impl.DefaultCamelContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Any URI is an endpoint, or refused as Camel refuses URIs, without the API key in the text. */
class EndpointUriFuzzTest {

    private static final String SECRET = "471199";
    private static final CamelContext CONTEXT = new DefaultCamelContext();
    private static final TelnyxGatherOperation[] OPERATIONS = TelnyxGatherOperation.values();
    private static final String[] OPTIONS = {
        "awaitResult",
        "resultTimeout",
        "callControlId",
        "maximumRetries",
        "requestTimeout",
        "resendAfter",
        "publicKey",
        "timestampTolerance",
        "eventTypes",
        "path",
        "acknowledge",
        "ordering",
        "workerPoolSize",
        "payload",
        "voice",
        "to",
        "from",
        "parameters",
        "maximumDigits",
        "loop",
        "field.time_limit_secs",
        "field.a.b",
        "field.",
        "exchangePattern",
        "lazyStartProducer"
    };

    static {
        CONTEXT.addComponent("telnyx-gather", new TelnyxGatherComponent());
        CONTEXT.getComponent("telnyx-gather", TelnyxGatherComponent.class).setEnvironment(name -> null);
        CONTEXT.start();
    }

    @FuzzTest(maxDuration = "10m")
    void aUriIsAnEndpointOrRefused(FuzzedDataProvider data) throws Exception {
        StringBuilder uri = new StringBuilder("telnyx-gather:");
        uri.append(
                data.consumeBoolean()
                        ? data.pickValue(OPERATIONS).name()
                        : data.consumeString(20).replace("?", ""));
        uri.append('?');
        String key = data.consumeBoolean() ? "KEY-471199" : "RAW(KEY-471199)";
        while (data.remainingBytes() > 0) {
            String option = data.consumeInt(0, 9) > 0 ? data.pickValue(OPTIONS) : data.consumeString(20);
            String value = data.consumeString(60);
            uri.append('&').append(option).append('=');
            uri.append(data.consumeBoolean() ? value : URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
        if (uri.indexOf(SECRET) >= 0) {
            // the search puts what it sees everywhere
            return;
        }
        uri.insert(uri.indexOf("?") + 1, "apiKey=" + key);

        try {
            Endpoint endpoint = CONTEXT.getCamelContextExtension().getPrototypeEndpoint(uri.toString());
            if (endpoint instanceof TelnyxGatherEndpoint gather
                    && gather.getOperation().isCommand()) {
                start(gather);
            }
        } catch (ResolveEndpointFailedException e) {
            // Camel quotes a URI that it cannot parse
            if (!(e.getCause() instanceof URISyntaxException)) {
                assertNoSecretIn(e);
            }
        }
    }

    /** Options that are fields of commands are read when the producer starts. */
    private static void start(TelnyxGatherEndpoint endpoint) {
        Producer producer = endpoint.createProducer();
        try {
            producer.start();
        } catch (RuntimeException e) {
            assertThat(rootOf(e)).isInstanceOfAny(IllegalArgumentException.class, FileNotFoundException.class);
            assertNoSecretIn(e);
        } finally {
            producer.stop();
        }
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    private static void assertNoSecretIn(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            assertThat(t.toString()).doesNotContain(SECRET);
        }
    }
}
