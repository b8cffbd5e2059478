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

import java.util.List;
import java.util.Locale;

import io.github.cameltelnyx.gather.event.CallEvent;
import io.github.cameltelnyx.gather.event.CallEventParseException;
import io.github.cameltelnyx.gather.event.CallEventParser;
import io.github.cameltelnyx.gather.webhook.InvalidWebhookException.Reason;

/** Verifies that a request is a webhook of Telnyx, and then parses its body. Thread-safe. */
public final class WebhookReceiver {
    private final WebhookVerifier verifier;
    private final int maximumBodySize;

    /**
     * Creates a receiver.
     *
     * @param verifier verifies the signature; null accepts every request
     * @param maximumBodySize the maximum size of a body in bytes, at least 1
     */
    public WebhookReceiver(WebhookVerifier verifier, int maximumBodySize) {
        if (maximumBodySize < 1) {
            throw new IllegalArgumentException("maximumBodySize is " + maximumBodySize + " but must be at least 1");
        }
        this.verifier = verifier;
        this.maximumBodySize = maximumBodySize;
    }

    /**
     * Verifies a request and returns its event.
     *
     * @throws InvalidWebhookException if the request must be refused
     */
    public CallEvent receive(WebhookRequest request) throws InvalidWebhookException {
        refuseIf(!"POST".equals(request.method()), Reason.NOT_POST);
        refuseIf(request.body().length > maximumBodySize, Reason.TOO_LARGE);
        // by the content type, because many HTTP servers have consumed the body of a form by now
        refuseIf(isForm(request.contentType()), Reason.FORM);
        if (verifier != null) {
            String signature = single(request.signatures(), Reason.SIGNATURE_DOUBLED);
            String timestamp = single(request.timestamps(), Reason.TIMESTAMP_DOUBLED);
            verifier.verify(signature, timestamp, request.body());
        }
        return parse(request.body());
    }

    private static boolean isForm(String contentType) {
        String type = contentType == null ? "" : contentType.strip().toLowerCase(Locale.ROOT);
        return type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/");
    }

    /** The value of a header, or null. A comma joins the values of a repeated header; neither value has one itself. */
    private static String single(List<String> values, Reason doubled) throws InvalidWebhookException {
        if (values.isEmpty()) {
            return null;
        }
        refuseIf(values.size() > 1 || values.get(0).indexOf(',') >= 0, doubled);
        return values.get(0);
    }

    private static CallEvent parse(byte[] body) throws InvalidWebhookException {
        try {
            return CallEventParser.parse(body);
        } catch (CallEventParseException e) {
            throw new InvalidWebhookException(
                    switch (e.reason()) {
                        case API_V1 -> Reason.API_V1;
                        case NOT_AN_EVENT -> Reason.NOT_AN_EVENT;
                        case NOT_JSON -> Reason.NOT_JSON;
                    });
        }
    }

    private static void refuseIf(boolean refused, Reason reason) throws InvalidWebhookException {
        if (refused) {
            throw new InvalidWebhookException(reason);
        }
    }
}
