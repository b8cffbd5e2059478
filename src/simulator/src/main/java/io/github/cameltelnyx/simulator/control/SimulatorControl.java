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

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cameltelnyx.simulator.Callee;
import io.github.cameltelnyx.simulator.TelnyxSimulator;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control API of a simulator, under {@code /control}, and the phone page, at {@code /}: tests in other languages play
 * the callers and begin the faults with it. It offers {@link TelnyxSimulator} and {@code SimulatedCall} over HTTP and JSON.
 *
 * <p>It listens on the port of the simulator, on localhost, and requires no key. To keep web pages of other origins from
 * using it through a browser, requests must name localhost as their host, and requests that change something must be JSON.
 */
public final class SimulatorControl {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatorControl.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> LOCAL_HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
    /** Each request that waits for something occupies a thread. */
    private static final int WAITING_REQUESTS = 200;

    private final TelnyxSimulator telnyx;
    private final Router router;
    private final WorkerExecutor workers;

    private SimulatorControl(Vertx vertx, TelnyxSimulator telnyx) {
        this.telnyx = telnyx;
        router = Router.router(vertx);
        workers = vertx.createSharedWorkerExecutor("telnyx-simulator-control", WAITING_REQUESTS);
    }

    /**
     * Creates the handler of the requests that are not for Telnyx's API.
     *
     * @param phone whether to serve the phone page, too
     */
    public static Router router(Vertx vertx, TelnyxSimulator telnyx, boolean phone) {
        SimulatorControl control = new SimulatorControl(vertx, telnyx);
        control.router.route().handler(SimulatorControl::refuseOtherOrigins);
        control.router.route().handler(BodyHandler.create(false));
        control.addRequests();
        control.router.get("/control/stream").handler(new LiveStream(vertx, telnyx));
        if (phone) {
            PhonePage.addTo(control.router);
        }
        control.router
                .route()
                .handler(context ->
                        fail(context, 404, "Unknown path " + context.request().path()));
        return control.router;
    }

    private void addRequests() {
        CallRequests calls = new CallRequests(telnyx);
        FaultRequests faults = new FaultRequests(telnyx);
        on("GET", "/control", context -> View.info(telnyx));
        on("GET", "/control/public_key", context -> TextNode.valueOf(telnyx.publicKey()));
        on("GET", "/control/commands", context -> View.commands(telnyx.commands()));
        on("GET", "/control/events", context -> View.events(telnyx.events()));
        on("PUT", "/control/webhook", context -> webhook(body(context)));
        on("PUT", "/control/numbers/:number", context -> number(context.pathParam("number"), body(context)));
        on("PUT", "/control/callees/:number", context -> callee(context.pathParam("number"), body(context)));
        on("POST", "/control/assistant_replies", context -> assistantReplies(body(context)));
        on("POST", "/control/advance", context -> advance(body(context)));
        on("GET", "/control/calls", context -> View.calls(telnyx.statuses()));
        on("POST", "/control/calls", context -> calls.dialIn(body(context)));
        on("GET", "/control/calls/:call", context -> calls.status(context.pathParam("call")));
        on("GET", "/control/calls/:call/recording", context -> calls.recording(context.pathParam("call")));
        on("POST", "/control/replay", context -> calls.replay(body(context)));
        on("GET", "/control/calls/:call/transcript", context -> calls.transcript(context.pathParam("call")));
        on(
                "POST",
                "/control/calls/:call/:verb",
                context -> calls.act(context.pathParam("call"), context.pathParam("verb"), body(context)));
        on("POST", "/control/webhook_faults", context -> faults.nextWebhooks(body(context)));
        on("PUT", "/control/webhook_faults", context -> faults.everyWebhook(body(context)));
        on("POST", "/control/response_faults", context -> faults.nextResponses(body(context)));
        on("PUT", "/control/response_faults", context -> faults.everyResponse(body(context)));
        on("PUT", "/control/random_faults", context -> faults.random(body(context)));
        on("DELETE", "/control/random_faults", context -> faults.end());
    }

    private JsonNode webhook(JsonNode body) {
        telnyx.webhookUrl(Body.text(body, "url"));
        if (body.has("failover_url")) {
            telnyx.webhookFailoverUrl(Body.text(body, "failover_url"));
        }
        return View.info(telnyx);
    }

    private JsonNode number(String number, JsonNode body) {
        telnyx.number(number, Body.text(body, "connection_id"));
        return View.info(telnyx);
    }

    private JsonNode callee(String number, JsonNode body) {
        telnyx.callee(number, Body.choice(body, "behaviour", Callee.class));
        return View.info(telnyx);
    }

    private JsonNode assistantReplies(JsonNode body) {
        if (!body.isArray() || body.valueStream().anyMatch(reply -> !reply.isTextual())) {
            throw new IllegalArgumentException("The body must be an array of texts");
        }
        body.forEach(reply -> telnyx.assistantReplies(reply.asText()));
        return View.info(telnyx);
    }

    private JsonNode advance(JsonNode body) {
        telnyx.advance(Duration.ofMillis(Body.number(body, "millis")));
        return View.info(telnyx);
    }

    /** Responds to a request with the result of a function that may block. */
    private void on(String method, String path, Function<RoutingContext, JsonNode> request) {
        router.route(HttpMethod.valueOf(method), path)
                .handler(context -> workers.executeBlocking(() -> request.apply(context), false)
                        .onSuccess(json -> respond(context, json))
                        .onFailure(failure -> fail(context, failure)));
    }

    private static void refuseOtherOrigins(RoutingContext context) {
        String host = String.valueOf(
                context.request().authority() == null
                        ? ""
                        : context.request().authority().host());
        boolean changes = !Set.of(HttpMethod.GET, HttpMethod.HEAD)
                .contains(context.request().method());
        String type =
                String.valueOf(context.request().getHeader("Content-Type")).toLowerCase(Locale.ROOT);
        if (!LOCAL_HOSTS.contains(host)) {
            fail(context, 403, "The host of the request must be localhost, but is " + host);
        } else if (changes && !type.startsWith("application/json")) {
            fail(context, 415, "The content type must be application/json");
        } else {
            context.next();
        }
    }

    private static JsonNode body(RoutingContext context) {
        try {
            String text = context.body().asString();
            return MAPPER.readTree(text == null || text.isBlank() ? "{}" : text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The body is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void respond(RoutingContext context, JsonNode json) {
        boolean text = json.isTextual();
        boolean created = context.request().method().equals(HttpMethod.POST)
                && context.request().path().equals("/control/calls");
        context.response()
                .setStatusCode(created ? 201 : 200)
                .putHeader("Content-Type", text ? "text/plain; charset=utf-8" : "application/json; charset=utf-8")
                .end(text ? json.asText() : json.toString());
    }

    private static void fail(RoutingContext context, Throwable failure) {
        if (failure instanceof IllegalArgumentException) {
            fail(context, 400, failure.getMessage());
        } else if (failure instanceof UnknownCallException) {
            fail(context, 404, failure.getMessage());
        } else if (failure instanceof AssertionError || failure instanceof IllegalStateException) {
            fail(context, 409, failure.getMessage());
        } else {
            LOG.error("The simulator failed; this is a defect of the simulator", failure);
            fail(context, 500, "The simulator failed: " + failure);
        }
    }

    private static void fail(RoutingContext context, int status, String text) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(View.object().put("error", text).toString());
    }
}
