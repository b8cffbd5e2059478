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
package io.github.cameltelnyx.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The handlers of requests that concern no single call: applications and the history. */
final class ResourceRegistry {

    private final Map<String, ResourceHandler> handlers = new HashMap<>();

    ResourceRegistry(Switchboard switchboard, SimulatorContext context) {
        handlers.putAll(new ApplicationRequests(context.applications()).handlers());
        handlers.put("call_event_list", new CallEventList(switchboard, context));
        handlers.put("active_call_list", new ActiveCallList(switchboard, context));
        handlers.putAll(new WebhookDeliveryRequests(context.events()).handlers());
    }

    Optional<ResourceHandler> find(String operation) {
        return Optional.ofNullable(handlers.get(operation));
    }
}
