/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.cameltelnyx.gather.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One row of the table of commands: method, path, fields, rules, and the events that end the command. The table fills it
 * by the methods that return it; after that it is only read. Fields have Telnyx's names, in snake_case and in the order of
 * the table.
 */
public final class CommandSpec {

    private static final String CALL_CONTROL_ID = "{call_control_id}";
    private static final String COMMAND_ID = "command_id";
    private static final String MINIMUM_DIGITS = "minimum_digits";
    private static final String MAXIMUM_DIGITS = "maximum_digits";

    private final String method;
    private final String path;
    private final Set<String> options = new LinkedHashSet<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final Set<String> resultEvents = new LinkedHashSet<>();
    private final Map<String, String> wireNames = new HashMap<>();
    private final List<FieldRule> rules = new ArrayList<>();
    private Function<JsonNode, Duration> duration = ExpectedDuration::shortest;
    private Function<JsonNode, Duration> active;
    private String textField;
    private boolean otherLeg;

    private CommandSpec(String method, String path) {
        this.method = method;
        this.path = path;
    }

    /** Begins the row of a command with the path below the API's base URL. */
    public static CommandSpec request(String method, String path) {
        return new CommandSpec(method, path);
    }

    /** Begins the row of a command that acts on a call, with the path below that of the call. */
    public static CommandSpec onCall(String method, String path) {
        return new CommandSpec(method, "/calls/" + CALL_CONTROL_ID + path);
    }

    /** Begins the row of one of the actions on a call. */
    public static CommandSpec action(String name) {
        return onCall("POST", "/actions/" + name).takes("client_state", COMMAND_ID);
    }

    public CommandSpec takes(String... fields) {
        options.addAll(List.of(fields));
        return this;
    }

    public CommandSpec takesDigits() {
        rules.add(FieldRule.notAbove(MINIMUM_DIGITS, MAXIMUM_DIGITS));
        return takes(
                MINIMUM_DIGITS,
                MAXIMUM_DIGITS,
                "timeout_millis",
                "inter_digit_timeout_millis",
                "terminating_digit",
                "valid_digits");
    }

    public CommandSpec needs(String... fields) {
        required.addAll(List.of(fields));
        rules.add(FieldRule.needs(fields));
        return this;
    }

    public CommandSpec needsOne(String... fields) {
        rules.add(FieldRule.needsOne(fields));
        return this;
    }

    public CommandSpec notBoth(String one, String other) {
        rules.add(FieldRule.notBoth(one, other));
        return this;
    }

    public CommandSpec sendsAs(String field, String wireName) {
        wireNames.put(field, wireName);
        return this;
    }

    public CommandSpec endedBy(String... eventTypes) {
        resultEvents.addAll(List.of(eventTypes));
        return this;
    }

    public CommandSpec lasts(Function<JsonNode, Duration> howLong) {
        duration = howLong;
        return this;
    }

    /** Sets how long the command lasts when it has begun, if that is less than how long it lasts with what is before it. */
    public CommandSpec isActive(Function<JsonNode, Duration> howLong) {
        active = howLong;
        return this;
    }

    public CommandSpec makesOtherLeg() {
        otherLeg = true;
        return this;
    }

    public CommandSpec textBodyIs(String field) {
        textField = field;
        return this;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    public boolean actsOnCall() {
        return path.contains(CALL_CONTROL_ID);
    }

    public boolean hasBody() {
        return !method.equals("GET");
    }

    public Set<String> options() {
        return Collections.unmodifiableSet(options);
    }

    public Set<String> required() {
        return Collections.unmodifiableSet(required);
    }

    public Set<String> resultEvents() {
        return Collections.unmodifiableSet(resultEvents);
    }

    public boolean takesCommandId() {
        return options.contains(COMMAND_ID);
    }

    /** Whether the command creates a second leg with its own client state (target_leg_client_state). */
    public boolean hasOtherLeg() {
        return otherLeg;
    }

    /** The field that is set to a plain text body, or null. */
    public String textField() {
        return textField;
    }

    /** How long what the command begins can last, by its fields, until one of the result events. */
    public Duration duration(JsonNode fields) {
        return duration.apply(fields);
    }

    /** How long the command can last, by its fields, when it has begun: without the time that it waits in a queue. */
    public Duration activeDuration(JsonNode fields) {
        return active == null ? duration(fields) : active.apply(fields);
    }

    /** What is wrong with the fields, in the order of the table; empty when nothing is. */
    public List<String> violations(ObjectNode fields) {
        return rules.stream()
                .map(rule -> rule.violation(fields))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Gives the fields their names in Telnyx's JSON. */
    public void toWireNames(ObjectNode fields) {
        wireNames.forEach((field, wireName) -> {
            if (fields.has(field)) {
                fields.set(wireName, fields.remove(field));
            }
        });
    }

    /** Gives our name of the field that has this name in Telnyx's JSON. */
    public String fieldOf(String wireName) {
        return wireNames.entrySet().stream()
                .filter(entry -> entry.getValue().equals(wireName))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(wireName);
    }
}
