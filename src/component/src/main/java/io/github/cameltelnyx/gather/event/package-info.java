/**
 * The call events of Telnyx as records, and the parser that creates them from the body of a webhook. Any thread may
 * read events. This package is public API; it depends on the JDK and Jackson, and knows neither HTTP nor Camel.
 */
package io.github.cameltelnyx.gather.event;
