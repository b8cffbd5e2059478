/**
 * Sends commands to the Telnyx API: one request is repeated until it is answered, errors become exceptions, and no
 * thread waits. It knows the JDK and Jackson only; the component, the producer and users who catch its exceptions may
 * use it.
 */
package io.github.cameltelnyx.gather.client;
