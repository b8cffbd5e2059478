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
package io.github.cameltelnyx.gather.event;

/**
 * A body is not a call event of API v2. The message is the fixed text of the reason, which quotes nothing of the body. There
 * is neither cause nor stack trace, because those of a JSON parser quote the body.
 */
public final class CallEventParseException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the body. */
    public enum Reason {
        /** Not exactly one JSON value. */
        NOT_JSON("The body is not JSON"),
        /** An event in the flat format of API v1. */
        API_V1("The body is an API v1 webhook: set webhook_api_version of the application to \"2\""),
        /** JSON, but without the fields of an event. */
        NOT_AN_EVENT(
                "The body is JSON but not an API v2 event: data must have record_type \"event\", event_type, id and "
                        + "payload");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The fixed text. */
        public String text() {
            return text;
        }
    }

    private final Reason reason;

    CallEventParseException(Reason reason) {
        super(reason.text, null, false, false);
        this.reason = reason;
    }

    /** What is wrong with the body. */
    public Reason reason() {
        return reason;
    }
}
