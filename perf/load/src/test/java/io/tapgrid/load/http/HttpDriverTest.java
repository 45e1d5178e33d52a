package io.tapgrid.load.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapgrid.load.http.Outcome.NotSent;
import io.tapgrid.load.http.Outcome.Unknown;
import io.tapgrid.load.http.Outcome.Why;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpDriverTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final DriverOptions OPTIONS =
            DriverOptions.defaults().withConnections(1).withAnswerWithin(Duration.ofSeconds(20));

    @Test
    void one_connection_carries_one_request_after_another() throws Exception {
        try (var server = new ScriptedServer((head, socket) -> ScriptedServer.write(socket, OK))) {
            List<Outcome> outcomes = ask(server.target(), OPTIONS, 50);

            assertThat(outcomes)
                    .hasSize(50)
                    .allSatisfy(o -> assertThat(answer(o).text()).isEqualTo("ok"));
            assertThat(server.connectionsSeen()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_lost_after_sending_is_unknown_and_the_next_request_gets_a_new_one() throws Exception {
        try (var server = new ScriptedServer((head, socket) -> {
            if (head.contains("/0 ")) {
                socket.close();
            } else {
                ScriptedServer.write(socket, OK);
            }
        })) {
            List<Outcome> outcomes = ask(server.target(), OPTIONS, 2);

            assertThat(outcomes.get(0)).isEqualTo(new Unknown(Why.CONNECTION_LOST));
            assertThat(answer(outcomes.get(1)).status()).isEqualTo(200);
            assertThat(server.connectionsSeen()).isEqualTo(2);
        }
    }

    @Test
    void a_connection_lost_in_the_middle_of_an_answer_is_unknown() throws Exception {
        try (var server = new ScriptedServer((head, socket) -> {
            ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npart");
            socket.close();
        })) {
            assertThat(ask(server.target(), OPTIONS, 1)).containsExactly(new Unknown(Why.MALFORMED_ANSWER));
        }
    }

    @Test
    void a_malformed_answer_is_unknown() throws Exception {
        try (var server = new ScriptedServer((head, socket) -> ScriptedServer.write(socket, "HTTP/1.1 abc\r\n\r\n"))) {
            assertThat(ask(server.target(), OPTIONS, 1)).containsExactly(new Unknown(Why.MALFORMED_ANSWER));
        }
    }

    @Test
    void an_endless_answer_is_ended_at_the_limit() throws Exception {
        String piece = "x".repeat(1024);
        try (var server = new ScriptedServer((head, socket) -> {
            ScriptedServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
            while (!socket.isClosed()) {
                ScriptedServer.write(socket, piece);
            }
        })) {
            assertThat(ask(server.target(), OPTIONS.withAnswerBytesMax(8192), 1))
                    .containsExactly(new Unknown(Why.MALFORMED_ANSWER));
        }
    }

    @Test
    void silence_is_unknown_once_the_time_is_up() throws Exception {
        try (var server = new ScriptedServer((head, socket) -> {})) {
            assertThat(ask(server.target(), OPTIONS.withAnswerWithin(Duration.ofMillis(100)), 1))
                    .containsExactly(new Unknown(Why.TIMED_OUT));
        }
    }

    @Test
    void a_server_that_is_not_there_was_sent_nothing() throws Exception {
        int freePort;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            freePort = probe.getLocalPort();
        }
        assertThat(ask(Target.of(URI.create("http://127.0.0.1:" + freePort)), OPTIONS, 1))
                .containsExactly(new NotSent(Why.CONNECT_FAILED));
    }

    @Test
    void what_finds_no_place_in_the_waiting_line_was_not_sent() throws Exception {
        var released = new CountDownLatch(1);
        try (var server = new ScriptedServer((head, socket) -> {
            released.await(20, TimeUnit.SECONDS);
            ScriptedServer.write(socket, OK);
        })) {
            var outcomes = new ConcurrentLinkedQueue<Outcome>();
            try (var driver = HttpDriver.start(server.target(), OPTIONS.withWaitingMax(1))) {
                sendAll(driver, server.target(), 3, outcomes);
                awaitSize(outcomes, 1);
                assertThat(outcomes).containsExactly(new NotSent(Why.DRIVER_FULL));
                released.countDown();
                awaitSize(outcomes, 3);
            }
        }
    }

    @Test
    void closing_tells_the_calls_under_way() throws Exception {
        try (var server = new ScriptedServer((head, socket) -> {})) {
            var outcomes = new ConcurrentLinkedQueue<Outcome>();
            try (var driver = HttpDriver.start(server.target(), OPTIONS)) {
                sendAll(driver, server.target(), 2, outcomes);
                driver.loop(0).execute(driver::close);
                awaitSize(outcomes, 2);
            }
            assertThat(outcomes).last().isEqualTo(new NotSent(Why.DRIVER_CLOSED));
        }
    }

    @Test
    void an_error_in_the_callers_code_is_kept() throws Exception {
        try (var server = new ScriptedServer((head, socket) -> ScriptedServer.write(socket, OK));
                var driver = HttpDriver.start(server.target(), OPTIONS)) {
            var boom = new IllegalStateException("boom");
            driver.loop(0).execute(() -> {
                throw boom;
            });
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (driver.failure().isEmpty() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(driver.failure()).containsSame(boom);
        }
    }

    @Test
    void other_peoples_servers_are_refused() {
        assertThatThrownBy(() -> Target.of(URI.create("http://192.0.2.1:80")))
                .hasMessageContaining("expected: an address of this machine");
        assertThatThrownBy(() -> Target.of(URI.create("https://127.0.0.1:80")))
                .hasMessageContaining("http://host:port");
        assertThatThrownBy(() -> Target.of(URI.create("http://127.0.0.1"))).hasMessageContaining("http://host:port");
    }

    @Test
    void a_header_cannot_split_the_request() {
        var target = Target.of(URI.create("http://127.0.0.1:1"));
        assertThatThrownBy(() -> Request.get(target, "/").header("X", "a\r\nY: b"))
                .hasMessageContaining("printable ASCII");
    }

    private static List<Outcome> ask(Target target, DriverOptions options, int count) throws Exception {
        var outcomes = new ConcurrentLinkedQueue<Outcome>();
        try (var driver = HttpDriver.start(target, options)) {
            sendAll(driver, target, count, outcomes);
            awaitSize(outcomes, count);
        }
        return List.copyOf(outcomes);
    }

    private static void sendAll(HttpDriver driver, Target target, int count, Queue<Outcome> outcomes) {
        driver.loop(0).execute(() -> {
            for (int i = 0; i < count; i++) {
                driver.loop(0).send(Request.get(target, "/" + i).withoutBody(), outcomes::add);
            }
        });
    }

    private static void awaitSize(Queue<?> queue, int size) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (queue.size() < size && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        assertThat(queue).hasSizeGreaterThanOrEqualTo(size);
    }

    private static Answer answer(Outcome outcome) {
        return ((Outcome.Answered) outcome).answer();
    }
}
