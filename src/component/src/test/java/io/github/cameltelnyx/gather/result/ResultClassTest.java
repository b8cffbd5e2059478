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
package io.github.cameltelnyx.gather.result;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.OptBoolean;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ResultClassTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOOKING =
            """
            {"day": "2026-11-24", "hour": 19, "name": "Ada", "seat": "by the window", "guest": {"first_name": "Bob"}}""";

    enum Seat {
        @JsonProperty("by the window")
        WINDOW,
        AISLE
    }

    @JsonClassDescription("A person")
    record Guest(@JsonProperty("first_name") String firstName, Optional<Integer> age) {}

    @JsonClassDescription("A table for the evening")
    record Booking(
            @JsonPropertyDescription("The day of the visit") LocalDate day,
            int hour,
            String name,
            Optional<String> note,
            Seat seat,
            @JsonPropertyDescription("Who comes along") Guest guest) {}

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface Nullable {}

    record Choices(
            @Nullable String annotated,
            @JsonProperty(isRequired = OptBoolean.FALSE) String declared,
            Optional<Seat> wrapped,
            @JsonProperty("renamed") String other) {}

    record Times(LocalTime time, Instant instant) {}

    record Party(List<Guest> guests, List<String> wishes) {}

    static class Caller {
        private String name;
        private String untold = "";

        @JsonIgnore
        public String ignored;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public String getUntold() {
            return untold;
        }
    }

    record Evening(int hour) {
        Evening {
            if (hour < 17) {
                throw new IllegalStateException("closed at " + hour);
            }
        }
    }

    record Tree(String name, Tree child) {}

    record Notes(Map<String, String> notes) {}

    record Anything(List<Object> things) {}

    record Days(List<LocalDate> days) {}

    record Nothing() {}

    abstract static class Abstract {
        public String name;
    }

    class Inner {
        public String name;
    }

    interface Named {
        String getName();
    }

    @Test
    void makesTheSchemaOfARecord() throws Exception {
        assertThat(ResultClass.of(Booking.class).schema().toPrettyString())
                .isEqualTo(JSON.readTree(
                                """
                        {"type": "object",
                         "properties": {
                           "day": {"type": "string", "format": "date", "description": "The day of the visit"},
                           "hour": {"type": "integer"},
                           "name": {"type": "string"},
                           "note": {"type": "string"},
                           "seat": {"type": "string", "enum": ["by the window", "AISLE"]},
                           "guest": {
                             "type": "object",
                             "properties": {"first_name": {"type": "string"}, "age": {"type": "integer"}},
                             "required": ["first_name"],
                             "description": "Who comes along"}},
                         "required": ["day", "hour", "name", "seat", "guest"],
                         "description": "A table for the evening"}""")
                        .toPrettyString());
    }

    @Test
    void requiresEverythingThatIsNotMarkedOptional() {
        ObjectNode schema = ResultClass.of(Choices.class).schema();

        assertThat(schema.get("required")).extracting(JsonNode::asText).containsExactly("renamed");
    }

    @Test
    void asksOnlyForWhatJacksonFills() {
        ObjectNode schema = ResultClass.of(Caller.class).schema();

        assertThat(schema.get("properties").fieldNames()).toIterable().containsExactly("name");
    }

    @Test
    void givesTimesTheirFormats() {
        JsonNode properties = ResultClass.of(Times.class).schema().get("properties");

        assertThat(properties.at("/time/format").asText()).isEqualTo("time");
        assertThat(properties.at("/instant/format").asText()).isEqualTo("date-time");
    }

    @Test
    void describesTheItemsOfLists() {
        JsonNode properties = ResultClass.of(Party.class).schema().get("properties");

        assertThat(properties.at("/guests/type").asText()).isEqualTo("array");
        assertThat(properties.at("/guests/items/properties/first_name/type").asText())
                .isEqualTo("string");
        assertThat(properties.at("/wishes/items/type").asText()).isEqualTo("string");
    }

    @Test
    void handsOutCopiesOfTheSchema() {
        ResultClass type = ResultClass.of(Guest.class);

        type.schema().removeAll();

        assertThat(type.schema()).isNotEmpty();
    }

    @Test
    void readsARecord() {
        assertThat(read(Booking.class, BOOKING))
                .isEqualTo(new Booking(
                        LocalDate.of(2026, 11, 24),
                        19,
                        "Ada",
                        Optional.empty(),
                        Seat.WINDOW,
                        new Guest("Bob", Optional.empty())));
    }

    @Test
    void readsAClass() {
        assertThat(read(Caller.class, "{\"name\": \"Ada\"}"))
                .isInstanceOfSatisfying(
                        Caller.class, caller -> assertThat(caller.getName()).isEqualTo("Ada"));
    }

    @Test
    void readsTimes() {
        assertThat(read(Times.class, "{\"time\": \"19:30\", \"instant\": \"2026-11-24T19:30:00Z\"}"))
                .isEqualTo(new Times(LocalTime.of(19, 30), Instant.parse("2026-11-24T19:30:00Z")));
    }

    @Test
    void readsANumberSpokenAsText() {
        assertThat(read(Evening.class, "{\"hour\": \"19\"}")).isEqualTo(new Evening(19));
    }

    @Test
    void ignoresWhatTheTypeDoesNotHave() {
        assertThat(read(Evening.class, "{\"hour\": 19, \"mood\": \"good\"}")).isEqualTo(new Evening(19));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            /day   | "next week" | day
            /day   | 20261124    | day
            /day   | ""          | day
            /hour  | 19.5        | hour
            /hour  | "seven"     | hour
            /hour  | null        | hour
            /name  | null        | name
            /seat  | 0           | seat
            /seat  | "WINDOW"    | seat
            /guest | "Bob"       | guest
            /guest | {}          | guest.first_name
            /guest | {"first_name": "Bob", "age": "old"} | guest.age
            /guest | {"first_name": "Bob", "age": ""}    | guest.age""")
    void namesThePlaceThatDoesNotFit(String pointer, String value, String path) throws Exception {
        ObjectNode result = (ObjectNode) JSON.readTree(BOOKING);
        result.set(pointer.substring(1), JSON.readTree(value));

        ResultClassException refused = refusal(Booking.class, result);

        assertThat(refused.getPath()).isEqualTo(path);
        assertThat(refused).hasMessageContaining(Booking.class.getName()).hasMessageContaining(" at " + path + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"day", "hour", "name", "seat", "guest"})
    void refusesAResultThatLacksWhatIsRequired(String name) throws Exception {
        ObjectNode result = (ObjectNode) JSON.readTree(BOOKING);
        result.remove(name);

        assertThat(refusal(Booking.class, result))
                .hasMessageEndingWith(" at " + name + ": the value is required but missing");
    }

    @Test
    void namesTheElementThatDoesNotFit() throws Exception {
        JsonNode result = JSON.readTree(
                """
                {"guests": [{"first_name": "Bob"}, {"first_name": "Eve", "age": "old"}], "wishes": []}""");

        assertThat(refusal(Party.class, result).getPath()).isEqualTo("guests[1].age");
    }

    @Test
    void namesTheElementThatLacksWhatIsRequired() throws Exception {
        JsonNode result = JSON.readTree("{\"guests\": [{\"first_name\": \"Bob\"}, {}], \"wishes\": []}");

        assertThat(refusal(Party.class, result).getPath()).isEqualTo("guests[1].first_name");
    }

    @Test
    void keepsTheRawResult() throws Exception {
        JsonNode result = JSON.readTree("{\"hour\": \"seven\"}");

        assertThat(refusal(Evening.class, result).getResult()).isSameAs(result);
    }

    @Test
    void saysNothingOfWhatTheCallerSaid() throws Exception {
        ResultClassException refused = refusal(Evening.class, JSON.readTree("{\"hour\": \"secret\"}"));

        assertThat(refused).hasNoCause();
        assertThat(refused.getMessage())
                .doesNotContain("secret")
                .endsWith(" at hour: the value cannot be converted to int");
    }

    @Test
    void namesTheExceptionOfAConstructorWithoutItsMessage() throws Exception {
        ResultClassException refused = refusal(Evening.class, JSON.readTree("{\"hour\": 9}"));

        assertThat(refused).hasNoCause().hasMessageEndingWith("the constructor threw java.lang.IllegalStateException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "\"Ada\"", "19"})
    void refusesAResultThatIsNoObject(String result) throws Exception {
        assertThat(refusal(Evening.class, JSON.readTree(result))).hasMessageEndingWith(": the value is not an object");
    }

    @Test
    void keepsJsonNullWhenThereIsNoResult() {
        assertThat(refusal(Evening.class, null).getResult()).isEqualTo(NullNode.instance);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                String.class,
                int.class,
                int[].class,
                List.class,
                Map.class,
                Object.class,
                JsonNode.class,
                LocalDate.class,
                Seat.class,
                Named.class,
                Abstract.class,
                Inner.class,
                Nothing.class,
                Tree.class,
                Notes.class,
                Anything.class
            })
    void refusesATypeThatIsNoSetOfQuestions(Class<?> type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultClass.of(type))
                .withMessageStartingWith(type.getName())
                .withMessageEndingWith(": use a record or a class with properties that Jackson can read");
    }

    @Test
    void namesThePropertyThatLeavesOpenWhatToAsk() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultClass.of(Anything.class))
                .withMessageContaining(" at things[] ");
    }

    @ParameterizedTest
    @ValueSource(classes = {Times.class, Days.class})
    void namesTheJacksonModuleThatIsMissing(Class<?> type) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader noModules = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(noModules);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ResultClass.of(type))
                    .withMessageContaining("com.fasterxml.jackson.datatype:jackson-datatype-jsr310");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.github.victools.", "com.github.victools.jsonschema.module."})
    void namesTheArtifactsToAdd(String hidden) throws Exception {
        Class<?> isolated = new Hiding(hidden).loadClass(ResultClass.class.getName());
        Method of = isolated.getDeclaredMethod("of", Class.class);
        of.setAccessible(true);

        InvocationTargetException thrown =
                catchThrowableOfType(InvocationTargetException.class, () -> of.invoke(null, Booking.class));

        assertThat(thrown.getCause())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("com.github.victools:jsonschema-generator ")
                .hasMessageContaining("com.github.victools:jsonschema-module-jackson ");
    }

    private static Object read(Class<?> type, String result) {
        try {
            return ResultClass.of(type).read(JSON.readTree(result));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ResultClassException refusal(Class<?> type, JsonNode result) {
        ResultClass resultType = ResultClass.of(type);
        return catchThrowableOfType(ResultClassException.class, () -> resultType.read(result));
    }

    /** Loads the classes under test anew, as if the hidden packages were not on the class path. */
    private static final class Hiding extends ClassLoader {
        private final String hidden;

        Hiding(String hidden) {
            super(ResultClassTest.class.getClassLoader());
            this.hidden = hidden;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(hidden)) {
                throw new ClassNotFoundException(name);
            }
            if (!name.equals(ResultClass.class.getName()) && !name.equals(ResultSchema.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] code = bytes.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
