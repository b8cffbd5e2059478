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
package io.github.cameltelnyx.gather;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The URI of a dynamic endpoint as it is written in the route, with expressions. It knows where each option begins and ends,
 * so that what an expression gave is read as it is: it is not decoded, and cannot set another option.
 */
final class UriTemplate {

    /** Stands for an expression. It is one of the characters that have no meaning in Unicode. */
    private static final char HOLE = '\uFDD0';

    /** The texts before, between and after the expressions. */
    private final List<String> literals;
    /** For each expression the option that it is part of; null for the part before the options. */
    private final List<String> owners = new ArrayList<>();
    /** The options with expressions, each as a text with holes. */
    private final Map<String, String> dynamic = new LinkedHashMap<>();

    private final Map<String, String> fixed = new LinkedHashMap<>();

    private UriTemplate(String text, List<String> parts) {
        literals = List.of(text.split(String.valueOf(HOLE), -1));
        addOwners(null, parts.get(0));
        for (String option : parts.subList(1, parts.size())) {
            int equals = option.indexOf('=');
            String name = option.substring(0, equals).strip();
            String value = option.substring(equals + 1);
            (value.indexOf(HOLE) < 0 ? fixed : dynamic).put(name, value);
            addOwners(name, value);
        }
    }

    private void addOwners(String option, String text) {
        text.chars().filter(c -> c == HOLE).forEach(c -> owners.add(option));
    }

    /** Gives the template, or empty if the text has no expressions, or has some in the names of options. */
    static Optional<UriTemplate> parse(String uri) {
        String text = withHoles(uri.strip());
        if (text == null || text.indexOf(HOLE) < 0) {
            return Optional.empty();
        }
        List<String> parts = split(text);
        for (String option : parts.subList(1, parts.size())) {
            int equals = option.indexOf('=');
            if (equals < 0 || option.lastIndexOf(HOLE, equals) >= 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new UriTemplate(text, parts));
    }

    /** The options without expressions, as they are written. */
    Map<String, String> fixed() {
        return fixed;
    }

    /**
     * Gives the options that have expressions, with their values in a URI that was made of this template. Empty if the URI
     * has not the texts of the template, as when the language of the expressions has escapes in them.
     *
     * @throws IllegalArgumentException if it is not certain where a value ends, because it has a text that separates options
     */
    Optional<Map<String, String>> read(String uri) {
        int[] starts = starts(uri);
        if (starts == null) {
            return Optional.empty();
        }
        requireUnique(uri, starts);
        List<String> values = new ArrayList<>();
        for (int i = 1; i < starts.length; i++) {
            values.add(uri.substring(starts[i - 1] + literals.get(i - 1).length(), starts[i]));
        }
        Map<String, String> read = new LinkedHashMap<>();
        dynamic.forEach((option, value) -> read.put(option, filled(value, values, owners.indexOf(option))));
        return Optional.of(read);
    }

    /** Whether the template has an option of this name. */
    boolean has(String option) {
        return fixed.containsKey(option) || dynamic.containsKey(option);
    }

    /** Gives the options of a URI that is complete. */
    static Map<String, String> options(String uri) {
        List<String> parts = split(uri);
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : parts.subList(1, parts.size())) {
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            options.put(name.strip(), equals < 0 ? "" : decoded(option.substring(equals + 1)));
        }
        return options;
    }

    /** Gives the value of an option that is written in a URI, without RAW and without percent-encoding. */
    static String decoded(String value) {
        String raw = unwrapped(value);
        return raw != null ? raw : decodedLiteral(value);
    }

    private static String filled(String value, List<String> values, int first) {
        String raw = unwrapped(value);
        String[] pieces = (raw != null ? raw : value).split(String.valueOf(HOLE), -1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces.length; i++) {
            text.append(i == 0 ? "" : values.get(first + i - 1));
            text.append(raw != null ? pieces[i] : decodedLiteral(pieces[i]));
        }
        return text.toString();
    }

    /** Gives the first place of each literal; null if there is one without. */
    private int[] starts(String uri) {
        int[] starts = new int[literals.size()];
        int last = starts.length - 1;
        int position = literals.get(0).length();
        for (int i = 1; i < last && position >= 0; i++) {
            starts[i] = uri.indexOf(literals.get(i), position);
            position = starts[i] < 0 ? -1 : starts[i] + literals.get(i).length();
        }
        starts[last] = uri.length() - literals.get(last).length();
        boolean matches = position >= 0
                && position <= starts[last]
                && uri.startsWith(literals.get(0))
                && uri.endsWith(literals.get(last));
        return matches ? starts : null;
    }

    /** Checks that the last place of each literal is its first, where that makes a difference. */
    private void requireUnique(String uri, int[] starts) {
        int position = starts[starts.length - 1];
        for (int i = starts.length - 2; i > 0; i--) {
            position =
                    uri.lastIndexOf(literals.get(i), position - literals.get(i).length());
            if (separates(i) && position != starts[i]) {
                throw new IllegalArgumentException(
                        "a value in the URI of a dynamic endpoint contains the text that ends "
                                + "the value in the route. Use headers or the body for the options "
                                + dynamic.keySet());
            }
        }
    }

    /** Whether the place of a literal matters: it ends an option, or is decoded. */
    private boolean separates(int literal) {
        String before = owners.get(literal - 1);
        return before == null
                || !before.equals(owners.get(literal))
                || literals.get(literal).matches("(?s).*[%+\\n].*");
    }

    /** Replaces the expressions; null if one has no end. */
    private static String withHoles(String uri) {
        StringBuilder text = new StringBuilder();
        int position = 0;
        while (position < uri.length()) {
            boolean isExpression = uri.startsWith("${", position) || uri.startsWith("$simple{", position);
            if (isExpression) {
                position = end(uri, uri.indexOf('{', position));
                if (position < 0) {
                    return null;
                }
                text.append(HOLE);
            } else {
                text.append(uri.charAt(position++));
            }
        }
        return text.toString();
    }

    /** Gives the position after the brace that closes one; -1 if none does. */
    private static int end(String uri, int opening) {
        int depth = 0;
        for (int i = opening; i < uri.length(); i++) {
            char c = uri.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Gives the part before the options, and the options. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int question = text.indexOf('?');
        parts.add(question < 0 ? text : text.substring(0, question));
        int start = question < 0 ? text.length() : question + 1;
        while (start < text.length()) {
            int end = text.indexOf('&', rawEnd(text, start));
            end = end < 0 ? text.length() : end;
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        return parts;
    }

    /** Gives where to look for the end of an option: after RAW(...), which may contain an ampersand. */
    private static int rawEnd(String text, int start) {
        int value = text.indexOf('=', start) + 1;
        for (String brackets : List.of("()", "{}")) {
            if (value > 0 && text.startsWith("RAW" + brackets.charAt(0), value)) {
                int close = text.indexOf(brackets.charAt(1) + "&", value);
                return close < 0 ? text.length() : close;
            }
        }
        return start;
    }

    /** Gives the text in RAW(...); null if the value is not written so. */
    private static String unwrapped(String value) {
        String text = value.strip();
        boolean isRaw = text.startsWith("RAW(") && text.endsWith(")") || text.startsWith("RAW{") && text.endsWith("}");
        return isRaw ? text.substring(4, text.length() - 1) : null;
    }

    private static String decodedLiteral(String literal) {
        String line = literal.replaceAll("\\s*\\n\\s*", "");
        try {
            return URLDecoder.decode(line, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // a percent sign that is no encoding, which Camel accepts
            return line;
        }
    }
}
