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

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.gather.event.CallAiGatherEnded;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.result.ResultClass;
import io.github.cameltelnyx.gather.result.ResultClassException;
import org.apache.camel.CamelContext;

/** What becomes of the event that a route waited for: the body as it is, or the result of an AI gather as a type. */
final class ResultBody {

    private static final String PARAMETERS = "parameters";

    /** Null for the event itself. */
    private final Class<?> type;
    /** Null for the event, and for a Map. */
    private final ResultClass resultType;

    private ResultBody(Class<?> type, ResultClass resultType) {
        this.type = type;
        this.resultType = resultType;
    }

    /**
     * Reads the option resultClass, and puts the parameters that it asks for into those of the command.
     *
     * @throws IllegalArgumentException when the option does not fit the operation, or the class is not there or not right
     */
    static ResultBody of(
            TelnyxGatherOperation operation,
            TelnyxGatherConfiguration options,
            ObjectNode fields,
            CamelContext context) {
        String name = options.getResultClass();
        if (name == null) {
            return new ResultBody(null, null);
        }
        if (operation != TelnyxGatherOperation.gatherUsingAi || !options.isAwaitResult()) {
            throw new IllegalArgumentException(
                    "resultClass is for gatherUsingAi with awaitResult=true: nothing else has a result of that form");
        }
        Class<?> type = context.getClassResolver().resolveClass(name);
        if (type == null) {
            throw new IllegalArgumentException("resultClass " + name + " is not on the class path");
        }
        if (type == Map.class) {
            return new ResultBody(type, null);
        }
        ResultClass resultType = ResultClass.of(type);
        if (!fields.has(PARAMETERS)) {
            fields.set(PARAMETERS, resultType.schema());
        }
        return new ResultBody(type, resultType);
    }

    /** @throws ResultClassException when a valid result does not fit the type */
    Object of(CallEvent event) {
        if (type == null || !(event instanceof CallAiGatherEnded ended) || !"valid".equals(ended.status())) {
            return event;
        }
        return resultType == null ? Json.toMap(ended.result()) : resultType.read(ended.result());
    }
}
