/**
 * Telnyx's call events as records, and the parser that makes them from the bytes of a webhook. Nothing here knows
 * Camel or HTTP; events are values that any thread may read.
 */
package io.github.cameltelnyx.gather.event;
