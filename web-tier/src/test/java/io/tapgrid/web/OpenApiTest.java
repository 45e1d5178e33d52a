package io.tapgrid.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The OpenAPI file that is served, against the routes that are there and the answers that are given. */
final class OpenApiTest {
    private static Site site;
    private static Map<String, Object> api;

    @BeforeAll
    static void start() {
        site = Site.start();
        Answered file = site.get("/openapi.yaml").send().is(200);
        assertThat(file.header("Content-Type")).contains("application/yaml");
        api = new Yaml().load(file.body());
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @SuppressWarnings("unchecked") // the file's structure is what is tested
    private static Map<String, Object> at(String... path) {
        Map<String, Object> here = api;
        for (String step : path) {
            here = (Map<String, Object>) here.get(step);
            assertThat(here).as("%s of %s", step, List.of(path)).isNotNull();
        }
        return here;
    }

    @Test
    void it_names_every_route_of_the_server_and_no_other() {
        Set<String> documented = new TreeSet<>();
        at("paths")
                .keySet()
                .forEach(path -> at("paths", path).keySet().stream()
                        .filter(method -> !method.equals("parameters"))
                        .forEach(method -> documented.add(method + " " + path)));

        assertThat(documented).isEqualTo(site.routes());
    }

    @Test
    void it_names_every_reason_of_the_contract() {
        assertThat((List<?>) at("components", "schemas", "Reason").get("enum"))
                .isEqualTo(Arrays.stream(Reason.values()).map(Reason::word).toList());
    }

    @Test
    void every_reason_leads_to_a_page_that_explains_it() {
        for (Reason reason : Reason.values()) {
            Answered page = site.get("/problems/" + reason.word()).send().is(200);
            assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
            assertThat(page.body()).contains(reason.word());
        }
        site.get("/problems/nothing").send().isRefused(404, "unknown-path");
    }

    @Test
    void what_it_refers_to_is_there() {
        Matcher references = Pattern.compile("#/components/(\\w+)/(\\w+)")
                .matcher(site.get("/openapi.yaml").send().body());
        Set<String> found = new TreeSet<>();
        while (references.find()) {
            found.add(references.group(2));
            assertThat(at("components", references.group(1))).containsKey(references.group(2));
        }
        assertThat(found).isNotEmpty();
    }

    @Test
    void the_answers_have_the_fields_it_names() {
        Sales.aSale("API")
                .opening(site.clock.instant().minusSeconds(1))
                .with("A", 1)
                .scheduledIn(site.grid);

        Answered won = site.grab("API", "A", "u1").key("k").send().is(200);

        conforms(won.json(), "Won");
        conforms(site.get("/v1/sales/API").send().json(), "Sale");
        conforms(site.get("/v1/sales/API").send().items().get(0), "Item");
        conforms(site.get("/v1/purchases/API~0~u1").by(site.login("u1")).send().json(), "Purchase");
        conforms(site.grab("API", "A", "u2").key("k").send().json(), "Problem");
        conforms(
                site.post("/v1/purchases/API~0~u1/cancel")
                        .by(site.login("u1"))
                        .send()
                        .json(),
                "Moved");
    }

    private static void conforms(Map<String, Object> answer, String schema) {
        Map<String, Object> properties = at("components", "schemas", schema, "properties");
        Object required =
                Objects.requireNonNull(at("components", "schemas", schema).get("required"));
        assertThat(answer.keySet()).as(schema).isSubsetOf(properties.keySet());
        assertThat(answer.keySet())
                .as(schema)
                .containsAll(
                        ((List<?>) required).stream().map(String.class::cast).collect(Collectors.toSet()));
    }
}
