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

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Collect digits and speech from callers, run AI assistants on calls, and receive signed call events with Telnyx. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = TelnyxGatherConstants.SCHEME,
        title = "Telnyx Gather",
        syntax = "telnyx-gather:operation",
        category = {Category.MOBILE, Category.CLOUD, Category.API},
        headersClass = TelnyxGatherConstants.class)
@Metadata(annotations = {"protocol=http"})
public class TelnyxGatherEndpoint extends DefaultEndpoint implements EndpointServiceLocation {

    @UriPath(
            description = "The operation to perform. The operation events consumes call events, and all other "
                    + "operations send a command to Telnyx.")
    @Metadata(required = true)
    private TelnyxGatherOperation operation;

    @UriParam
    private TelnyxGatherConfiguration configuration;

    @UriParam(
            prefix = "field.",
            multiValue = true,
            label = "producer",
            description = "Additional fields of the command with the names that Telnyx uses, such as "
                    + "field.time_limit_secs=60. Use dots for the fields of an object, such as "
                    + "field.assistant.id=123.")
    private Map<String, Object> fields = new LinkedHashMap<>();

    public TelnyxGatherEndpoint(
            String uri,
            TelnyxGatherComponent component,
            TelnyxGatherOperation operation,
            TelnyxGatherConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        ProdProfile.check(getCamelContext(), configuration);
    }

    @Override
    public TelnyxGatherComponent getComponent() {
        return (TelnyxGatherComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        if (!operation.isCommand()) {
            throw new IllegalArgumentException("telnyx-gather:events is not a command: use it in from()");
        }
        return new TelnyxGatherProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (operation.isCommand()) {
            throw new IllegalArgumentException("telnyx-gather:" + operation
                    + " is a command: use it in to(). To consume events, use telnyx-gather:events");
        }
        TelnyxGatherConsumer consumer = new TelnyxGatherConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public String getServiceUrl() {
        return operation.isCommand() ? getComponent().baseUrl(configuration) : configuration.getPath();
    }

    @Override
    public String getServiceProtocol() {
        return "http";
    }

    public TelnyxGatherOperation getOperation() {
        return operation;
    }

    public void setOperation(TelnyxGatherOperation operation) {
        this.operation = operation;
    }

    public TelnyxGatherConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(TelnyxGatherConfiguration configuration) {
        this.configuration = configuration;
    }

    public Map<String, Object> getFields() {
        return fields;
    }

    public void setFields(Map<String, Object> fields) {
        this.fields = fields;
    }
}
