package io.tapgrid.grid.audit;

import io.tapgrid.domain.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stood before a change and after it, as JSON. */
public final class AuditText {
    private AuditText() {}

    /** An object of names and values in turn. A value is a number, an object like this one, a list, a map (in the order of its keys) or text. */
    public static String json(Object... namesAndValues) {
        StringBuilder text = new StringBuilder();
        append(text, object(namesAndValues));
        return text.toString();
    }

    /** An object within another one. */
    public static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            object.put(namesAndValues[at].toString(), namesAndValues[at + 1]);
        }
        return object;
    }

    private static void append(StringBuilder into, Object value) {
        if (value instanceof Number) {
            into.append(value);
        } else if (value instanceof List<?> list) {
            appendAll(into, list);
        } else if (value instanceof LinkedHashMap<?, ?> object) {
            appendAll(into, object);
        } else if (value instanceof Map<?, ?> map) {
            appendAll(into, new TreeMap<>(map));
        } else {
            quote(into, value.toString());
        }
    }

    private static void appendAll(StringBuilder into, List<?> list) {
        into.append('[');
        String between = "";
        for (Object element : list) {
            append(into.append(between), element);
            between = ",";
        }
        into.append(']');
    }

    private static void appendAll(StringBuilder into, Map<?, ?> object) {
        into.append('{');
        String between = "";
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            quote(into.append(between), entry.getKey().toString());
            append(into.append(':'), entry.getValue());
            between = ",";
        }
        into.append('}');
    }

    private static void quote(StringBuilder into, String text) {
        into.append('"');
        text.codePoints().limit(10L * Limits.TEXT_LENGTH_MAX).forEach(c -> {
            if (c == '"' || c == '\\') {
                into.append('\\').appendCodePoint(c);
            } else if (c < ' ') {
                into.append(String.format("\\u%04x", c));
            } else {
                into.appendCodePoint(c);
            }
        });
        into.append('"');
    }
}
