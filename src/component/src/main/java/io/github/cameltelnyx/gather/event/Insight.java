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
package io.github.cameltelnyx.gather.event;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One insight into a conversation with an AI assistant.
 *
 * @param insightId the id of the insight; may be null
 * @param result an object or text; may be null
 */
public record Insight(String insightId, JsonNode result) {

    /** Returns the id only, so that what the caller said does not reach a log by accident. */
    @Override
    public String toString() {
        return "Insight[" + insightId + "]";
    }
}
