package io.tapgrid.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Netty and Micronaut refuse by themselves, in the contract's form all the same. */
final class ProtocolErrorTest {
    private static Site site;

    @BeforeAll
    static void start() {
        site = Site.start();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static String raw(String text) {
        return RawHttp.exchange(site.port(), text);
    }

    private static void isRefused(String answer, int status, String reason) {
        assertThat(answer).contains(" " + status + " ", "application/problem+json", "\"reason\":\"" + reason + "\"");
        assertThat(answer).doesNotContain("Exception", "\tat ", "micronaut", "netty");
    }

    @Test
    void a_path_that_is_not_there_is_unknown() {
        for (String path :
                List.of("/nothing", "/v1", "/v1/", "/v2/sales", "/v1/sales/A/items", "/index.php", "/..%2f")) {
            site.get(path).send().isRefused(404, "unknown-path");
            site.post(path).send().isRefused(404, "unknown-path");
        }
    }

    @Test
    void another_method_on_a_path_that_is_there_says_which_ones_it_takes() {
        Answered answer = site.request("DELETE", "/v1/sales").send().isRefused(405, "method-not-allowed");
        assertThat(answer.header("Allow"))
                .hasValueSatisfying(it -> assertThat(it).contains("GET"));
        site.post("/v1/sales").send().isRefused(405, "method-not-allowed");
        site.get("/v1/session").send().isRefused(405, "method-not-allowed");
        site.get("/v1/sales/A/items/B/grab").send().isRefused(405, "method-not-allowed");
        site.request("PATCH", "/v1/sales/A/items/B/reservation").send().isRefused(405, "method-not-allowed");
        site.request("OPTIONS", "/v1/sales").send().isRefused(405, "method-not-allowed");
        site.post("/").send().isRefused(405, "method-not-allowed");
    }

    @Test
    void an_answer_that_the_client_does_not_accept_is_said_to_be_so() {
        site.get("/v1/sales").header("Accept", "text/html").send().isRefused(406, "not-acceptable");
        site.get("/v1/sales").header("Accept", "text/html, */*;q=0.1").send().is(200);
        site.get("/v1/sales").header("Accept", "application/*").send().is(200);
        site.get("/v1/sales")
                .header("Accept", "text/html;q=0.9, application/JSON;q=0.1")
                .send()
                .is(200);
        site.get("/v1/sales").header("Accept", "application/json;q=0").send().isRefused(406, "not-acceptable");
        site.post("/v1/session").header("Accept", "text/csv").send().isRefused(406, "not-acceptable");
    }

    @Test
    void a_line_or_headers_over_the_limit_are_too_large() {
        isRefused(raw("GET /" + "a".repeat(4_200) + " HTTP/1.1\r\nHost: h\r\n\r\n"), 413, "too-large");
        isRefused(raw("GET /v1/sales HTTP/1.1\r\nHost: h\r\nX: " + "a".repeat(9_000) + "\r\n\r\n"), 413, "too-large");
    }

    @Test
    void headers_within_the_limit_are_taken() {
        site.get("/v1/sales").header("X-Long", "a".repeat(7_000)).send().is(200);
    }

    @Test
    void what_is_not_http_is_refused_and_the_connection_ends() {
        isRefused(raw("GET /%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"), 400, "invalid-request");
        isRefused(raw("GET /v1/sales HTTP/1.1\r\nHost: h\r\nB\u0001d: x\r\n\r\n"), 400, "invalid-request");
        isRefused(raw("NONSENSE\r\n\r\n"), 400, "invalid-request");
    }

    @Test
    void two_lengths_or_a_length_with_chunks_do_not_smuggle_a_second_request() {
        String twoLengths =
                "POST /dev/login HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!";
        isRefused(raw(twoLengths), 400, "invalid-request");
        String both = "POST /dev/login HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n"
                + "Connection: close\r\n\r\n0\r\n\r\nGET /v1/sales HTTP/1.1\r\nHost: h\r\n\r\n";
        assertThat(raw(both)).containsOnlyOnce("HTTP/1.1 ").doesNotContain("\"items\"");
    }

    @Test
    void a_body_over_the_limit_is_too_large_whole_or_in_chunks() {
        String token = site.login("u1");
        site.post("/v1/session")
                .by(token)
                .body("application/json", new byte[16 * 1024 + 1])
                .send()
                .isRefused(413, "too-large");
        String chunk = "2000\r\n" + "a".repeat(0x2000) + "\r\n";
        isRefused(
                raw("POST /dev/login HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunk.repeat(3) + "0\r\n\r\n"),
                413,
                "too-large");
    }

    @Test
    void a_body_in_chunks_within_the_limit_is_taken() {
        String answer = raw("POST /dev/login HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n6\r\n{\"uid\"\r\n6\r\n:\"u1\"}\r\n0\r\n\r\n");

        assertThat(answer).contains(" 200 ", "\"token\"");
    }

    @Test
    void requests_of_one_connection_are_answered_in_their_order() {
        String answers = raw("GET /v1/sales HTTP/1.1\r\nHost: h\r\n\r\nGET /nothing HTTP/1.1\r\nHost: h\r\n\r\n"
                + "GET /v1/sales HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(4);
        assertThat(answers.indexOf("unknown-path"))
                .isBetween(answers.indexOf("\"items\""), answers.lastIndexOf("\"items\""));
    }

    @Test
    void the_trace_id_of_the_caller_comes_back() {
        String id = "4bf92f3577b34da6a3ce929d0e0e4736";

        assertThat(site.get("/nothing")
                        .header("traceparent", "00-" + id + "-00f067aa0ba902b7-01")
                        .send()
                        .text("traceId"))
                .isEqualTo(id);
        assertThat(site.get("/nothing")
                        .header("traceparent", "00-" + "x".repeat(32) + "-00f067aa0ba902b7-01")
                        .send()
                        .text("traceId"))
                .matches("[0-9a-f]{32}");
    }
}
