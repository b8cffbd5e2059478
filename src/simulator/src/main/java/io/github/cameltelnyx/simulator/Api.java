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
package io.github.cameltelnyx.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cameltelnyx.simulator.rules.ApiError;
import io.github.cameltelnyx.simulator.rules.ErrorCode;
import io.github.cameltelnyx.simulator.rules.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Responds to API requests: checks key, path, method and body, and leaves the rest to {@link CommandExecutor}.
 * Simulator's thread only.
 */
final class Api {

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final SimulatorContext context;
    private final CommandExecutor commands;
    private final ResourceRegistry resources;
    private final Faults faults;
    private final List<RecordedCommand> recorded = new ArrayList<>();

    Api(SimulatorContext context, CommandExecutor commands, ResourceRegistry resources, Faults faults) {
        this.context = context;
        this.commands = commands;
        this.resources = resources;
        this.faults = faults;
    }

    List<RecordedCommand> recorded() {
        return List.copyOf(recorded);
    }

    ApiResponse respond(ApiRequest request) {
        ApiTarget target = ApiTarget.of(request.method(), request.path());
        TranscriptLog.Mark mark = context.transcript().mark();
        ApiFault fault = faults.ofResponse();
        ProcessedRequest processed = fault.instead()
                .map(instead -> ProcessedRequest.fault(readable(request), instead))
                .orElseGet(() -> process(request, target));
        ApiResponse response = fault.instead().orElseGet(() -> fault.applyTo(processed.execution.response()));
        record(request, target, processed, fault);
        transcribe(mark, request, target, processed, response, fault);
        return response;
    }

    /** The body of a request that a fault keeps from being processed, for the records. */
    private static JsonNode readable(ApiRequest request) {
        JsonNode json = Json.parse(new String(request.body(), StandardCharsets.UTF_8));
        return json.isObject() ? json : MissingNode.getInstance();
    }

    /** A request with what it led to; {@code remark} explains it in the transcript. */
    private record ProcessedRequest(JsonNode body, CommandExecutor.Execution execution, String remark) {

        static ProcessedRequest fault(JsonNode body, ApiResponse response) {
            return new ProcessedRequest(body, new CommandExecutor.Execution(Optional.empty(), response, false), "");
        }

        static ProcessedRequest refused(JsonNode body, List<ApiError> errors) {
            String codes = errors.stream().map(error -> error.code().code()).collect(Collectors.joining(" "));
            CommandExecutor.Execution execution =
                    new CommandExecutor.Execution(Optional.empty(), ApiResponse.errors(errors), false);
            return new ProcessedRequest(body, execution, " " + codes);
        }
    }

    private ProcessedRequest process(ApiRequest request, ApiTarget target) {
        JsonNode body = MissingNode.getInstance();
        try {
            checkAccess(request, target);
            if (target.operation().equals(ApiTarget.CALL_STATUS)) {
                return new ProcessedRequest(body, commands.status(target.callControlId()), "");
            }
            ObjectNode command = hasBody(request) ? parse(request) : Json.object();
            body = hasBody(request) ? command : body;
            Optional<ResourceHandler> resource = resources.find(target.operation());
            if (resource.isPresent()) {
                ApiResponse response = resource.get().respond(target.id(), new Query(request.query()), command);
                return new ProcessedRequest(body, new CommandExecutor.Execution(Optional.empty(), response, true), "");
            }
            CommandExecutor.Execution execution = target.operation().equals(ApiTarget.DIAL)
                    ? commands.dial(command)
                    : commands.execute(target.operation(), target.callControlId(), command);
            return new ProcessedRequest(body, execution, execution.executed() ? "" : " (repeated)");
        } catch (RefusedException e) {
            return ProcessedRequest.refused(body, e.errors());
        } catch (RuntimeException e) {
            LOG.error("The simulator failed; this is a defect of the simulator", e);
            return ProcessedRequest.refused(body, List.of(ApiError.of(ErrorCode.UNEXPECTED, "The simulator failed.")));
        }
    }

    private void checkAccess(ApiRequest request, ApiTarget target) {
        if (!request.authorization().equals("Bearer " + context.settings().apiKey())) {
            throw new RefusedException(
                    ErrorCode.AUTHENTICATION_FAILED,
                    "The required authentication headers were either invalid or not included in the request.");
        }
        if (target.operation().isEmpty()) {
            throw new RefusedException(ErrorCode.NOT_FOUND, "The requested resource or URL could not be found.");
        }
        if (!target.methods().contains(request.method())) {
            String allowed = String.join(" or ", target.methods());
            throw new RefusedException(ErrorCode.METHOD_NOT_ALLOWED, "The method must be " + allowed + ".");
        }
    }

    private static boolean hasBody(ApiRequest request) {
        return !Set.of("GET", "DELETE").contains(request.method());
    }

    private static ObjectNode parse(ApiRequest request) {
        String type = request.contentType().toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.startsWith("application/json")) {
            throw new RefusedException(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The content type must be application/json.");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(request.body()))
                    .toString();
            JsonNode json = Json.MAPPER.readTree(text);
            if (json instanceof ObjectNode object) {
                return object;
            }
            ErrorCode code = json.isMissingNode() ? ErrorCode.INVALID_JSON : ErrorCode.BAD_REQUEST;
            throw new RefusedException(code, "The body must be a JSON object.");
        } catch (CharacterCodingException e) {
            LOG.debug("A request body is not UTF-8", e);
            throw new RefusedException(ErrorCode.ENCODING, "Error decoding request body");
        } catch (JsonProcessingException e) {
            // the text of the exception quotes the body
            LOG.trace("A request body is not JSON", e);
            throw new RefusedException(ErrorCode.INVALID_JSON, "The body is not valid JSON.");
        }
    }

    private void record(ApiRequest request, ApiTarget target, ProcessedRequest processed, ApiFault fault) {
        recorded.add(new RecordedCommand(
                target.operation(),
                request.method(),
                request.path(),
                processed
                        .execution
                        .leg()
                        .map(leg -> leg.identity().callControlId())
                        .orElse(target.callControlId()),
                processed.body,
                processed.execution.response().status(),
                processed.execution.response().errorCodes(),
                processed.execution.executed(),
                fault.kind()));
    }

    private void transcribe(
            TranscriptLog.Mark mark,
            ApiRequest request,
            ApiTarget target,
            ProcessedRequest processed,
            ApiResponse response,
            ApiFault fault) {
        String operation = target.operation().isEmpty() ? "unknown path" : target.operation();
        String lost =
                switch (response.transmission()) {
                    case SENT -> response.delay().isZero() ? "" : " (late)";
                    case CUT -> " (connection cut)";
                    case SILENCE -> " (no response)";
                };
        int status = processed.execution.response().status();
        String text = operation + (status == 0 ? "" : " -> " + status) + processed.remark + lost;
        Optional<CallLeg> leg = processed.execution.leg().or(() -> commands.find(target.callControlId()));
        ObjectNode detail = Json.object()
                .put("operation", target.operation())
                .put("method", request.method())
                .put("path", request.path())
                .put("status", status)
                .put("executed", processed.execution.executed())
                .put("fault", fault.kind().name().toLowerCase(Locale.ROOT));
        detail.set("request", processed.body.isMissingNode() ? NullNode.getInstance() : processed.body);
        detail.set("response", Json.parse(processed.execution.response().body()));
        context.transcript().insert(mark, leg.map(CallLeg::identity), "api", text, detail);
    }
}
