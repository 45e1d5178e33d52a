package io.tapgrid.load.arrivals;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tapgrid.load.http.DriverOptions;
import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Request;
import io.tapgrid.load.http.Target;
import io.tapgrid.load.measure.LatencySummary;
import io.tapgrid.load.measure.LatencyTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenLoopTest {

    private static final Duration STALL = Duration.ofMillis(500);

    private final ExecutorService serverThreads = Executors.newFixedThreadPool(4);
    private final AtomicInteger seen = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(serverThreads);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        serverThreads.shutdownNow();
    }

    @Test
    void every_request_is_sent_and_none_before_its_time() throws Exception {
        answerAfter(0, Duration.ZERO);
        long start = System.nanoTime();

        LatencySummary all = run(1_000, Duration.ofSeconds(1));

        assertThat(all.count()).isEqualTo(1_000);
        assertThat(seen).hasValue(1_000);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(990));
    }

    /** With one connection and a stalled answer, all that was due during the stall is late, not just the one request. */
    @Test
    void a_stall_is_charged_to_every_request_that_was_due_during_it() throws Exception {
        answerAfter(100, STALL);

        LatencySummary all = run(1_000, Duration.ofSeconds(1));

        assertThat(all.latencyMicrosMax()).isGreaterThanOrEqualTo(STALL.toNanos() / 1_000 * 99 / 100);
        assertThat(all.latencyMicrosP90())
                .as("at least a tenth of all were due in the first 400 ms of the stall")
                .isGreaterThan(50_000);
    }

    /** What cannot be sent is not waited for, or the driver would fall behind those who come after. */
    @Test
    void who_finds_no_room_is_counted_as_not_sent() throws Exception {
        answerAfter(1, STALL);
        var options = DriverOptions.defaults().withConnections(1).withWaitingMax(0);
        var heard = new AtomicInteger();
        try (var driver = HttpDriver.start(target(), options)) {
            LatencyTable table = new OpenLoop(
                            driver,
                            ArrivalShape.even(Duration.ofMillis(200)),
                            100,
                            i -> Request.get(target(), "/").withoutBody())
                    .run(Duration.ofSeconds(30), (due, at, label) -> heard.incrementAndGet());

            assertThat(table.count(label -> label.outcome().equals("driver-full")))
                    .isGreaterThan(50);
            assertThat(heard).hasValue(100);
        }
    }

    private LatencySummary run(int count, Duration over) throws InterruptedException {
        Request request = Request.get(target(), "/").withoutBody();
        try (var driver = HttpDriver.start(target(), DriverOptions.defaults().withConnections(1))) {
            return new OpenLoop(driver, ArrivalShape.even(over), count, i -> request)
                    .run(Duration.ofSeconds(30))
                    .summary(label -> label.outcome().equals("200"));
        }
    }

    private Target target() {
        return Target.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    /** Answers at once, except the n-th request, which has to wait. */
    private void answerAfter(int stalled, Duration stall) {
        server.createContext("/", exchange -> {
            if (seen.incrementAndGet() == stalled) {
                pause(stall);
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
