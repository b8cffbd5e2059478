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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps what is logged during a test: {@code io.github.cameltelnyx} from DEBUG, everything else from INFO. */
final class LogCapture implements BeforeEachCallback, AfterEachCallback {

    private static final String OURS = "io.github.cameltelnyx";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AbstractAppender appender = new AbstractAppender("memory", null, null, false, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            StringBuilder text = new StringBuilder(event.getMessage().getFormattedMessage());
            for (Throwable t = event.getThrown(); t != null; t = t.getCause()) {
                text.append('\n').append(t);
            }
            lines.add(text.toString());
        }
    };

    /** The messages in order, each with its exceptions. */
    List<String> lines() {
        return lines;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        appender.start();
        root().addAppender(appender);
        Configurator.setLevel(OURS, Level.DEBUG);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Configurator.setLevel(OURS, Level.INFO);
        root().removeAppender(appender);
    }

    private static Logger root() {
        return (Logger) LogManager.getRootLogger();
    }
}
