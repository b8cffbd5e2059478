/**
 * Waits of routes for the events that end their commands: who waits for what, and which event ends which wait. Knows events,
 * neither HTTP nor Camel.
 */
package io.github.cameltelnyx.gather.correlation;
