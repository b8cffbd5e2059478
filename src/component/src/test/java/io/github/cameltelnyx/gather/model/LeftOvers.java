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
package io.github.cameltelnyx.gather.model;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

import org.apache.camel.Route;

/**
 * Finds what a node keeps although it has nothing to do: tasks, timers, exchanges, and entries in any collection that the
 * component and its consumers hold, directly or in further objects of ours.
 */
final class LeftOvers {

    private static final String OURS = "io.github.cameltelnyx.gather.";
    /** What is remembered on purpose, within bounds. */
    private static final Set<String> MEMORIES = Set.of(
            "abandoned",
            "verdicts",
            "byId",
            "byCall",
            "unawaited",
            "claims",
            "known",
            "receivers",
            "owners",
            "warned",
            "servers",
            "subscribers",
            "clients",
            "calls",
            "latest",
            "silent");

    private static final Set<String> CLOCKS = Set.of("clock", "nanoTime");

    private final Map<Class<?>, List<Field>> fields = new HashMap<>();

    Optional<String> find(Node node) {
        if (node.threads().ready() > 0) {
            return Optional.of(node.threads().ready() + " tasks are left over");
        }
        if (node.threads().timers() > 0) {
            return Optional.of(node.threads().timers() + " timers are left over");
        }
        // a stop by force leaves those that Camel would have sent again later
        int inflight =
                node.isGone() ? 0 : node.context().getInflightRepository().size();
        if (inflight > 0) {
            return Optional.of(inflight + " exchanges in flight are left over");
        }
        return Optional.ofNullable(search(roots(node), LeftOvers::leftOver));
    }

    private static List<Object> roots(Node node) {
        List<Object> roots = new ArrayList<>();
        roots.add(node.context().hasComponent("telnyx-gather"));
        for (Route route : node.context().getRoutes()) {
            roots.add(route.getConsumer());
        }
        return roots;
    }

    /** Lets what measures time on its own use the time of the schedule. */
    void setClock(Node node, LongSupplier clock) {
        search(roots(node), (object, field) -> {
            if (field.getType() == LongSupplier.class && CLOCKS.contains(field.getName())) {
                set(field, object, clock);
            }
            return null;
        });
    }

    private static void set(Field field, Object object, Object value) {
        try {
            field.set(object, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String leftOver(Object object, Field field) {
        int size = MEMORIES.contains(field.getName()) ? 0 : size(valueOf(field, object));
        return size == 0
                ? null
                : object.getClass().getSimpleName() + "." + field.getName() + " has " + size + " left over";
    }

    private String search(List<Object> roots, BiFunction<Object, Field, String> visitor) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Object> open = new ArrayList<>(roots);
        while (!open.isEmpty()) {
            Object object = open.remove(open.size() - 1);
            if (object == null || !isOurs(object.getClass()) || !seen.add(object)) {
                continue;
            }
            for (Field field : fieldsOf(object.getClass())) {
                String found = visitor.apply(object, field);
                if (found != null) {
                    return found;
                }
                Object value = valueOf(field, object);
                open.add(value);
                if (value instanceof Map<?, ?> map) {
                    open.addAll(map.values());
                } else if (value instanceof Collection<?> collection) {
                    open.addAll(collection);
                }
            }
        }
        return null;
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(OURS) && !type.getName().startsWith(OURS + "model.") && !type.isEnum();
    }

    private List<Field> fieldsOf(Class<?> type) {
        return fields.computeIfAbsent(type, LeftOvers::mutableFields);
    }

    /** The fields that can hold what is left over; what cannot be changed holds settings. */
    private static List<Field> mutableFields(Class<?> type) {
        List<Field> found = new ArrayList<>();
        for (Class<?> c = type; c != null && isOurs(c); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    found.add(field);
                }
            }
        }
        return found;
    }

    private static Object valueOf(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int size(Object value) {
        if (value == null || value.getClass().getName().startsWith("java.util.ImmutableCollections")) {
            return 0;
        }
        if (value instanceof Map<?, ?> map) {
            return map.size();
        }
        if (value instanceof Collection<?> collection) {
            return collection.size();
        }
        return 0;
    }
}
