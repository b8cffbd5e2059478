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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/** How one node reaches a repository of Camel that several nodes share: it can be down, or slow. */
final class DisturbedRepository extends ServiceSupport implements IdempotentRepository {

    final Set<String> threads = ConcurrentHashMap.newKeySet();
    volatile boolean down;
    volatile Runnable onAdd = () -> {};
    private final IdempotentRepository shared;

    DisturbedRepository(IdempotentRepository shared) {
        this.shared = shared;
    }

    @Override
    public boolean add(String key) {
        disturb();
        onAdd.run();
        return shared.add(key);
    }

    @Override
    public boolean contains(String key) {
        disturb();
        return shared.contains(key);
    }

    @Override
    public boolean confirm(String key) {
        disturb();
        return shared.confirm(key);
    }

    @Override
    public boolean remove(String key) {
        disturb();
        return shared.remove(key);
    }

    @Override
    public void clear() {
        shared.clear();
    }

    private void disturb() {
        threads.add(Thread.currentThread().getName());
        if (down) {
            throw new IllegalStateException("no connection");
        }
    }
}
