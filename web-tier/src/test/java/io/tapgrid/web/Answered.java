package io.tapgrid.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.Yaml;

/** What came back. */
public final class Answered {
    private final HttpResponse<byte[]> response;

    Answered(HttpResponse<byte[]> response) {
        this.response = response;
    }

    public int status() {
        return response.statusCode();
    }

    public byte[] bytes() {
        return response.body();
    }

    public String body() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** JSON is YAML, as far as our answers go. */
    public Map<String, Object> json() {
        return new Yaml().load(body());
    }

    public String text(String field) {
        Object value = json().get(field);
        assertThat(value).as("%s in %s", field, body()).isInstanceOf(String.class);
        return (String) value;
    }

    @SuppressWarnings("unchecked") // a list that is not one fails the test by itself
    public List<Map<String, Object>> items() {
        return (List<Map<String, Object>>) Objects.requireNonNull(json().get("items"), "items");
    }

    public Answered is(int status) {
        assertThat(status()).as(body()).isEqualTo(status);
        return this;
    }

    /** A refusal as the contract wants it: status, media type, and every member. */
    public Answered isRefused(int status, String reason) {
        assertThat(status()).as(body()).isEqualTo(status);
        assertThat(header("Content-Type")).contains("application/problem+json");
        assertThat(header("Cache-Control")).contains("no-store");
        Map<String, Object> json = json();
        assertThat(json)
                .containsEntry("type", "/problems/" + reason)
                .containsEntry("reason", reason)
                .containsEntry("status", status)
                .containsKeys("title", "layer");
        assertThat(text("traceId")).matches("[0-9a-f]{32}");
        assertThat(body()).doesNotContain("Exception", "\\tat ", "io.tapgrid", "io.micronaut", "netty");
        return this;
    }

    /** With a time to come back after, as overload and unknown outcomes have it. */
    public Answered withRetryAfter() {
        assertThat(header("Retry-After"))
                .hasValueSatisfying(it -> assertThat(it).matches("[1-9][0-9]*"));
        return this;
    }

    public Answered about(String field) {
        assertThat(json()).containsEntry("field", field);
        return this;
    }
}
