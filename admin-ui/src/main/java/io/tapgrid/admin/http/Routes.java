package io.tapgrid.admin.http;

import io.tapgrid.domain.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which endpoint serves which method and path. A path part in braces is a variable: {@code /sales/{saleId}/pause}. */
public final class Routes {
    private final List<Route> routes = new ArrayList<>();

    private record Route(String method, List<String> parts, Access access, Body body, Endpoint endpoint) {}

    /** Who may call a route. */
    public enum Access {
        OPEN,
        API_KEY
    }

    /** What a route takes: at most a megabyte, or as much as there is, read as it comes. */
    enum Body {
        SMALL,
        STREAMED
    }

    /** A route that was found, with the values of its variables. */
    record Match(Endpoint endpoint, Access access, Body body, Map<String, String> variables) {}

    public Routes add(String method, String pattern, Access access, Endpoint endpoint) {
        routes.add(new Route(method, parts(pattern), access, Body.SMALL, endpoint));
        return this;
    }

    /** A POST whose body may be of any size, since its endpoint reads it as it comes. */
    public Routes addUpload(String pattern, Access access, Endpoint endpoint) {
        routes.add(new Route("POST", parts(pattern), access, Body.STREAMED, endpoint));
        return this;
    }

    /** Every method and pattern, for the description of the API to be compared with. */
    public List<String> all() {
        return routes.stream()
                .map(route -> route.method() + " " + String.join("/", route.parts()))
                .toList();
    }

    Match find(String method, String path) {
        List<String> parts = parts(path);
        Set<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> variables = match(route.parts(), parts);
            if (variables.isPresent() && route.method().equals(method)) {
                return new Match(route.endpoint(), route.access(), route.body(), variables.get());
            }
            variables.ifPresent(it -> allowed.add(route.method()));
        }
        throw allowed.isEmpty()
                ? new Problem(Reason.UNKNOWN_PATH, "There is nothing at this path.")
                : Problem.ofMethod(method, allowed);
    }

    private static List<String> parts(String path) {
        return List.of(path.split("/", -1));
    }

    private static Optional<Map<String, String>> match(List<String> pattern, List<String> parts) {
        if (pattern.size() != parts.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String expected = pattern.get(i);
            if (expected.startsWith("{")) {
                variables.put(expected.substring(1, expected.length() - 1), parts.get(i));
            } else if (!expected.equals(parts.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
