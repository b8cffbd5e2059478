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
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.gather.event.CallAiGatherEnded;
import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.result.ResultClass;
import io.github.cameltelnyx.gather.result.ResultClassException;
import org.apache.camel.CamelContext;

/**
 * The body that the event which ends a command becomes: the event itself, or the result of an AI gather as a Map or as an
 * instance of the option resultClass.
 *
 * @param schema the parameters that the class asks an AI gather for; null without a class
 */
record ResultBody(ObjectNode schema, Function<CallEvent, Object> conversion) {

    /** @throws IllegalArgumentException when the option does not fit the operation or the class cannot be used */
    static ResultBody create(TelnyxGatherOperation operation, TelnyxGatherConfiguration options, CamelContext context) {
        String name = options.getResultClass();
        if (name == null) {
            return new ResultBody(null, event -> event);
        }
        if (operation != TelnyxGatherOperation.gatherUsingAi || !options.isAwaitResult()) {
            throw new IllegalArgumentException(
                    "option resultClass is only supported by gatherUsingAi with awaitResult=true");
        }
        Class<?> type = context.getClassResolver().resolveClass(name);
        if (type == null) {
            throw new IllegalArgumentException(
                    "option resultClass is " + name + " but this class was not found on the classpath");
        }
        if (type == Map.class) {
            return new ResultBody(null, event -> convert(event, Json::toMap));
        }
        ResultClass resultClass = ResultClass.of(type);
        return new ResultBody(resultClass.schema(), event -> convert(event, resultClass::read));
    }

    private static Object convert(CallEvent event, Function<JsonNode, Object> result) {
        return event instanceof CallAiGatherEnded ended && "valid".equals(ended.status())
                ? result.apply(ended.result())
                : event;
    }

    /** @throws ResultClassException when a valid result does not fit the class */
    Object bodyOf(CallEvent event) {
        return conversion.apply(event);
    }
}
