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
import io.github.cameltelnyx.gather.client.CallControlClient;
import io.github.cameltelnyx.gather.client.Command;
import io.github.cameltelnyx.gather.event.WaitTag;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Completes the exchange with the response to the command. */
final class DirectCommandSender implements CommandSender {

    private static final Logger LOG = LoggerFactory.getLogger(DirectCommandSender.class);

    private final CommandBinding binding;
    private final CallControlClient client;
    private final CommandCompletion completion;
    private final CommandRecorder recorder;

    DirectCommandSender(
            CommandBinding binding, CallControlClient client, CommandCompletion completion, CommandRecorder recorder) {
        this.binding = binding;
        this.client = client;
        this.completion = completion;
        this.recorder = recorder;
    }

    @Override
    public void send(Exchange exchange, CommandRequest request, AsyncCallback callback) {
        PendingCommand pending = PendingCommand.of(exchange, this, request);
        Command command = binding.command(exchange, request, pending.commandId(), null);
        LOG.debug("{} of route {}, call {}", command.describe(), exchange.getFromRouteId(), request.callControlId());
        WaitTag recorded = recorder.recordUnawaited(request, pending.tag());
        pending.begin(exchange, recorded);
        client.send(command).whenComplete((response, failure) -> {
            if (failure != null) {
                recorder.failed(recorded, failure);
            }
            completion.complete(exchange, callback, command, response, failure);
        });
    }
}
