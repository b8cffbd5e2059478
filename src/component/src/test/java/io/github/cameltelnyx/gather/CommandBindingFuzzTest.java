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

import java.util.Map;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cameltelnyx.gather.client.Command;
import io.github.cameltelnyx.gather.command.CommandFieldCatalog;
import io.github.cameltelnyx.gather.command.FieldNames;
import io.github.cameltelnyx.gather.event.WaitTag;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;

import static org.assertj.core.api.Assertions.assertThat;

/** Any message is a command, or refused with a text that does not quote what a caller may have said. */
class CommandBindingFuzzTest {

    private static final String CONFIDENTIAL = "471199";
    private static final String NONE = "\uFDD0";
    private static final CamelContext CONTEXT = new DefaultCamelContext();
    private static final TelnyxGatherOperation[] OPERATIONS = TelnyxGatherOperation.values();

    static {
        CONTEXT.start();
    }

    @FuzzTest(maxDuration = "10m")
    void aMessageIsACommandOrRefusedWithoutItsValue(FuzzedDataProvider data) {
        TelnyxGatherOperation operation = data.pickValue(OPERATIONS);
        String[] fields = operation.options().toArray(String[]::new);
        switch (data.consumeInt(0, 3)) {
            case 0 -> bind(operation, data.consumeRemainingAsBytes(), Map.of(), NONE);
            case 1 -> bind(operation, data.consumeRemainingAsString(), Map.of(), NONE);
            case 2 -> {
                String field = data.consumeAsciiString(20);
                String secret = secret(data, field);
                bind(operation, Map.of(field, value(data, secret)), Map.of(), secret);
            }
            default -> {
                if (fields.length > 0) {
                    String field = data.pickValue(fields);
                    String secret = secret(data, field);
                    bind(operation, null, Map.of(FieldNames.headerName(field), value(data, secret)), secret);
                }
            }
        }
    }

    /** Gives what must not be in an error, or what cannot be in one. */
    private static String secret(FuzzedDataProvider data, String field) {
        return data.consumeBoolean() && CommandFieldCatalog.field(field).confidential() ? CONFIDENTIAL : NONE;
    }

    private static String value(FuzzedDataProvider data, String secret) {
        String value = data.consumeRemainingAsString();
        int half = value.length() / 2;
        return secret.equals(NONE) ? value : value.substring(0, half) + secret + value.substring(half);
    }

    private static void bind(TelnyxGatherOperation operation, Object body, Map<String, Object> headers, String secret) {
        Exchange exchange = new DefaultExchange(CONTEXT);
        exchange.getMessage().setHeader(TelnyxGatherConstants.CALL_CONTROL_ID, "v3:c");
        exchange.getMessage().getHeaders().putAll(headers);
        exchange.getMessage().setBody(body);
        CommandBinding binding = new CommandBinding(operation, null, JsonNodeFactory.instance.objectNode());
        try {
            CommandBinding.CommandRequest request = binding.read(exchange);
            Command command = binding.command(exchange, request, "c-1", new WaitTag(1, 2));
            assertThat(command.path()).doesNotContain("{");
            assertThat(operation.spec().duration(request.fields())).isPositive();
            if (command.body() != null) {
                assertThat(command.body().toString()).isNotEmpty();
            }
        } catch (IllegalArgumentException e) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                assertThat(secret.equals(NONE) || !t.toString().contains(secret))
                        .isTrue();
            }
        }
    }
}
