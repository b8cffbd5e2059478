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

/**
 * One message of a conversation with an AI assistant.
 *
 * @param role the speaker, {@code assistant} or {@code user}; may be null
 * @param content the text; may be null
 */
public record ChatMessage(String role, String content) {

    /** Returns the role only, so that the text does not reach a log by accident. */
    @Override
    public String toString() {
        return "ChatMessage[" + role + "]";
    }
}
