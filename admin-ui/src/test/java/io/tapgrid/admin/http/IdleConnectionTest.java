package io.tapgrid.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.admin.http.Routes.Access;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A connection that is silent because the server works is kept; one whose client has stopped sending is not. */
final class IdleConnectionTest {
    private static final Duration IDLE = Duration.ofMillis(300);
    private static final String KEY = "tgk_a-key-for-tests";
    private static final String HEAD = "POST /upload HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer "
            + KEY + "\r\nContent-Length: 6\r\n\r\n";

    private static AdminServer server() throws Exception {
        Routes routes = new Routes().add("POST", "/upload", Access.API_KEY, IdleConnectionTest::readsSlowly);
        return new AdminServer(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), routes, new ApiKey(KEY), IDLE)
                .start();
    }

    /** Works for several idle times with the first half of what is sent before it reads the second. */
    private static void readsSlowly(Exchange exchange) throws Exception {
        InputStream body = exchange.streamedBody();
        byte[] first = body.readNBytes(3);
        long until = System.nanoTime() + 4 * IDLE.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
        byte[] second = body.readNBytes(3);
        exchange.answer(
                200,
                "text/plain",
                (new String(first, StandardCharsets.US_ASCII) + new String(second, StandardCharsets.US_ASCII))
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private static String send(AdminServer server, String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(20));
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void an_upload_outlasts_a_long_pause_of_its_reader() throws Exception {
        try (AdminServer server = server()) {
            assertThat(send(server, HEAD + "abcdef")).startsWith("HTTP/1.1 200").endsWith("abcdef");
        }
    }

    @Test
    void a_client_that_stops_sending_is_given_up() throws Exception {
        try (AdminServer server = server()) {
            assertThat(send(server, HEAD + "abcd")).startsWith("HTTP/1.1 400").contains("not sent to its end");
        }
    }
}
