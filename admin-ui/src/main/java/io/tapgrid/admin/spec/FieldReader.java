package io.tapgrid.admin.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapgrid.domain.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one object, noting every problem under the field's full name instead of stopping at the first. */
final class FieldReader {
    private static final int SHOWN_MAX = 60;
    private static final int LANGUAGES_MAX = 20;

    private final JsonNode object;
    private final String prefix;
    private final List<String> problems;

    FieldReader(JsonNode object, String prefix, List<String> problems) {
        this.object = object;
        this.prefix = prefix;
        this.problems = problems;
    }

    void allowOnly(Set<String> fields) {
        object.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                problem(name, null, "one of " + String.join(", ", fields));
            }
        });
    }

    /** The field's text made into something; a missing field and a null of {@code make} are problems. */
    <T> Optional<T> required(String field, String expected, Function<String, @Nullable T> make) {
        JsonNode value = object.get(field);
        if (value == null || value.isNull()) {
            problem(field, null, expected);
            return Optional.empty();
        }
        return made(field, value, expected, make);
    }

    <T> Optional<T> optional(String field, T fallback, String expected, Function<String, @Nullable T> make) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? Optional.of(fallback) : made(field, value, expected, make);
    }

    private <T> Optional<T> made(String field, JsonNode value, String expected, Function<String, @Nullable T> make) {
        @Nullable T result = value.isTextual() ? make.apply(value.textValue()) : null;
        if (result == null) {
            // A number that would do as text was written without the quotes that make it one.
            boolean unquoted = value.isNumber() && make.apply(value.asText()) != null;
            problem(field, value, unquoted ? expected + ", in quotes: \"" + value.asText() + "\"" : expected);
        }
        return Optional.ofNullable(result);
    }

    long units(String field, long max, String expected) {
        JsonNode value = object.get(field);
        if (value != null && value.isIntegralNumber() && value.canConvertToLong()) {
            long number = value.longValue();
            if (number >= 0 && number <= max) {
                return number;
            }
        }
        problem(field, value, expected);
        return 0;
    }

    /** Names by language. */
    Map<String, String> names(String field) {
        JsonNode value = object.get(field);
        Map<String, String> names = new TreeMap<>();
        if (value == null || !value.isObject() || value.isEmpty() || value.size() > LANGUAGES_MAX) {
            problem(field, value, "a name in each language, as {en: Phone day, zh: 手机日}");
            return names;
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            boolean language = entry.getKey().matches("[a-z]{2,3}(-[A-Za-z0-9]{2,8})?");
            if (!language || !isName(entry.getValue())) {
                problem(
                        field + "." + entry.getKey(),
                        entry.getValue(),
                        "a language like en or zh-TW, with 1 to " + Limits.TEXT_LENGTH_MAX
                                + " characters, none of them a control character");
            } else {
                names.put(entry.getKey(), entry.getValue().textValue());
            }
        }
        return names;
    }

    private static boolean isName(JsonNode value) {
        return value.isTextual()
                && !value.textValue().isBlank()
                && value.textValue().length() <= Limits.TEXT_LENGTH_MAX
                && value.textValue().codePoints().noneMatch(Character::isISOControl);
    }

    void problem(String field, @Nullable JsonNode value, String expected) {
        String shown = value == null ? "missing or unknown" : value.toString();
        if (shown.length() > SHOWN_MAX) {
            shown = shown.substring(0, SHOWN_MAX) + "…";
        }
        problems.add(prefix + field + ": " + shown + " (expected: " + expected + ")");
    }
}
