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

/** All options, of the connection, of the events and of the commands. Durations are in milliseconds. */
@UriParams
public class TelnyxGatherConfiguration extends TelnyxGatherCommandConfiguration implements Cloneable {

    @UriParam(
            label = "producer",
            description = "Call that the command acts on. Leave it out in a route that an "
                    + "event started: the consumer sets the header that says so.")
    private String callControlId;

    @UriParam(
            label = "security",
            secret = true,
            description = "API key of the Telnyx account. The environment variable "
                    + "TELNYX_API_KEY is used when it is not given.")
    private String apiKey;

    @UriParam(
            label = "producer",
            description = "Address of the API with its version, for a simulator or a gateway. The "
                    + "environment variable TELNYX_BASE_URL is used when it is not given, or else "
                    + "https://api.telnyx.com/v2. Plain http is taken for loopback addresses only.")
    private String baseUrl;

    @UriParam(
            label = "security",
            defaultValue = "false",
            description = "Whether baseUrl may be plain http to any host. The "
                    + "API key and what callers key then travel readable.")
    private boolean allowInsecureHttp = false;

    @UriParam(
            label = "producer",
            defaultValue = "3",
            description = "How often a command is sent again, always with the same command_id, "
                    + "after a connection failure, 408, 429, 5xx or silence: 0 to 20.")
    private int maximumRetries = 3;

    @UriParam(
            label = "producer",
            defaultValue = "500ms",
            javaType = "java.time.Duration",
            description = "Delay before a command is sent again, which doubles each time, "
                    + "with jitter. What Telnyx asks for (Retry-After) goes first. "
                    + "The first resend after a connection failure goes at once.")
    private long retryDelay = 500;

    @UriParam(
            label = "producer",
            defaultValue = "8s",
            javaType = "java.time.Duration",
            description = "Longest delay before a command is sent again.")
    private long retryMaxDelay = 8000;

    @UriParam(
            label = "producer",
            defaultValue = "10s",
            javaType = "java.time.Duration",
            description = "How long a command may take in all, with every resend.")
    private long requestTimeout = 10000;

    @UriParam(
            label = "producer",
            defaultValue = "500ms",
            javaType = "java.time.Duration",
            description = "Silence after which a command is sent once more while the first request "
                    + "goes on; the first answer wins. Telnyx asks for this. 0 turns it off.")
    private long resendAfter = 500;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether the route waits, without a thread, for the event that ends the "
                    + "command, such as call.gather.ended, and goes on with that event as body "
                    + "and its fields as headers. The end of the call ends the wait too, with the "
                    + "status call_hangup. The events must come to the path of this component.")
    private boolean awaitResult = false;

    @UriParam(
            label = "producer",
            javaType = "java.time.Duration",
            description = "How long to wait for the result; then the exchange fails with ExchangeTimedOutException. "
                    + "When it is not given: as long as the command can last by its fields, and a margin.")
    private long resultTimeout = 0;

    @UriParam(
            label = "producer",
            description = "With awaitResult, the record or class that gatherUsingAi asks for: the "
                    + "parameters are derived from it, with descriptions from Jackson's annotations, "
                    + "unless they are given, and a valid result becomes the body as an instance of "
                    + "it. java.util.Map takes any result; then parameters must be given. Needs "
                    + "com.github.victools:jsonschema-generator and jsonschema-module-jackson.")
    private String resultClass;

    @UriParam(
            label = "producer,advanced",
            defaultValue = "false",
            description = "Whether a gather is stopped by gather_stop when its result does not come in time.")
    private boolean gatherStopOnTimeout = false;

    @UriParam(
            label = "consumer",
            defaultValue = "/telnyx/events",
            description = "HTTP path that receives the webhooks. Consumers that name the "
                    + "same path share it, and each gets the event types it asks for.")
    private String path = "/telnyx/events";

    @UriParam(
            label = "consumer",
            description = "Event types to take, separated by commas, such as call.initiated or call.gather.ended; "
                    + "a star at the end stands for the rest. All are taken when it is not given.")
    private String eventTypes;

    @UriParam(
            label = "security",
            description = "Public key of the Telnyx account that signs the webhooks, in base64 as the portal shows "
                    + "it; several, separated by commas, while keys are changed. The environment variable "
                    + "TELNYX_PUBLIC_KEY is used when it is not given. The consumer does not start without a key.")
    private String publicKey;

    @UriParam(
            label = "security",
            defaultValue = "true",
            description = "Whether webhooks must be signed. Without it anybody "
                    + "who can reach the path can run the route.")
    private boolean verifySignature = true;

    @UriParam(
            label = "security",
            defaultValue = "300s",
            javaType = "java.time.Duration",
            description = "How far the time of a signature may be from the clock of this host, on both sides.")
    private long timestampTolerance = 300000;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "1048576",
            description = "Largest webhook to take, in bytes; a larger one is answered 413.")
    private int maximumBodySize = 1048576;

    @UriParam(
            label = "consumer",
            defaultValue = "onCompletion",
            description = "When a webhook is answered: onCompletion of the route, at most "
                    + "after acknowledgeTimeout, so that a failed route gets the event "
                    + "again; or onReceipt, as soon as it is verified and claimed.")
    private AcknowledgeMode acknowledge = AcknowledgeMode.onCompletion;

    @UriParam(
            label = "consumer",
            defaultValue = "1500ms",
            javaType = "java.time.Duration",
            description = "How long to wait for the route before the webhook is answered 200 all the same. "
                    + "Keep it below the 2 seconds after which Telnyx gives up and sends again.")
    private long acknowledgeTimeout = 1500;

    @UriParam(
            label = "consumer",
            defaultValue = "none",
            description = "Whether events of one call wait for each other: with call, they are "
                    + "processed one after the other in the order of their arrival, and calls "
                    + "in parallel. A route that waits for a result lets the next event go.")
    private Ordering ordering = Ordering.none;

    @UriParam(
            label = "consumer,advanced",
            description = "Where the ids of the events are kept that were processed, so that "
                    + "none is processed twice. One in memory for the last 10000 events "
                    + "when it is not given; nodes that share a path need a shared one.")
    private IdempotentRepository idempotentRepository;

    @UriParam(
            label = "consumer,advanced",
            description = "Component whose HTTP server receives the webhooks, such as platform-http, "
                    + "servlet or jetty. When it is not given: the one of the rest "
                    + "configuration, else platform-http, else the only one there is.")
    private String httpServerComponent;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "false",
            description =
                    "Whether an event that a waiting route took is " + "given to the consumers of its type as well.")
    private boolean emitOutcomes = false;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "20",
            description = "Threads that run the route for events that arrive at the same time.")
    private int workerPoolSize = 20;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "1000",
            description = "Events that may wait for a thread. When it is full, "
                    + "webhooks are answered 503 and Telnyx sends them again.")
    private int workerQueueSize = 1000;

    /** A copy that shares nothing that changes. */
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

    public boolean isEmitOutcomes() {
        return emitOutcomes;
    }

    public void setEmitOutcomes(boolean emitOutcomes) {
        this.emitOutcomes = emitOutcomes;
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
