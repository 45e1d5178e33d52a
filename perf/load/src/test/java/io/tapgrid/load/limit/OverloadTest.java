package io.tapgrid.load.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tapgrid.load.http.DriverOptions;
import io.tapgrid.load.http.HttpDriver;
import io.tapgrid.load.http.Request;
import io.tapgrid.load.http.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OverloadTest {

    private static final int SUSTAINED = 40;
    private static final int SECONDS = 1;
    private static final int SECONDS_AFTERWARDS = 2;
    private static final int OFFERED = 10 * SUSTAINED * SECONDS + SUSTAINED / 2 * SECONDS_AFTERWARDS;

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void ten_times_the_rate_is_offered_and_then_half_of_it() throws Exception {
        Overload.Seen seen = against(409);

        assertThat(seen.offered()).isEqualTo(OFFERED);
        assertThat(seen.sent()).isEqualTo(OFFERED);
        assertThat(seen.decidedPerSecond()).isPositive();
    }

    @Test
    void who_is_turned_away_for_want_of_room_is_not_decided() throws Exception {
        Overload.Seen seen = against(503);

        assertThat(seen.sent()).isEqualTo(OFFERED);
        assertThat(seen.decidedPerSecond()).isZero();
        assertThat(seen.recoveredAfterSeconds()).isEqualTo(-1);
    }

    private Overload.Seen against(int status) throws InterruptedException {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        var target =
                Target.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        Request request = Request.get(target, "/").withoutBody();
        try (var driver = HttpDriver.start(target, DriverOptions.defaults())) {
            return new Overload(driver, SUSTAINED, SECONDS, SECONDS_AFTERWARDS).run(i -> request);
        }
    }
}
