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

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * The options of a dynamic endpoint that are fields of its command. They travel with the exchange to the producer, and rank
 * there as options do: below headers and fields of the body.
 *
 * @param callControlId null if it is not one of the options
 */
record DynamicOptions(TelnyxGatherOperation operation, String callControlId, ObjectNode fields) {

    private static final String PROPERTY = "CamelTelnyxGatherDynamicOptions";
    private static final String CALL_CONTROL_ID = "callControlId";
    private static final String FIELD = "field.";

    /** @throws IllegalArgumentException if a value is wrong */
    static DynamicOptions read(TelnyxGatherOperation operation, Map<String, Object> options, CamelContext context)
            throws IOException {
        Map<String, Object> others = new HashMap<>();
        options.forEach((option, value) -> {
            if (option.startsWith(FIELD)) {
                others.put(option.substring(FIELD.length()), value);
            }
        });
        return new DynamicOptions(
                operation,
                (String) options.get(CALL_CONTROL_ID),
                CommandOptions.read(operation, options::get, others, context));
    }

    void travelWith(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    /** Gives the options that came with the exchange to a command of the operation. */
    static DynamicOptions of(Exchange exchange, TelnyxGatherOperation operation) {
        return exchange.getProperty(PROPERTY) instanceof DynamicOptions options && options.operation == operation
                ? options
                : new DynamicOptions(operation, null, JsonNodeFactory.instance.objectNode());
    }

    static void forget(Exchange exchange) {
        exchange.removeProperty(PROPERTY);
    }

    /** Returns the operation only. */
    @Override
    public String toString() {
        return "DynamicOptions[" + operation + "]";
    }
}
