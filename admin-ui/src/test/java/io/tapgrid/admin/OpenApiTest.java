package io.tapgrid.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @Test
    void the_description_has_exactly_the_routes_that_are_served() throws Exception {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/console/openapi.json")) {
            JsonNode paths = new ObjectMapper().readTree(in).path("paths");
            Set<String> described = new TreeSet<>();
            paths.properties()
                    .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                        if (METHODS.contains(method)) {
                            described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                        }
                    }));
            assertThat(described).isEqualTo(served());
        }
    }

    private static Set<String> served() {
        return ConsoleFixture.routes().stream()
                .filter(route -> route.contains("/admin/v1/") && !route.contains("openapi"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
