/**
 * Where webhooks come in: their paths on the HTTP server of the host, and the relay to other nodes. It knows Camel, and the
 * packages webhook, correlation and event. Internal: may change in any release.
 */
package io.github.cameltelnyx.gather.http;
