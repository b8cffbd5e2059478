/**
 * The Camel component {@code telnyx-gather}. Applications use it by URI. The public types are the classes that Camel
 * creates, the {@linkplain io.github.cameltelnyx.gather.TelnyxGatherConstants header names} and the message bodies of
 * routes.
 */
package io.github.cameltelnyx.gather;
