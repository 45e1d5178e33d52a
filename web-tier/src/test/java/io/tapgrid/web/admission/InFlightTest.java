package io.tapgrid.web.admission;

import static io.tapgrid.web.Sales.aSale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.web.Answered;
import io.tapgrid.web.Eventually;
import io.tapgrid.web.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class InFlightTest {
    private static final int MAX = 3;

    private final Site site = Site.start(Map.of("tapgrid.web.in-flight-max", Integer.toString(MAX)));

    @AfterEach
    void stop() {
        site.close();
    }

    private static boolean isFull(Answered answer) {
        return answer.status() == 429;
    }

    @Test
    void a_full_process_sheds_says_when_to_come_back_and_then_serves_again() {
        aSale("FULL")
                .opening(site.clock.instant().minusSeconds(1))
                .with("A", 99)
                .scheduledIn(site.grid);
        site.grid.holdAnswers();
        List<CompletableFuture<Answered>> first = new ArrayList<>();
        for (int i = 0; i < MAX; i++) {
            first.add(site.grab("FULL", "A", "u" + i).key("k").sendLater());
        }
        Eventually.holds(() -> isFull(site.grab("FULL", "A", "late").send()));

        site.grab("FULL", "A", "late")
                .key("k")
                .send()
                .isRefused(429, "queue-full")
                .withRetryAfter();
        site.get("/v1/purchases")
                .by(site.login("late"))
                .send()
                .isRefused(429, "queue-full")
                .withRetryAfter();
        site.get("/v1/sales").send().is(200);

        site.grid.deliverAnswers();
        first.forEach(answer -> answer.join().is(200));
        Eventually.holds(() -> site.grab("FULL", "A", "late").key("k").send().status() == 200);
        assertThat(site.get("/v1/purchases").by(site.login("u0")).send().items())
                .hasSize(1);
    }

    @Test
    void an_answer_that_a_client_has_not_waited_for_frees_its_place() {
        aSale("LEFT")
                .opening(site.clock.instant().minusSeconds(1))
                .with("A", 99)
                .scheduledIn(site.grid);
        site.grid.holdAnswers();
        List<CompletableFuture<Answered>> waiting = new ArrayList<>();
        for (int i = 0; i < MAX; i++) {
            waiting.add(site.grab("LEFT", "A", "u" + i).key("k").sendLater());
        }
        Eventually.holds(() -> isFull(site.grab("LEFT", "A", "next").key("k").send()));
        waiting.forEach(it -> it.cancel(true));
        site.grid.deliverAnswers();

        Eventually.holds(() -> site.grab("LEFT", "A", "next").key("k").send().status() == 200);
    }
}
