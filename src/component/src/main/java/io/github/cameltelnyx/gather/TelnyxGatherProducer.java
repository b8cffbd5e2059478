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

import java.io.IOException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.gather.client.CallControlClient;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.DefaultAsyncProducer;

/** The producer that sends one command of the endpoint's operation for each exchange. */
public class TelnyxGatherProducer extends DefaultAsyncProducer {

    private static final String PARAMETERS = "parameters";

    private CommandBinding binding;
    private CommandSender sender;

    public TelnyxGatherProducer(TelnyxGatherEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public TelnyxGatherEndpoint getEndpoint() {
        return (TelnyxGatherEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        TelnyxGatherComponent component = getEndpoint().getComponent();
        TelnyxGatherOperation operation = getEndpoint().getOperation();
        TelnyxGatherConfiguration options = getEndpoint().getConfiguration();
        ResultBody body = ResultBody.create(operation, options, getEndpoint().getCamelContext());
        binding = new CommandBinding(operation, options.getCallControlId(), readOptions(body));
        CallControlClient client = component.client(options);
        CommandCompletion completion = new CommandCompletion(
                operation, body, () -> component.webhookServers().unreachedPaths());
        if (options.isAwaitResult()) {
            sender = new AwaitingCommandSender(
                    operation,
                    options,
                    binding,
                    client,
                    completion,
                    component.waits(),
                    component.routeThreads(),
                    component.timer());
            component.receiveResults(options);
        } else {
            sender = new DirectCommandSender(
                    binding, client, completion, new CommandRecorder(operation, component.waits()));
        }
    }

    private ObjectNode readOptions(ResultBody body) throws IOException {
        TelnyxGatherEndpoint endpoint = getEndpoint();
        PropertyConfigurerGetter options =
                (PropertyConfigurerGetter) endpoint.getComponent().getEndpointPropertyConfigurer();
        ObjectNode fields = CommandOptions.read(
                endpoint.getOperation(),
                option -> options.getOptionValue(endpoint, option, true),
                endpoint.getFields(),
                endpoint.getCamelContext());
        if (body.schema() != null && !fields.has(PARAMETERS)) {
            fields.set(PARAMETERS, body.schema());
        }
        return fields;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            sender.send(exchange, binding.read(exchange), callback);
            return false;
        } catch (Exception e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
    }
}
