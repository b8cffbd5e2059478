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

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The {@code data} of Telnyx's response to a command, as the body of the message: a read-only Map with Telnyx's field
 * names, such as {@code conversation_id}. The next command of the route takes no fields from it.
 */
public final class CommandResponse extends AbstractMap<String, Object> {

    private final Map<String, Object> fields;

    CommandResponse(JsonNode data) {
        fields = Collections.unmodifiableMap(Json.toMap(data));
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return fields.entrySet();
    }

    @Override
    public Object get(Object key) {
        return fields.get(key);
    }
}
