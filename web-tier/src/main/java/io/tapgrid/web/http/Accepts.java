package io.tapgrid.web.http;

import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Locale;

/**
 * Whether a client takes JSON (RFC 9110, section 12.5.1). The framework's own check knows exact types and
 * <code>*&#47;*</code>, but not <code>application/*</code>.
 */
final class Accepts {
    private static final List<String> RANGES = List.of("application/json", "application/*", "*/*");

    private Accepts() {}

    static boolean json(HttpRequest<?> request) {
        List<String> values = request.getHeaders().getAll("Accept");
        if (values.isEmpty() || (values.size() == 1 && RANGES.contains(values.get(0)))) {
            return true;
        }
        for (String value : values) {
            for (String range : value.split(",", -1)) {
                if (isJson(range.toLowerCase(Locale.ROOT).replace(" ", ""))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isJson(String range) {
        int parameters = range.indexOf(';');
        String type = parameters < 0 ? range : range.substring(0, parameters);
        return RANGES.contains(type) && !isUnwanted(parameters < 0 ? "" : range.substring(parameters));
    }

    /** A weight of nothing says: not this one. */
    private static boolean isUnwanted(String parameters) {
        return parameters.matches(".*;q=0(\\.0*)?(;.*)?");
    }
}
