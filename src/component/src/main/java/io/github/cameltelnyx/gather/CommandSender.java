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

import io.github.cameltelnyx.gather.CommandBinding.CommandRequest;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;

/** Sends the command of an exchange and, when it has ended, completes the exchange. */
interface CommandSender {

    /**
     * Returns at once; the callback is called later by another thread.
     *
     * @throws RuntimeException if nothing was sent: the callback is not called then
     */
    void send(Exchange exchange, CommandRequest request, AsyncCallback callback);
}
