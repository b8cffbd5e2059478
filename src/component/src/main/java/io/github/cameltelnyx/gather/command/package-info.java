/**
 * What the commands of Telnyx are: their fields, the rules that fields must keep, and how long a command can last. It knows
 * the JDK and Jackson. Internal: may change in any release.
 */
package io.github.cameltelnyx.gather.command;
