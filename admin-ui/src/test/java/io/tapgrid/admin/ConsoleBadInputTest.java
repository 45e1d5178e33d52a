package io.tapgrid.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.admin.ConsoleFixture.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in gets the contract's answer: a problem with a reason, never a 5xx, and nothing has changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleBadInputTest {
    private static final String SALES = "/admin/v1/sales";
    private static final String ONE = SALES + "/PHONE-DAY";
    private static final String ADJUST = ONE + "/items/PHONE-X/stock-adjustments";
    private static final String SALE = ConsoleFixture.SALE;
    private static final Set<String> FOR_EVERYBODY =
            Set.of("/", "/console/status.css", "/console/status.js", "/admin/v1/openapi.json");
    private static final long MEGABYTE = 1024 * 1024;

    private ConsoleFixture console;

    @BeforeAll
    void start() throws Exception {
        console = new ConsoleFixture().withScheduledSale();
    }

    @AfterAll
    void stop() throws Exception {
        console.close();
    }

    private static Arguments bad(String method, String path, String body, int status, String reason) {
        return Arguments.of(method, path, body, status, reason);
    }

    static Stream<Arguments> badRequests() {
        String other = SALE.replace("PHONE-DAY", "OTHER-DAY");
        return Stream.of(
                // Not JSON, or not what is expected.
                bad("POST", SALES, "", 400, "invalid-request"),
                bad("POST", SALES, "{", 400, "invalid-request"),
                bad("POST", SALES, "null", 400, "invalid-request"),
                bad("POST", SALES, "[]", 400, "invalid-request"),
                bad("POST", SALES, "\"sale\"", 400, "invalid-request"),
                bad("POST", SALES, other + "{}", 400, "invalid-request"),
                bad("POST", SALES, "[".repeat(5_000) + "]".repeat(5_000), 400, "invalid-request"),
                bad("POST", SALES, "{\"sale\":\"A\",\"sale\":\"B\"}", 400, "invalid-request"),
                bad("POST", SALES, " ".repeat((int) MEGABYTE + 1), 413, "too-large"),
                // Fields.
                bad("POST", SALES, other.replace("\"sale\":\"OTHER-DAY\"", "\"sale\":7"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("OTHER-DAY", "other day"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("OTHER-DAY", "O".repeat(33)), 400, "invalid-request"),
                bad("POST", SALES, other.replace("\"rule\"", "\"surprise\":1,\"rule\""), 400, "invalid-request"),
                bad("POST", SALES, other.replace("2026-12-01T04:00:00Z", "+30s"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("2026-12-01T04:00:00Z", "noon"), 400, "invalid-request"),
                bad(
                        "POST",
                        SALES,
                        other.replace("2026-12-01T06:00:00Z", "2026-12-01T04:00:00Z"),
                        400,
                        "invalid-request"),
                bad(
                        "POST",
                        SALES,
                        other.replace("2026-12-01T06:00:00Z", "+999999999-12-31T23:59:59Z"),
                        400,
                        "invalid-request"),
                bad("POST", SALES, other.replace("ONE_PER_ITEM", "TWO"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("\"ONE_PER_ITEM\"", "{\"perItem\":101}"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("\"ONE_PER_ITEM\"", "{\"perItem\":\"3\"}"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("5m", "0s"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("5m", "31d"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("Phone day", "x".repeat(201)), 400, "invalid-request"),
                bad("POST", SALES, other.replace("Phone day", "a\\u0000b"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("1000}", "-1}"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("1000}", "1000000001}"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("1000}", "1.5}"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("1000}", "9".repeat(39) + "}"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("1000}", "9".repeat(100) + "}"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("CNY", "XXXX"), 400, "invalid-request"),
                bad("POST", SALES, other.replace("199900", "-1"), 400, "invalid-request"),
                bad("PUT", ONE, SALE.replace("PHONE-DAY", "OTHER-DAY"), 400, "invalid-request"),
                bad("PUT", ONE, SALE.replace("{\"sale\"", "{\"version\":\"x\",\"sale\""), 409, "wrong-state"),
                bad("PUT", SALES + "/NOBODY", SALE.replace("PHONE-DAY", "NOBODY"), 404, "unknown-sale"),
                bad("PUT", ONE, SALE.replace("\"stock\":1000", "\"stock\":999"), 409, "wrong-state"),
                // Stock.
                bad("POST", ADJUST, "{\"delta\":0,\"reason\":\"r\"}", 400, "invalid-request"),
                bad("POST", ADJUST, "{\"delta\":1000000001,\"reason\":\"r\"}", 400, "invalid-request"),
                bad("POST", ADJUST, "{\"delta\":-1000000001,\"reason\":\"r\"}", 400, "invalid-request"),
                bad("POST", ADJUST, "{\"delta\":99999999999999999999,\"reason\":\"r\"}", 400, "invalid-request"),
                bad("POST", ADJUST, "{\"delta\":\"5\",\"reason\":\"r\"}", 400, "invalid-request"),
                bad("POST", ADJUST, "{\"delta\":1.5,\"reason\":\"r\"}", 400, "invalid-request"),
                bad("POST", ADJUST, "{\"delta\":5}", 400, "invalid-request"),
                bad("POST", ADJUST, "{\"delta\":5,\"reason\":\"" + "r".repeat(201) + "\"}", 400, "invalid-request"),
                bad("POST", ADJUST, "{\"delta\":5,\"reason\":\"\\n\"}", 400, "invalid-request"),
                bad("POST", ADJUST, "{\"delta\":5,\"reason\":\"r\",\"stock\":5}", 400, "invalid-request"),
                bad("POST", ADJUST, "{\"delta\":-1001,\"reason\":\"r\"}", 409, "insufficient-stock"),
                bad(
                        "POST",
                        ONE + "/items/NOTHING/stock-adjustments",
                        "{\"delta\":5,\"reason\":\"r\"}",
                        404,
                        "unknown-item"),
                bad(
                        "POST",
                        SALES + "/NOBODY/items/PHONE-X/stock-adjustments",
                        "{\"delta\":5,\"reason\":\"r\"}",
                        404,
                        "unknown-sale"),
                // Paths, ids and states.
                bad("GET", SALES + "/NOBODY", "", 404, "unknown-sale"),
                bad("GET", SALES + "/nobody%00", "", 400, "invalid-request"),
                bad("GET", SALES + "/NOBODY/conservation", "", 404, "unknown-sale"),
                bad("GET", SALES + "/NOBODY/live", "", 404, "unknown-sale"),
                bad("POST", SALES + "/NOBODY/pause", "{}", 404, "unknown-sale"),
                bad("POST", ONE + "/resume", "{}", 409, "wrong-state"),
                bad("POST", ONE + "/close", "{\"x\":1}", 400, "invalid-request"),
                bad("POST", ONE + "/close", "{", 400, "invalid-request"),
                bad("POST", ONE + "/close", "[]", 400, "invalid-request"),
                bad("POST", ONE + "/close", " ".repeat((int) MEGABYTE + 1), 413, "too-large"),
                bad("POST", ONE + "/explode", "{}", 404, "unknown-path"),
                bad("GET", "/admin/v2", "", 404, "unknown-path"),
                bad("DELETE", ONE, "", 405, "method-not-allowed"),
                bad("GET", "/admin/v1/audit?before=yesterday", "", 400, "invalid-request"));
    }

    @ParameterizedTest(name = "{0} {1} -> {3} {4}")
    @MethodSource("badRequests")
    void gets_a_problem_and_changes_nothing(String method, String path, String body, int status, String reason)
            throws Exception {
        String before = state();
        Answer answer = console.send(console.request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "bad-" + path.hashCode() + "-" + body.hashCode())
                .method(method, BodyPublishers.ofString(body)));
        requireProblem(answer, status, reason);
        assertThat(state()).isEqualTo(before);
    }

    private void requireProblem(Answer answer, int status, String reason) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.reason()).isEqualTo(reason);
        assertThat(answer.raw().headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body().path("type").asText()).isEqualTo("/problems/" + reason);
        assertThat(answer.body().path("traceId").asText()).isNotEmpty();
        assertThat(answer.raw().body()).doesNotContain("Exception", "at io.", "\tat ");
    }

    private String state() throws IOException, InterruptedException {
        var sales = console.get(SALES).body().path("items");
        var law = console.get(ONE + "/conservation").body().get(0);
        return sales + " " + law.path("initial") + " " + law.path("added") + " " + law.path("withdrawn");
    }

    static Stream<Arguments> routes() {
        return ConsoleFixture.routes().stream()
                .map(route -> route.split(" ", 2))
                .map(ConsoleBadInputTest::route);
    }

    private static Arguments route(String... methodAndPattern) {
        String path = methodAndPattern[1].replace("{saleId}", "PHONE-DAY").replace("{sku}", "PHONE-X");
        return Arguments.of(methodAndPattern[0], path);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("routes")
    void nobody_comes_in_without_the_key(String method, String path) throws Exception {
        String before = state();
        for (String authorization :
                List.of("", "Bearer", "Bearer wrong", "Basic YTpi", "Bearer " + ConsoleFixture.KEY + "x")) {
            var request = console.bare(path).method(method, BodyPublishers.ofString("{}"));
            if (!authorization.isEmpty()) {
                request.header("Authorization", authorization);
            }
            if (FOR_EVERYBODY.contains(path)) {
                assertThat(console.statusOf(request)).isEqualTo(200);
            } else {
                requireProblem(
                        console.send(request), 401, authorization.isEmpty() ? "login-required" : "login-invalid");
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("routes")
    void no_route_but_the_upload_takes_more_than_a_megabyte(String method, String path) throws Exception {
        String before = state();
        boolean upload = method.equals("POST") && path.equals(ONE + "/reservations");
        Answer answer = console.send(console.request(path)
                .header("Content-Type", upload ? "text/csv" : "application/json")
                .method(method, BodyPublishers.ofString(" ".repeat((int) MEGABYTE + 1))));
        if (upload) {
            assertThat(answer.status()).isEqualTo(200);
        } else {
            requireProblem(answer, 413, "too-large");
        }
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("routes")
    void another_method_is_told_which_ones_there_are(String method, String path) throws Exception {
        Answer answer = console.send(console.request(path).method("BREW", BodyPublishers.noBody()));
        requireProblem(answer, 405, "method-not-allowed");
        assertThat(answer.raw().headers().firstValue("allow").orElseThrow().split(", "))
                .contains(method)
                .doesNotContain("BREW");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("routes")
    void what_is_no_request_key_is_refused_wherever_one_is_taken(String method, String path) throws Exception {
        String before = state();
        for (String key : List.of("", "k".repeat(129), "a\tb")) {
            var request = console.request(path)
                    .header("Idempotency-Key", key)
                    .method(method, BodyPublishers.ofString("surprise"));
            if (method.equals("POST")) {
                requireProblem(console.send(request), 400, "invalid-request");
            } else if (method.equals("PUT")) {
                requireProblem(console.send(request), 415, "unsupported-media-type");
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void an_adjustment_needs_a_request_key() throws Exception {
        String before = state();
        Answer answer = console.send(console.request(ADJUST)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"delta\":5,\"reason\":\"r\"}")));
        requireProblem(answer, 400, "invalid-request");
        assertThat(answer.body().path("title").asText()).contains("Idempotency-Key");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void another_content_type_is_refused() throws Exception {
        Answer json = console.send(console.request(SALES)
                .header("Content-Type", "text/plain")
                .header("Idempotency-Key", "k")
                .POST(BodyPublishers.ofString(SALE)));
        requireProblem(json, 415, "unsupported-media-type");
        Answer csv = console.post(ONE + "/reservations", "{}");
        requireProblem(csv, 415, "unsupported-media-type");
    }

    @Test
    void a_broken_csv_is_answered_line_by_line() throws Exception {
        byte[] latin = "PHONE-X,caf\u00e9\nPHONE-X,good-1\n".getBytes(StandardCharsets.ISO_8859_1);
        Answer encoding = console.csv(ONE + "/reservations", BodyPublishers.ofByteArray(latin));
        assertThat(encoding.body().path("added").asLong()).isEqualTo(1);
        assertThat(encoding.body().at("/errors/0/reason").asText()).contains("UTF-8");
        Answer columns = console.csv(
                ONE + "/reservations", BodyPublishers.ofString(",".repeat(1_000_000) + "\nPHONE-X,good-2\n"));
        assertThat(columns.body().path("added").asLong()).isEqualTo(1);
        assertThat(columns.body().path("rejected").asLong()).isEqualTo(1);
        Answer control = console.csv(ONE + "/reservations", BodyPublishers.ofString("PHONE-X,a\u0000b\n"));
        assertThat(control.body().path("rejected").asLong()).isEqualTo(1);
    }

    @Test
    void a_line_of_a_hundred_megabytes_takes_no_memory() throws Exception {
        System.gc();
        long before = used();
        Answer answer =
                console.csv(ONE + "/reservations", BodyPublishers.ofInputStream(() -> new EndlessLine(100 * MEGABYTE)));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("rejected").asLong()).isEqualTo(1);
        assertThat(answer.body().at("/errors/0/reason").asText()).contains("longer than");
        System.gc();
        assertThat(used() - before).isLessThan(20 * MEGABYTE);
    }

    @Test
    void what_jetty_refuses_is_a_problem_too() throws Exception {
        for (String request : List.of(
                "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n",
                "NONSENSE\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")) {
            String answer = raw(request);
            assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json", "\"reason\":");
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** As many bytes as are wanted, without an end of line. */
    private static final class EndlessLine extends InputStream {
        private long left;

        EndlessLine(long bytes) {
            this.left = bytes;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = (int) Math.min(length, left);
            Arrays.fill(buffer, offset, offset + count, (byte) 'x');
            left -= count;
            return count == 0 ? -1 : count;
        }
    }
}
