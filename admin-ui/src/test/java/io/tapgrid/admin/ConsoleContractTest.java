package io.tapgrid.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapgrid.admin.ConsoleFixture.Answer;
import io.tapgrid.gridapi.SaleAdmin.AuditRow;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleContractTest {
    private static final String ADJUST = "/admin/v1/sales/PHONE-DAY/items/PHONE-X/stock-adjustments";
    private ConsoleFixture console;

    @BeforeEach
    void start() throws Exception {
        console = new ConsoleFixture();
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
    }

    @Test
    void a_sale_is_created_as_a_draft_and_shown_as_it_was_written() throws Exception {
        Answer created = console.post("/admin/v1/sales", ConsoleFixture.SALE);
        assertThat(created.status()).isEqualTo(201);
        JsonNode sale = console.get("/admin/v1/sales/PHONE-DAY").body();
        assertThat(sale.path("state").asText()).isEqualTo("DRAFT");
        assertThat(sale.path("opensAt").asText()).isEqualTo("2026-12-01T04:00:00Z");
        assertThat(sale.path("items").get(0).path("stock").asLong()).isEqualTo(1000);
        assertThat(console.get("/admin/v1/sales").body().path("items")).hasSize(1);
    }

    @Test
    void creating_the_same_sale_again_is_harmless_and_another_under_its_name_is_refused() throws Exception {
        console.post("/admin/v1/sales", ConsoleFixture.SALE);
        assertThat(console.post("/admin/v1/sales", ConsoleFixture.SALE).status())
                .isEqualTo(200);
        Answer other = console.post("/admin/v1/sales", ConsoleFixture.SALE.replace("\"stock\":1000", "\"stock\":7"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.reason()).isEqualTo("wrong-state");
    }

    @Test
    void a_change_based_on_an_old_version_is_refused() throws Exception {
        console.withScheduledSale();
        String stale = ConsoleFixture.SALE
                .replace("{\"sale\"", "{\"version\":1,\"sale\"")
                .replace("Phone day", "Other");
        assertThat(console.put("/admin/v1/sales/PHONE-DAY", stale).reason()).isEqualTo("wrong-state");
        String fresh = ConsoleFixture.SALE.replace("Phone day", "Other");
        assertThat(console.put("/admin/v1/sales/PHONE-DAY", fresh).status()).isEqualTo(200);
        assertThat(console.get("/admin/v1/sales/PHONE-DAY")
                        .body()
                        .at("/name/en")
                        .asText())
                .isEqualTo("Other");
    }

    @Test
    void past_scheduled_only_names_and_the_end_may_change() throws Exception {
        console.withOpenSale();
        String later = ConsoleFixture.SALE.replace("T06:00:00Z", "T07:00:00Z");
        assertThat(console.put("/admin/v1/sales/PHONE-DAY", later).status()).isEqualTo(200);
        Answer rule = console.put("/admin/v1/sales/PHONE-DAY", later.replace("ONE_PER_ITEM", "UNLIMITED"));
        assertThat(rule.status()).isEqualTo(409);
        assertThat(rule.reason()).isEqualTo("wrong-state");
    }

    @Test
    void a_sale_is_paused_resumed_and_closed_and_asking_twice_is_harmless() throws Exception {
        console.withOpenSale();
        for (String move : new String[] {"pause", "pause", "resume", "close", "close"}) {
            Answer answer = console.post("/admin/v1/sales/PHONE-DAY/" + move, "{}");
            assertThat(answer.status()).as(move).isEqualTo(200);
            assertThat(answer.body().path("pendingShards")).isEmpty();
        }
        assertThat(console.post("/admin/v1/sales/PHONE-DAY/resume", "{}").reason())
                .isEqualTo("wrong-state");
    }

    @Test
    void a_key_moves_a_sale_once() throws Exception {
        console.withOpenSale();
        console.post("/admin/v1/sales/PHONE-DAY/pause", "{}", "key-1");
        console.post("/admin/v1/sales/PHONE-DAY/resume", "{}", "key-2");
        Answer late = console.post("/admin/v1/sales/PHONE-DAY/pause", "{}", "key-1");
        assertThat(late.status()).isEqualTo(200);
        assertThat(late.body().path("state").asText()).isEqualTo("OPEN");
        assertThat(console.post("/admin/v1/sales/PHONE-DAY/close", "{}", "key-1")
                        .reason())
                .isEqualTo("key-reused");
    }

    @Test
    void only_an_adjustment_needs_a_request_key() throws Exception {
        for (String path : List.of("", "/PHONE-DAY/schedule", "/PHONE-DAY/pause", "/PHONE-DAY/close")) {
            Answer answer = console.send(console.request("/admin/v1/sales" + path)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(path.isEmpty() ? ConsoleFixture.SALE : "{}")));
            assertThat(answer.status()).as(path).isBetween(200, 201);
            if (path.endsWith("schedule")) {
                Answer imported = console.send(console.request("/admin/v1/sales/PHONE-DAY/reservations")
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString("PHONE-X,u1")));
                assertThat(imported.status()).isEqualTo(200);
                console.clock.set(Instant.parse("2026-12-01T04:00:01Z"));
                console.grid.tick();
            }
        }
    }

    @Test
    void a_move_takes_no_body_or_an_empty_object_of_whatever_type() throws Exception {
        console.withScheduledSale();
        console.clock.set(Instant.parse("2026-12-01T04:00:01Z"));
        console.grid.tick();
        String sale = "/admin/v1/sales/PHONE-DAY";
        Answer paused = console.send(console.request(sale + "/pause").POST(BodyPublishers.noBody()));
        assertThat(paused.status()).isEqualTo(200);
        Answer resumed = console.send(console.request(sale + "/resume")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(resumed.status()).isEqualTo(200);
    }

    @Test
    void stock_changes_by_delta_and_a_key_has_one_effect() throws Exception {
        console.withScheduledSale();
        String more = "{\"delta\":50,\"reason\":\"second delivery\"}";
        Answer first = console.post(ADJUST, more, "key-1");
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().path("added").asLong()).isEqualTo(50);
        assertThat(console.post(ADJUST, more, "key-1").body()).isEqualTo(first.body());
        assertThat(console.post(ADJUST, more.replace("50", "60"), "key-1").reason())
                .isEqualTo("key-reused");
        Answer tooMuch = console.post(ADJUST, "{\"delta\":-2000,\"reason\":\"broken\"}");
        assertThat(tooMuch.reason()).isEqualTo("insufficient-stock");
        assertThat(console.post(ADJUST, "{\"delta\":-1050,\"reason\":\"all back\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_law_of_conservation_is_shown_with_the_fields_of_the_contract() throws Exception {
        console.withOpenSale();
        JsonNode item =
                console.get("/admin/v1/sales/PHONE-DAY/conservation").body().get(0);
        for (String field :
                new String[] {"initial", "added", "withdrawn", "pool", "available", "held", "carted", "paid"}) {
            assertThat(item.path(field).isIntegralNumber()).as(field).isTrue();
        }
        assertThat(item.path("holds").asBoolean()).isTrue();
        assertThat(item.path("readAt").isTextual()).isTrue();
    }

    @Test
    void reservations_are_added_once_and_every_bad_line_is_named() throws Exception {
        console.withScheduledSale();
        String csv =
                "sku,uid\nPHONE-X,u1\nPHONE-X,u2\nPHONE-Y,u3\nPHONE-X\n\"PHONE-X\",\"u4\"\nPHONE-X,bad uid\n\nPHONE-X,\"u5\n";
        JsonNode answer = console.csv("/admin/v1/sales/PHONE-DAY/reservations", BodyPublishers.ofString(csv))
                .body();
        assertThat(answer.path("added").asLong()).isEqualTo(3);
        assertThat(answer.path("rejected").asLong()).isEqualTo(4);
        assertThat(answer.path("lines").asLong()).isEqualTo(7);
        assertThat(answer.path("errors").findValuesAsText("line")).containsExactly("4", "5", "7", "9");
        JsonNode again = console.csv("/admin/v1/sales/PHONE-DAY/reservations", BodyPublishers.ofString(csv))
                .body();
        assertThat(again.path("added").asLong()).isZero();
        assertThat(again.path("existing").asLong()).isEqualTo(3);
    }

    @Test
    void a_long_list_is_imported_in_portions_and_only_the_first_thousand_errors_are_told() throws Exception {
        console.withScheduledSale();
        String csv = IntStream.range(0, 20_000)
                .mapToObj(i -> (i % 10 == 0 ? "NOTHING" : "PHONE-X") + ",u" + i)
                .collect(Collectors.joining("\r\n"));
        JsonNode answer = console.csv("/admin/v1/sales/PHONE-DAY/reservations", BodyPublishers.ofString(csv))
                .body();
        assertThat(answer.path("added").asLong()).isEqualTo(18_000);
        assertThat(answer.path("rejected").asLong()).isEqualTo(2_000);
        assertThat(answer.path("errors")).hasSize(1_000);
    }

    @Test
    void reservations_into_a_closed_sale_are_refused() throws Exception {
        console.withOpenSale();
        console.post("/admin/v1/sales/PHONE-DAY/close", "{}");
        Answer answer = console.csv("/admin/v1/sales/PHONE-DAY/reservations", BodyPublishers.ofString("PHONE-X,u1"));
        assertThat(answer.reason()).isEqualTo("wrong-state");
    }

    @Test
    void every_change_is_in_the_audit() throws Exception {
        console.withOpenSale();
        console.post(ADJUST, "{\"delta\":50,\"reason\":\"second delivery\"}");
        console.csv("/admin/v1/sales/PHONE-DAY/reservations", BodyPublishers.ofString("PHONE-X,u1"));
        console.post("/admin/v1/sales/PHONE-DAY/pause", "{}");
        assertThat(console.get("/admin/v1/audit").body().path("items")).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void the_audit_is_read_to_its_end_by_next_though_its_rows_are_of_one_instant() throws Exception {
        for (int number = 0; number < 250; number++) {
            console.grid.admin().record(new AuditRow(ConsoleFixture.START, "test", "test", "row-" + number, "", ""));
        }
        List<String> subjects = new ArrayList<>();
        String path = "/admin/v1/audit";
        for (int page = 0; page < 3; page++) {
            JsonNode answer = console.get(path).body();
            subjects.addAll(answer.path("items").findValuesAsText("subject"));
            path = "/admin/v1/audit?before=" + answer.path("next").asText();
            assertThat(answer.has("next")).isEqualTo(page < 2);
        }
        assertThat(subjects).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void the_audit_of_any_time_at_all_can_be_asked_for() throws Exception {
        console.withScheduledSale();
        for (String time : List.of("-1000000000-01-01T00:00:00Z", "1960-01-01T00:00:00Z")) {
            assertThat(console.get("/admin/v1/audit?before=" + time).body().path("items"))
                    .isEmpty();
        }
        assertThat(console.get("/admin/v1/audit?before=%2B1000000000-12-31T23:59:59Z")
                        .body()
                        .path("items"))
                .isNotEmpty();
    }

    @Test
    void an_import_whose_client_goes_away_leaves_what_it_added_and_says_so_in_the_audit() throws Exception {
        console.withScheduledSale();
        String line = "PHONE-X,u1\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
            String head = "POST /admin/v1/sales/PHONE-DAY/reservations HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer "
                    + ConsoleFixture.KEY
                    + "\r\nIdempotency-Key: k\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\n\r\n";
            socket.getOutputStream().write((head + line).getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).isNotNull();
        }
        Instant deadline = Instant.now().plusSeconds(20);
        while (!audit().contains("import-reservations-broken-off")) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
        JsonNode again = console.csv("/admin/v1/sales/PHONE-DAY/reservations", BodyPublishers.ofString(line))
                .body();
        assertThat(again.path("added").asLong() + again.path("existing").asLong())
                .isEqualTo(1);
    }

    private List<String> audit() throws Exception {
        return console.get("/admin/v1/audit").body().path("items").findValuesAsText("action");
    }

    @Test
    void a_live_stream_tells_the_sale_every_second() throws Exception {
        console.withOpenSale();
        HttpResponse<Stream<String>> stream = HttpClient.newHttpClient()
                .send(console.request("/admin/v1/sales/PHONE-DAY/live").build(), HttpResponse.BodyHandlers.ofLines());
        assertThat(stream.headers().firstValue("content-type")).contains("text/event-stream");
        try (Stream<String> lines = stream.body()) {
            assertThat(lines.limit(4)).contains("event: live").anyMatch(line -> line.contains("\"conservation\":["));
        }
    }
}
