/**
 * The client of the Telnyx API. It sends a command until there is a response, converts errors to exceptions, and blocks no
 * thread. It depends on the JDK, Jackson and, in one of its transports, Vert.x.
 *
 * <p>{@link io.github.cameltelnyx.gather.client.TelnyxApiException},
 * {@link io.github.cameltelnyx.gather.client.CallEndedException},
 * {@link io.github.cameltelnyx.gather.client.TelnyxConnectionException} and
 * {@link io.github.cameltelnyx.gather.client.ApiError} are public API. The other classes are internal: they may change in
 * any release.
 */
package io.github.cameltelnyx.gather.client;
