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

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.util.concurrent.SizedScheduledExecutorService;

/** What the component of a context holds: all zero when no call is active. */
public record LeftOver(int waits, int claims, int timers, int exchanges) {

    public static LeftOver of(CamelContext context) {
        TelnyxGatherComponent component = context.getComponent("telnyx-gather", TelnyxGatherComponent.class);
        return new LeftOver(
                component.waits().size(),
                context.getRoutes().stream()
                        .map(Route::getConsumer)
                        .filter(TelnyxGatherConsumer.class::isInstance)
                        .mapToInt(consumer -> ((ShutdownAware) consumer).getPendingExchangesSize())
                        .sum(),
                timers(component.timer()),
                context.getInflightRepository().size());
    }

    private static int timers(ScheduledExecutorService timer) {
        ScheduledThreadPoolExecutor executor = timer instanceof SizedScheduledExecutorService sized
                ? sized.getScheduledThreadPoolExecutor()
                : (ScheduledThreadPoolExecutor) timer;
        return executor.getQueue().size();
    }

    public LeftOver plus(LeftOver other) {
        return new LeftOver(
                waits + other.waits, claims + other.claims, timers + other.timers, exchanges + other.exchanges);
    }

    public boolean isNothing() {
        return waits + claims + timers + exchanges == 0;
    }
}
