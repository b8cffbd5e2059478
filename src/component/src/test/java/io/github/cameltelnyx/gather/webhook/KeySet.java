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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keys that several nodes share; each step can be made to do more, or to fail. */
final class KeySet implements SharedClaimStore.Keys {
    final Set<String> keys = ConcurrentHashMap.newKeySet();
    final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    volatile Runnable onAdd = () -> {};
    volatile Runnable onContains = () -> {};

    @Override
    public boolean add(String key) {
        onAdd.run();
        return keys.add(key);
    }

    @Override
    public boolean contains(String key) {
        onContains.run();
        return keys.contains(key);
    }

    @Override
    public void confirm(String key) {
        confirmed.add(key);
    }
}
