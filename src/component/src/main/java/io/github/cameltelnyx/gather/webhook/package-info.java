/**
 * From the bytes of an HTTP request to a verified event, processed exactly once. The HTTP host and Camel stay outside:
 * the consumer hands in a {@link io.github.cameltelnyx.gather.webhook.WebhookRequest} and answers what it is told.
 */
package io.github.cameltelnyx.gather.webhook;
