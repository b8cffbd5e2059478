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

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of the endpoints: connection, events and commands. Durations are in milliseconds. */
@UriParams
public class TelnyxGatherConfiguration extends TelnyxGatherCommandConfiguration implements Cloneable {

    @UriParam(
            label = "producer",
            description = "The id of the call that the command acts on. The header CamelTelnyxGatherCallControlId "
                    + "takes precedence over this option, and the consumer sets the header for each event. "
                    + "Used by all commands except dial.")
    private String callControlId;

    @UriParam(
            label = "security",
            secret = true,
            description = "The API key of the Telnyx account, which every command requires. If not set, the "
                    + "environment variable TELNYX_API_KEY is used.")
    private String apiKey;

    @UriParam(
            label = "producer",
            description = "The base URL of the Telnyx API including its version, such as the URL of a simulator or "
                    + "a gateway. If not set, the environment variable TELNYX_BASE_URL is used, or else "
                    + "https://api.telnyx.com/v2. The URL must use https, unless its host is a loopback "
                    + "address or allowInsecureHttp is enabled.")
    private String baseUrl;

    @UriParam(
            label = "security",
            defaultValue = "false",
            description = "Whether baseUrl may use http for hosts other than loopback addresses. If enabled, the "
                    + "API key and the content of commands may be sent in clear text. Refused when Camel runs with "
                    + "camel.main.profile=prod.")
    private boolean allowInsecureHttp = false;

    @UriParam(
            label = "producer",
            defaultValue = "3",
            description = "The maximum number of retries of a command (0-20). A command is retried, with the same "
                    + "command id, after a connection failure, after HTTP status 408, 429 or 5xx, and when "
                    + "there is no response within resendAfter.")
    private int maximumRetries = 3;

    @UriParam(
            label = "producer",
            defaultValue = "500ms",
            javaType = "java.time.Duration",
            description = "The delay before the first retry (at most 1 minute). The delay is doubled for each "
                    + "further retry, and reduced by a random jitter of up to half of it. A delay that Telnyx "
                    + "requests, such as with Retry-After, takes precedence. The first retry after a "
                    + "connection failure is sent without delay.")
    private long retryDelay = 500;

    @UriParam(
            label = "producer",
            defaultValue = "8s",
            javaType = "java.time.Duration",
            description = "The maximum delay before a retry (from retryDelay to 1 minute).")
    private long retryMaxDelay = 8000;

    @UriParam(
            label = "producer",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "The maximum time for a command (at most 1 minute), including all retries and the time that "
                    + "it waits while 128 other commands are being sent.")
    private long requestTimeout = 10000;

    @UriParam(
            label = "producer",
            defaultValue = "500ms",
            javaType = "java.time.Duration",
            description = "The time to wait for a response, from the moment that the request is sent on a connection, "
                    + "before the command is sent again with the same command id (at most 1 minute). The earlier "
                    + "request is not cancelled, and the first response is used. Set to 0 to disable.")
    private long resendAfter = 500;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether to suspend the exchange, without blocking a thread, until the event that ends "
                    + "the command is received, such as call.gather.ended. In a transacted route, Camel blocks the "
                    + "thread meanwhile. The event becomes the message body, "
                    + "and its fields become headers. If the call ends first, the header "
                    + "CamelTelnyxGatherStatus is set to call_hangup. The webhooks of the call must be sent to "
                    + "the path of this component. Not supported by commands that are not ended by an event, "
                    + "such as sendDtmf.")
    private boolean awaitResult = false;

    @UriParam(
            label = "producer",
            javaType = "java.time.Duration",
            description = "The maximum time to wait for the result when awaitResult is enabled. If there is no "
                    + "result within this time, the exchange fails with ExchangeTimedOutException. If not set, "
                    + "the time is the maximum duration of the command according to its fields, plus "
                    + "requestTimeout and 10 seconds.")
    private long resultTimeout = 0;

    @UriParam(
            label = "producer",
            description = "The fully qualified name of the record or class that the result of gatherUsingAi is "
                    + "converted to when awaitResult is enabled. If parameters is not set, the JSON Schema is "
                    + "generated from the class, with descriptions from Jackson annotations. A valid result "
                    + "becomes the message body as an instance of the class. The class java.util.Map accepts "
                    + "any result, but requires parameters. Any other class requires "
                    + "com.github.victools:jsonschema-generator and "
                    + "com.github.victools:jsonschema-module-jackson on the classpath.")
    private String resultClass;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "false",
            description = "Whether to stop the gather with gatherStop when there is no result within "
                    + "resultTimeout. Used by gather, gatherUsingAudio and gatherUsingSpeak.")
    private boolean gatherStopOnTimeout = false;

    @UriParam(
            label = "consumer",
            defaultValue = "/telnyx/events",
            description =
                    "The HTTP path that receives the webhooks. Multiple consumers of the same component can share "
                            + "a path, and each consumer receives the events that match its eventTypes. Another component, "
                            + "such as one for another Telnyx account, requires a path of its own.")
    private String path = "/telnyx/events";

    @UriParam(
            label = "consumer",
            description = "The types of the events to consume. Multiple types can be separated by comma, such as "
                    + "call.initiated,call.gather.ended. A type that ends with an asterisk matches all types "
                    + "that start with the text before it. If not set, all events are consumed.")
    private String eventTypes;

    @UriParam(
            label = "security",
            description = "The public key of the Telnyx account, in base64 as shown in the Telnyx portal. The key "
                    + "is used to verify the signature of webhooks. Multiple keys can be separated by comma, "
                    + "for example while the key is changed. If not set, the environment variable "
                    + "TELNYX_PUBLIC_KEY is used. The consumer does not start without a public key, unless "
                    + "verifySignature is disabled.")
    private String publicKey;

    @UriParam(
            label = "security",
            defaultValue = "true",
            description = "Whether to verify the signature of webhooks. If disabled, any client that can reach the "
                    + "path can run the route. Refused when Camel runs with camel.main.profile=prod.")
    private boolean verifySignature = true;

    @UriParam(
            label = "security",
            defaultValue = "300s",
            javaType = "java.time.Duration",
            description = "The maximum difference between the timestamp of a webhook and the clock of this host, "
                    + "in both directions (at least 1 second).")
    private long timestampTolerance = 300000;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "1048576",
            description = "The maximum size of a webhook in bytes. A larger webhook is rejected with HTTP status 413.")
    private int maximumBodySize = 1048576;

    @UriParam(
            label = "consumer",
            defaultValue = "onCompletion",
            description = "When to acknowledge a webhook with HTTP status 200. With onCompletion, the webhook is "
                    + "acknowledged when the route has completed, or when acknowledgeTimeout has elapsed. If "
                    + "the route fails before that, Telnyx sends the event again. With onReceipt, the webhook "
                    + "is acknowledged when the event has been verified, before the route is run.")
    private AcknowledgeMode acknowledge = AcknowledgeMode.onCompletion;

    @UriParam(
            label = "consumer",
            defaultValue = "1500ms",
            javaType = "java.time.Duration",
            description =
                    "The maximum time from the arrival of a webhook until it is acknowledged although the route has "
                            + "not completed. To store the acknowledgement may take up to 400 ms more, and Telnyx sends the "
                            + "event again after 2 seconds. All nodes that share idempotentRepository must have the same "
                            + "time. Used when acknowledge is onCompletion.")
    private long acknowledgeTimeout = 1500;

    @UriParam(
            label = "consumer",
            defaultValue = "none",
            description = "The order in which to process events. With none, all events are processed in parallel. "
                    + "With call, the events of the same call are processed one at a time in the order of "
                    + "arrival, and different calls in parallel. A route that is suspended by awaitResult does "
                    + "not block the next event of its call.")
    private Ordering ordering = Ordering.none;

    @UriParam(
            label = "consumer,advanced",
            description = "To use a custom IdempotentRepository that stores which events were claimed and "
                    + "acknowledged, so that each event is processed only once. A repository that all nodes share "
                    + "is required when multiple nodes receive webhooks. If not set, the events of the last 10 "
                    + "minutes (at most 100000) are remembered in memory.")
    private IdempotentRepository idempotentRepository;

    @UriParam(
            label = "consumer,advanced",
            description = "The name of the component whose HTTP server receives the webhooks, such as "
                    + "platform-http, servlet or jetty. If not set, the component of the REST configuration is "
                    + "used, or else platform-http, or else the only component with an HTTP server.")
    private String httpServerComponent;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "false",
            description = "Whether consumers also receive an event that is the result of a command with "
                    + "awaitResult. If disabled, only the route that waits for the result receives the event.")
    private boolean emitResults = false;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "20",
            description = "The number of threads that process events.")
    private int workerPoolSize = 20;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "1000",
            description = "The maximum number of events that wait to be processed. When the queue is full, "
                    + "webhooks are rejected with HTTP status 503, and Telnyx sends them again.")
    private int workerQueueSize = 1000;

    /** Returns a copy of this configuration. Changes to the copy do not change this configuration. */
    public TelnyxGatherConfiguration copy() {
        try {
            return (TelnyxGatherConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getCallControlId() {
        return callControlId;
    }

    public void setCallControlId(String callControlId) {
        this.callControlId = callControlId;
    }

    public String getApiKey() {
        return apiKey;
    }

    public void setApiKey(String apiKey) {
        this.apiKey = apiKey;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public boolean isAllowInsecureHttp() {
        return allowInsecureHttp;
    }

    public void setAllowInsecureHttp(boolean allowInsecureHttp) {
        this.allowInsecureHttp = allowInsecureHttp;
    }

    public int getMaximumRetries() {
        return maximumRetries;
    }

    public void setMaximumRetries(int maximumRetries) {
        this.maximumRetries = maximumRetries;
    }

    public long getRetryDelay() {
        return retryDelay;
    }

    public void setRetryDelay(long retryDelay) {
        this.retryDelay = retryDelay;
    }

    public long getRetryMaxDelay() {
        return retryMaxDelay;
    }

    public void setRetryMaxDelay(long retryMaxDelay) {
        this.retryMaxDelay = retryMaxDelay;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public long getResendAfter() {
        return resendAfter;
    }

    public void setResendAfter(long resendAfter) {
        this.resendAfter = resendAfter;
    }

    public boolean isAwaitResult() {
        return awaitResult;
    }

    public void setAwaitResult(boolean awaitResult) {
        this.awaitResult = awaitResult;
    }

    public long getResultTimeout() {
        return resultTimeout;
    }

    public void setResultTimeout(long resultTimeout) {
        this.resultTimeout = resultTimeout;
    }

    public String getResultClass() {
        return resultClass;
    }

    public void setResultClass(String resultClass) {
        this.resultClass = resultClass;
    }

    public boolean isGatherStopOnTimeout() {
        return gatherStopOnTimeout;
    }

    public void setGatherStopOnTimeout(boolean gatherStopOnTimeout) {
        this.gatherStopOnTimeout = gatherStopOnTimeout;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public String getEventTypes() {
        return eventTypes;
    }

    public void setEventTypes(String eventTypes) {
        this.eventTypes = eventTypes;
    }

    public String getPublicKey() {
        return publicKey;
    }

    public void setPublicKey(String publicKey) {
        this.publicKey = publicKey;
    }

    public boolean isVerifySignature() {
        return verifySignature;
    }

    public void setVerifySignature(boolean verifySignature) {
        this.verifySignature = verifySignature;
    }

    public long getTimestampTolerance() {
        return timestampTolerance;
    }

    public void setTimestampTolerance(long timestampTolerance) {
        this.timestampTolerance = timestampTolerance;
    }

    public int getMaximumBodySize() {
        return maximumBodySize;
    }

    public void setMaximumBodySize(int maximumBodySize) {
        this.maximumBodySize = maximumBodySize;
    }

    public AcknowledgeMode getAcknowledge() {
        return acknowledge;
    }

    public void setAcknowledge(AcknowledgeMode acknowledge) {
        this.acknowledge = acknowledge;
    }

    public long getAcknowledgeTimeout() {
        return acknowledgeTimeout;
    }

    public void setAcknowledgeTimeout(long acknowledgeTimeout) {
        this.acknowledgeTimeout = acknowledgeTimeout;
    }

    public Ordering getOrdering() {
        return ordering;
    }

    public void setOrdering(Ordering ordering) {
        this.ordering = ordering;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public String getHttpServerComponent() {
        return httpServerComponent;
    }

    public void setHttpServerComponent(String httpServerComponent) {
        this.httpServerComponent = httpServerComponent;
    }

    public boolean isEmitResults() {
        return emitResults;
    }

    public void setEmitResults(boolean emitResults) {
        this.emitResults = emitResults;
    }

    public int getWorkerPoolSize() {
        return workerPoolSize;
    }

    public void setWorkerPoolSize(int workerPoolSize) {
        this.workerPoolSize = workerPoolSize;
    }

    public int getWorkerQueueSize() {
        return workerQueueSize;
    }

    public void setWorkerQueueSize(int workerQueueSize) {
        this.workerQueueSize = workerQueueSize;
    }
}
