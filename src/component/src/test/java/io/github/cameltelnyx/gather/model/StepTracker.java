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

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Reports the beginning and every end of each command to the ledger, redeliveries included. */
final class StepTracker implements InterceptStrategy {

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        boolean sends = definition instanceof ToDefinition to && to.getUri().startsWith("telnyx-gather:");
        return sends ? new Tracked(target) : target;
    }

    private static final class Tracked extends DelegateAsyncProcessor {

        Tracked(Processor target) {
            super(target);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Step step = exchange.getProperty(Step.PROPERTY, Step.class);
            Ledger ledger = step.node.world().ledger();
            ledger.sendBegan(step);
            return super.process(exchange, doneSync -> {
                ledger.sendEnded(step, exchange);
                callback.done(doneSync);
            });
        }
    }
}
