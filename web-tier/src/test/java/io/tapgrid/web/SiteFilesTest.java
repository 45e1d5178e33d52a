package io.tapgrid.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SiteFilesTest {
    private static Site site;

    @BeforeAll
    static void start() {
        site = Site.start();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void the_page_is_at_the_root_and_may_be_kept_for_a_minute() {
        Answered page = site.get("/").send().is(200);

        assertThat(page.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.header("Cache-Control")).contains("max-age=60");
        assertThat(page.body()).startsWithIgnoringCase("<!doctype html>");
    }

    @Test
    void other_files_may_be_kept_for_five_minutes() {
        Answered file = site.get("/openapi.yaml").send().is(200);

        assertThat(file.header("Cache-Control")).contains("max-age=300");
    }

    @Test
    void careful_browsers_are_told_what_the_page_may_do() {
        Answered page = site.get("/").send();

        assertThat(page.header("Content-Security-Policy"))
                .hasValueSatisfying(it -> assertThat(it)
                        .contains("default-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.header("Referrer-Policy")).contains("same-origin");
    }

    @Test
    void who_takes_gzip_gets_the_same_bytes_compressed() throws IOException {
        Answered plain = site.get("/").send();
        Answered compressed =
                site.get("/").header("Accept-Encoding", "gzip").send().is(200);

        assertThat(compressed.header("Content-Encoding")).contains("gzip");
        assertThat(compressed.header("Vary")).contains("Accept-Encoding");
        assertThat(compressed.bytes()).hasSizeLessThan(plain.bytes().length);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.bytes())).readAllBytes())
                .isEqualTo(plain.bytes());
        assertThat(plain.header("Content-Encoding")).isEmpty();
    }

    @Test
    void who_has_the_file_already_is_told_so_in_each_form() {
        for (String encoding : new String[] {"identity", "gzip"}) {
            String etag = site.get("/")
                    .header("Accept-Encoding", encoding)
                    .send()
                    .header("ETag")
                    .orElseThrow();

            Answered answer = site.get("/")
                    .header("Accept-Encoding", encoding)
                    .header("If-None-Match", etag)
                    .send()
                    .is(304);
            assertThat(answer.header("Cache-Control")).contains("max-age=60");
            assertThat(answer.bytes()).isEmpty();
        }
    }

    @Test
    void nothing_but_the_sites_own_files_is_served() {
        for (String path :
                new String[] {"/index.html", "/../logback-test.xml", "/%2e%2e/logback-test.xml", "/META-INF/"}) {
            site.get(path).send().isRefused(404, "unknown-path");
        }
    }
}
