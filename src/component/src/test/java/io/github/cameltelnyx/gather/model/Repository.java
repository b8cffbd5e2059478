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
package io.github.cameltelnyx.gather.model;

import java.util.function.Supplier;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/** The repository that the nodes share, as one of them sees it: it can be out of reach. */
final class Repository extends ServiceSupport implements IdempotentRepository {

    private final Supplier<Shared> shared;

    /** What the nodes share. */
    static final class Shared {
        final IdempotentRepository keys;
        boolean down;

        Shared(IdempotentRepository keys) {
            keys.start();
            this.keys = keys;
        }
    }

    Repository(Supplier<Shared> shared) {
        this.shared = shared;
    }

    private IdempotentRepository reach() {
        if (shared.get().down) {
            throw new IllegalStateException("the repository is down");
        }
        return shared.get().keys;
    }

    @Override
    public boolean add(String key) {
        return reach().add(key);
    }

    @Override
    public boolean contains(String key) {
        return reach().contains(key);
    }

    @Override
    public boolean remove(String key) {
        return reach().remove(key);
    }

    @Override
    public boolean confirm(String key) {
        return reach().confirm(key);
    }

    @Override
    public void clear() {
        reach().clear();
    }
}
