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
package io.github.cameltelnyx.simulator.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Serves the files of the phone page from the class path. */
final class PhonePage {

    private static final String FOLDER = "/io/github/cameltelnyx/simulator/page/";
    private static final String VUE = "/META-INF/resources/webjars/vue/" + library("vue") + "/dist/vue.global.prod.js";
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html; charset=utf-8", "js", "text/javascript; charset=utf-8", "css", "text/css");

    private PhonePage() {}

    static void addTo(Router router) {
        router.get("/").handler(context -> serve(context, FOLDER + "index.html"));
        router.get("/page/vue.js").handler(context -> serve(context, VUE));
        router.get("/page/:file").handler(context -> serve(context, FOLDER + context.pathParam("file")));
    }

    /** The version of a library, as the build wrote it down. */
    private static String library(String name) {
        Properties versions = new Properties();
        try (InputStream file = PhonePage.class.getResourceAsStream("libraries.properties")) {
            versions.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions.getProperty(name);
    }

    private static void serve(RoutingContext context, String resource) {
        String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
        try (InputStream file = type == null ? null : TelnyxSimulator.class.getResourceAsStream(resource)) {
            if (file == null) {
                context.next();
            } else {
                context.response()
                        .putHeader("Content-Type", type)
                        .putHeader("Cache-Control", "no-cache")
                        .end(Buffer.buffer(file.readAllBytes()));
            }
        } catch (IOException e) {
            context.fail(e);
        }
    }
}
