/**
 * The Camel component {@code telnyx-gather}. Applications use it by URI; public here are the classes that Camel makes, the
 * {@linkplain io.github.cameltelnyx.gather.TelnyxGatherConstants header names} and the bodies that routes see.
 */
package io.github.cameltelnyx.gather;
