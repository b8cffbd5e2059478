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

/** Remembers processed keys, for this node or for all; its life is longer than that of a claim. Thread-safe. */
public interface ClaimStore {

    /** Adds the key and tells whether it was not there; one of several callers at a time is told so. */
    boolean add(String key);

    /** The key was processed. */
    void confirm(String key);

    /** Forgets the key: it is to be processed again. */
    void remove(String key);
}
