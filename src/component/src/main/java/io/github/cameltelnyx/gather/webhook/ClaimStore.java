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
package io.github.cameltelnyx.gather.webhook;

/** Stores the keys of events that are processed or being processed, for this node or for all nodes. Thread-safe. */
public interface ClaimStore {

    /** Adds the key; returns false if the store has it. Of concurrent callers, one gets true. */
    boolean add(String key);

    /** Marks the key as processed. */
    void confirm(String key);

    /** Removes the key, so that it can be added again. */
    void remove(String key);
}
