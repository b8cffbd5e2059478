/**
 * Waits for the events that end commands, and the rules by which an event finds its wait. It depends on the event package,
 * and knows neither HTTP nor Camel.
 *
 * <p>Internal: may change in any release.
 */
package io.github.cameltelnyx.gather.correlation;
