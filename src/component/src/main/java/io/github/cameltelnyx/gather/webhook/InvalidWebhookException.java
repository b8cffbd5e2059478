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

import io.github.cameltelnyx.gather.event.CallEventParseException;

/**
 * A request is not a valid webhook. The message is the fixed text of the reason, which quotes nothing of the request and
 * may therefore be logged and sent as response. There is no stack trace, because any sender can cause this exception.
 */
public final class InvalidWebhookException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Why a request is refused, with the status and the text of the response. */
    public enum Reason {
        /** The method is not POST. */
        NOT_POST(405, "The HTTP method must be POST: set the webhook method of the application to POST"),
        /** The body is larger than the limit. */
        TOO_LARGE(413, "The body is larger than maximumBodySize"),
        /** The content type is that of an HTML form. */
        FORM(400, "The body is a form: TeXML callbacks are not supported, use a Voice API application"),

        /** There is no signature header, or a blank one. */
        SIGNATURE_MISSING(
                401,
                "Header telnyx-signature-ed25519 is missing: set webhook_api_version of the application to \"2\", because "
                        + "version \"1\" has no signature, and check that no proxy removes the header"),
        /** There is more than one signature. */
        SIGNATURE_DOUBLED(401, "Header telnyx-signature-ed25519 must occur exactly once"),
        /** The signature is not 64 bytes of standard base64. */
        SIGNATURE_MALFORMED(401, "Header telnyx-signature-ed25519 must be 64 bytes in standard, padded base64"),

        /** There is no timestamp header, or a blank one. */
        TIMESTAMP_MISSING(401, "Header telnyx-timestamp is missing: check that no proxy removes it"),
        /** There is more than one timestamp. */
        TIMESTAMP_DOUBLED(401, "Header telnyx-timestamp must occur exactly once"),
        /** The timestamp is not a number of seconds. */
        TIMESTAMP_MALFORMED(401, "Header telnyx-timestamp must be Unix time in seconds, digits only"),
        /** The timestamp is older than the tolerance. */
        TIMESTAMP_TOO_OLD(
                401,
                "The timestamp is older than timestampTolerance: the webhook was delayed or replayed, or the clock of "
                        + "this host is fast"),
        /** The timestamp is in the future by more than the tolerance. */
        TIMESTAMP_TOO_NEW(
                401, "The timestamp is in the future by more than timestampTolerance: the clock of this host is slow"),

        /** No public key verifies the signature. */
        SIGNATURE_WRONG(
                401,
                "The signature is wrong: check that publicKey is the one in the Telnyx portal, and that no proxy changes "
                        + "the body"),

        /** Verified, but an event of API v1. */
        API_V1(400, CallEventParseException.Reason.API_V1.text()),
        /** Verified JSON, but no event. */
        NOT_AN_EVENT(400, CallEventParseException.Reason.NOT_AN_EVENT.text()),
        /** Verified, but not JSON. */
        NOT_JSON(400, CallEventParseException.Reason.NOT_JSON.text());

        private final int status;
        private final String text;

        Reason(int status, String text) {
            this.status = status;
            this.text = text;
        }

        /** The HTTP status of the response. */
        public int status() {
            return status;
        }

        /** The body of the response. */
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
