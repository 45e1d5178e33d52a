package io.tapgrid.web;

import static io.tapgrid.web.Sales.aSale;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.gridapi.Board;
import io.tapgrid.gridapi.SaleGrid;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class OperationsTest {
    @Test
    void health_and_metrics_are_on_a_port_of_their_own() {
        try (Site site = Site.start()) {
            assertThat(Management.get(site, "/health/liveness").is(200).json()).containsEntry("status", "UP");
            assertThat(Management.get(site, "/health/readiness").is(200).json()).containsEntry("status", "UP");
            Management.get(site, "/prometheus").is(200);
            Management.get(site, "/nothing").is(404);
            new Request(site.managementPort(), "POST", "/prometheus").send().is(405);
            for (String path : List.of("/health/liveness", "/health/readiness", "/health", "/prometheus", "/metrics")) {
                site.get(path).send().isRefused(404, "unknown-path");
            }
            Management.get(site, "/v1/sales").is(404);
        }
    }

    @Test
    void a_process_without_a_fresh_board_is_not_ready() {
        try (Site site = Site.start(Map.of(), withBoard(board -> Optional.empty()))) {
            Management.get(site, "/health/liveness").is(200);
            Management.get(site, "/health/readiness").is(503);
            site.get("/v1/sales").send().isRefused(503, "degraded").withRetryAfter();
        }
        try (Site site = Site.start(
                Map.of(),
                withBoard(board -> Optional.of(
                        new Board(board.version(), board.readAt().minus(Duration.ofSeconds(4)), board.sales()))))) {
            Management.get(site, "/health/readiness").is(503);
            site.get("/v1/sales").send().is(200);
        }
    }

    @Test
    void an_accident_is_no_bare_500_and_what_may_have_been_done_is_unknown() {
        try (Site site = Site.start()) {
            aSale("BROKEN")
                    .opening(site.clock.instant().minusSeconds(1))
                    .with("A", 1)
                    .scheduledIn(site.grid);
            site.grid.answerInstead(command -> {
                throw new IllegalStateException("a mistake of ours");
            });

            site.grab("BROKEN", "A", "u1")
                    .key("k")
                    .send()
                    .isRefused(503, "unknown-outcome")
                    .withRetryAfter();
        }
        try (Site site = Site.start(Map.of(), withBoard(board -> {
            throw new IllegalStateException("a mistake of ours");
        }))) {
            site.get("/v1/sales").send().isRefused(503, "degraded").withRetryAfter();
        }
    }

    private static UnaryOperator<SaleGrid> withBoard(Function<Board, Optional<Board>> change) {
        return grid -> (SaleGrid) Proxy.newProxyInstance(
                OperationsTest.class.getClassLoader(), new Class<?>[] {SaleGrid.class}, (proxy, method, arguments) -> {
                    try {
                        Object result = method.invoke(grid, arguments);
                        return method.getName().equals("board") ? grid.board().flatMap(change) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void calls_are_counted_by_outcome_and_no_metric_names_a_shopper() {
        try (Site site = Site.start()) {
            aSale("COUNTED")
                    .opening(site.clock.instant().minusSeconds(1))
                    .with("A", 1)
                    .scheduledIn(site.grid);
            site.grab("COUNTED", "A", "shopper-1").key("k").send().is(200);
            site.grab("COUNTED", "A", "shopper-1").key("k").send().is(200);
            site.grab("COUNTED", "A", "shopper-2").key("k").send().is(409);

            String metrics = Management.get(site, "/prometheus").body();

            assertThat(metrics)
                    .contains("tapgrid_web_calls_total{call=\"grab\",outcome=\"won\"} 1.0")
                    .contains("tapgrid_web_calls_total{call=\"grab\",outcome=\"repeated\"} 1.0")
                    .contains("tapgrid_web_calls_total{call=\"grab\",outcome=\"sold-out\"} 1.0")
                    .doesNotContain("shopper-1", "shopper-2");
            assertThat(metrics.lines().filter(line -> !line.startsWith("#") && !line.isBlank()))
                    .isNotEmpty()
                    .allMatch(Pattern.compile("tapgrid_.*").asMatchPredicate());
        }
    }

    @Test
    void the_yardstick_is_there_only_when_asked_for_and_checks_the_login_like_a_grab() {
        try (Site site = Site.start()) {
            site.post("/bench/empty").by(site.login("u1")).json("{}").send().isRefused(404, "unknown-path");
        }
        try (Site site = Site.start(Map.of("tapgrid.web.bench", "true"))) {
            assertThat(site.post("/bench/empty")
                            .by(site.login("u1"))
                            .json("{}")
                            .send()
                            .is(200)
                            .body())
                    .isEqualTo("{}");
            site.post("/bench/empty").json("{}").send().isRefused(401, "login-required");
        }
    }

    @Test
    void connections_past_the_limit_are_closed_unheard_and_a_free_place_is_taken_again() throws IOException {
        try (Site site = Site.start(Map.of("tapgrid.web.connections-max", "2"))) {
            try (Socket first = connect(site);
                    Socket second = connect(site)) {
                assertThat(answerTo(first)).startsWith("HTTP/1.1 200");
                assertThat(answerTo(second)).startsWith("HTTP/1.1 200");
                try (Socket third = connect(site)) {
                    assertThat(answerTo(third)).isEmpty();
                }
            }
            Eventually.holds(() -> Management.metric(site, "tapgrid_web_connections") == 0);
            try (Socket next = connect(site)) {
                assertThat(answerTo(next)).startsWith("HTTP/1.1 200");
            }
        }
    }

    private static Socket connect(Site site) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** The first bytes of the answer to a request; empty if the connection was closed instead. */
    private static String answerTo(Socket socket) {
        try {
            socket.getOutputStream().write("GET /v1/sales HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(UTF_8));
            byte[] bytes = new byte[64];
            int length = socket.getInputStream().read(bytes);
            return length < 0 ? "" : new String(bytes, 0, length, UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void a_call_that_is_under_way_is_answered_before_the_process_ends() {
        Site site = Site.start();
        aSale("ENDING")
                .opening(site.clock.instant().minusSeconds(1))
                .with("A", 1)
                .scheduledIn(site.grid);
        site.grid.holdAnswers();
        CompletableFuture<Answered> open =
                site.grab("ENDING", "A", "u1").key("k").sendLater();
        Eventually.holds(() -> Management.metric(site, "tapgrid_web_in_flight") == 1);

        CompletableFuture<Void> ending = CompletableFuture.runAsync(site::close);
        Eventually.holds(() -> isRefusedConnection(site));
        site.grid.deliverAnswers();

        open.join().is(200);
        ending.join();
    }

    private static boolean isRefusedConnection(Site site) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port())) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }
}
