package io.tapgrid.admin.http;

import io.tapgrid.domain.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which endpoint serves which method and path. A path part in braces is a variable: {@code /sales/{saleId}/pause}. */
public final class Routes {
    private final List<Route> routes = new ArrayList<>();

    private record Route(String method, String[] parts, Access access, Endpoint endpoint) {}

    /** Who may call a route. */
    public enum Access {
        OPEN,
        API_KEY
    }

    /** A route that was found, with the values of its variables. */
    record Match(Endpoint endpoint, Access access, Map<String, String> variables) {}

    public Routes add(String method, String pattern, Access access, Endpoint endpoint) {
        routes.add(new Route(method, pattern.split("/", -1), access, endpoint));
        return this;
    }

    /** Every method and pattern, for the description of the API to be compared with. */
    public List<String> all() {
        return routes.stream()
                .map(route -> route.method() + " " + String.join("/", route.parts()))
                .toList();
    }

    Match find(String method, String path) {
        String[] parts = path.split("/", -1);
        boolean pathKnown = false;
        for (Route route : routes) {
            Optional<Map<String, String>> variables = match(route.parts(), parts);
            if (variables.isPresent() && route.method().equals(method)) {
                return new Match(route.endpoint(), route.access(), variables.get());
            }
            pathKnown |= variables.isPresent();
        }
        throw pathKnown
                ? new Problem(Reason.METHOD_NOT_ALLOWED, "This path is not served with method " + method + ".")
                : new Problem(Reason.UNKNOWN_PATH, "There is nothing at this path.");
    }

    private static Optional<Map<String, String>> match(String[] pattern, String[] parts) {
        if (pattern.length != parts.length) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (pattern[i].startsWith("{")) {
                variables.put(pattern[i].substring(1, pattern[i].length() - 1), parts[i]);
            } else if (!pattern[i].equals(parts[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
