/**
 * Verification of webhooks, claims that let an event be processed once, and lanes that keep the order of a call's events.
 * It depends on the event package and Bouncy Castle, and knows neither the HTTP server nor Camel.
 *
 * <p>Internal: may change in any release.
 */
package io.github.cameltelnyx.gather.webhook;
