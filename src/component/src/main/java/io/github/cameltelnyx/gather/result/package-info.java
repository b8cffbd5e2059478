/**
 * A class for the result of an AI gather: its JSON Schema, and instances made from what the assistant collected. It knows
 * the JDK, Jackson and the optional schema generator. Applications catch
 * {@link io.github.cameltelnyx.gather.result.ResultClassException}; the rest is internal and may change in any release.
 */
package io.github.cameltelnyx.gather.result;
