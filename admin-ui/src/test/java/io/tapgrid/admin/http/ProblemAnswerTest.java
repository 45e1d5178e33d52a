package io.tapgrid.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.admin.http.Routes.Access;
import io.tapgrid.domain.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a problem says beside its body: when to come back, and what to think of an accident. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProblemAnswerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private AdminServer server;

    @BeforeAll
    void start() throws Exception {
        Routes routes = new Routes();
        for (Reason reason : Reason.values()) {
            routes.add("GET", "/refused/" + reason.word(), Access.OPEN, refusing(new Problem(reason, "No.")));
        }
        for (String method : new String[] {"GET", "POST", "PUT"}) {
            routes.add(method, "/accident", Access.OPEN, exchange -> {
                throw new IllegalStateException("an accident that this test made");
            });
        }
        routes.add(
                "GET", "/slow", Access.OPEN, refusing(new Problem(Reason.QUEUE_FULL, "No.", Duration.ofMillis(1_001))));
        server = new AdminServer(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), routes, new ApiKey("unused"))
                .start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Endpoint refusing(Problem problem) {
        return exchange -> {
            throw problem;
        };
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void who_may_come_back_is_told_when(Reason reason) throws Exception {
        HttpResponse<String> answer = ask("GET", "/refused/" + reason.word());

        boolean mayComeBack = answer.statusCode() == 429 || answer.statusCode() == 503 || reason == Reason.KEY_IN_USE;
        assertThat(answer.body()).contains("\"reason\":\"" + reason.word() + "\"");
        if (mayComeBack) {
            assertThat(answer.headers().firstValue("retry-after")).contains("1");
        } else {
            assertThat(answer.headers().firstValue("retry-after")).isEmpty();
        }
    }

    @Test
    void nobody_is_told_to_come_back_too_early() throws Exception {
        assertThat(ask("GET", "/slow").headers().firstValue("retry-after")).contains("2");
    }

    @ParameterizedTest
    @CsvSource({"GET,degraded", "POST,unknown-outcome", "PUT,unknown-outcome"})
    void after_an_accident_nobody_can_say_what_was_done_unless_nothing_was_asked_for(String method, String reason)
            throws Exception {
        HttpResponse<String> answer = ask(method, "/accident");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"reason\":\"" + reason + "\"").doesNotContain("accident that");
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
    }
}
