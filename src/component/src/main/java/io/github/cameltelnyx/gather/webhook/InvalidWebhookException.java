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
package io.github.cameltelnyx.gather.webhook;

/**
 * A request is not a webhook to act upon. The message is the fixed text of the reason: it may be logged and sent as
 * the answer, as it quotes nothing of the request. There is no stack trace: anybody can cause this exception, so it has
 * to be cheap.
 */
public final class InvalidWebhookException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why the request is refused, with the answer to give. */
    public enum Reason {
        /** Only POST carries a webhook. */
        NOT_POST(405, "Webhooks come by POST: set the webhook method of the application to POST"),
        /** The body is larger than the limit. */
        TOO_LARGE(413, "The body is larger than maximumBodySize"),
        /** The content type is that of an HTML form. */
        FORM(400, "This is a form post: TeXML callbacks are not Call Control events, use a Voice API application"),

        /** No signature header, or a blank one. */
        SIGNATURE_MISSING(
                401,
                "Header telnyx-signature-ed25519 is missing: an application with webhook_api_version \"1\" sends none, "
                        + "set it to \"2\"; otherwise a proxy drops it"),
        /** More than one signature. */
        SIGNATURE_DOUBLED(401, "Header telnyx-signature-ed25519 must come once"),
        /** The signature is not 64 bytes of standard base64. */
        SIGNATURE_MALFORMED(401, "Header telnyx-signature-ed25519 must be 64 bytes in standard, padded base64"),

        /** No timestamp header, or a blank one. */
        TIMESTAMP_MISSING(401, "Header telnyx-timestamp is missing: look for a proxy that drops it"),
        /** More than one timestamp. */
        TIMESTAMP_DOUBLED(401, "Header telnyx-timestamp must come once"),
        /** The timestamp is not a number of seconds. */
        TIMESTAMP_MALFORMED(401, "Header telnyx-timestamp must be Unix seconds, in digits only"),
        /** Signed longer ago than the tolerance. */
        TIMESTAMP_TOO_OLD(401, "The signature is too old: a replay, or the clock of this host is fast"),
        /** Signed further in the future than the tolerance. */
        TIMESTAMP_TOO_NEW(401, "The signature is from the future: the clock of this host is slow"),

        /** No public key verifies the signature. */
        SIGNATURE_WRONG(
                401,
                "The signature is wrong: compare the public key with the one in the Telnyx portal, and look for a "
                        + "proxy that changes the body"),

        /** Verified, but an event of API v1. */
        API_V1(400, "This is an API v1 webhook: set webhook_api_version of the application to \"2\""),
        /** Verified JSON, but no event. */
        NOT_AN_EVENT(400, "This is JSON but not an API v2 event with data, event_type, id and payload"),
        /** Verified, but not JSON. */
        NOT_JSON(400, "The body is not JSON");

        private final int status;
        private final String text;

        Reason(int status, String text) {
            this.status = status;
            this.text = text;
        }

        /** HTTP status of the answer. */
        public int status() {
            return status;
        }

        /** Body of the answer. */
        public String text() {
            return text;
        }
    }

    private final Reason reason;

    InvalidWebhookException(Reason reason) {
        super(reason.text, null, false, false);
        this.reason = reason;
    }

    /** Why the request is refused. */
    public Reason reason() {
        return reason;
    }
}
