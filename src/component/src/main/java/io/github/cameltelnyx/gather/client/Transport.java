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
package io.github.cameltelnyx.gather.client;

import java.util.concurrent.CompletableFuture;

/**
 * Sends HTTP requests over pooled connections without blocking a thread. It speaks HTTP/1.1 only, does not follow
 * redirects, and reads no more of a body than {@link BoundedBody} holds. Thread-safe.
 */
public interface Transport extends AutoCloseable {

    /**
     * Sends a request. Never throws: if the request cannot be sent, the future fails.
     *
     * @param request can be sent any number of times
     * @param sent runs once at most, when there is a connection and the request is being written to it
     * @return fails with an {@link java.io.IOException} if another attempt may succeed; cancelling it gives the request and its
     *     connection up
     */
    CompletableFuture<TransportResponse> send(TransportRequest request, Runnable sent);

    /** Closes what the transport has created. */
    @Override
    void close();
}
