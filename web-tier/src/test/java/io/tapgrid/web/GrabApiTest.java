package io.tapgrid.web;

import static io.tapgrid.web.Sales.aSale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.Reason;
import io.tapgrid.domain.SaleId;
import io.tapgrid.domain.sale.Rule;
import io.tapgrid.gridapi.Answer;
import io.tapgrid.gridapi.SaleAdmin.Move;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GrabApiTest {
    private final Site site = Site.start();

    @AfterEach
    void stop() {
        site.close();
    }

    private Sales open(String id) {
        return aSale(id).opening(site.clock.instant().minusSeconds(1));
    }

    @Test
    void a_win_is_answered_with_the_purchase_its_token_and_the_end_of_the_hold() {
        open("WIN").with("A", 1).scheduledIn(site.grid);

        Answered won = site.grab("WIN", "A", "u1").key("k").send().is(200);

        assertThat(won.json())
                .containsEntry("outcome", "WON")
                .containsEntry("purchaseId", "WIN~0~u1")
                .containsEntry("state", "HELD")
                .containsEntry("holdExpiresAt", "2026-12-01T12:05:00Z");
        assertThat(won.text("token")).matches("[A-Za-z0-9_-]{22}");
        assertThat(won.header("Cache-Control")).contains("no-store");
    }

    @Test
    void a_repeat_with_the_same_key_is_answered_with_the_same_purchase_in_its_current_state() {
        open("REPEAT").with("A", 1).scheduledIn(site.grid);
        Answered won = site.grab("REPEAT", "A", "u1").key("k").send().is(200);
        String cart = "/v1/purchases/REPEAT~0~u1/cart";
        site.post(cart)
                .by(site.login("u1"))
                .json("{\"token\":\"" + won.text("token") + "\"}")
                .send()
                .is(200);

        Answered again = site.grab("REPEAT", "A", "u1").key("k").send().is(200);

        assertThat(again.json())
                .containsEntry("outcome", "WON")
                .containsEntry("purchaseId", "REPEAT~0~u1")
                .containsEntry("token", won.text("token"))
                .containsEntry("state", "CARTED")
                .containsKey("payBy");
    }

    @Test
    void a_repeat_of_a_win_that_lapsed_is_answered_as_released() {
        open("LAPSED").with("A", 1).scheduledIn(site.grid);
        site.grab("LAPSED", "A", "u1").key("k").send().is(200);
        site.clock.advance(Duration.ofMinutes(6));

        assertThat(site.grab("LAPSED", "A", "u1").key("k").send().is(200).json())
                .containsEntry("state", "RELEASED")
                .containsEntry("releaseReason", "EXPIRED");
    }

    @Test
    void a_repeat_of_a_win_is_answered_even_when_all_is_sold_paused_or_over() {
        SaleId sale = open("FOREVER").with("A", 1).scheduledIn(site.grid);
        site.grab("FOREVER", "A", "u1").key("k").send().is(200);

        site.grab("FOREVER", "A", "u2").key("k").send().isRefused(409, "sold-out");
        assertThat(site.grab("FOREVER", "A", "u1").key("k").send().is(200).text("outcome"))
                .isEqualTo("WON");
        site.grid.admin().move(sale, Move.PAUSE, "test");
        site.grab("FOREVER", "A", "u2").key("k").send().isRefused(409, "paused");
        assertThat(site.grab("FOREVER", "A", "u1").key("k").send().is(200).text("outcome"))
                .isEqualTo("WON");
        site.grid.admin().move(sale, Move.CLOSE, "test");
        site.grab("FOREVER", "A", "u2").key("k").send().isRefused(410, "sale-ended");
        assertThat(site.grab("FOREVER", "A", "u1").key("k").send().is(200).text("outcome"))
                .isEqualTo("WON");
    }

    @Test
    void the_same_key_for_another_item_is_another_request() {
        open("REUSED").with("A", 1).with("B", 1).scheduledIn(site.grid);
        site.grab("REUSED", "A", "u1").key("k").send().is(200);

        site.grab("REUSED", "B", "u1").key("k").send().isRefused(422, "key-reused");
    }

    @Test
    void keys_are_scoped_to_shopper_and_sale() {
        open("SCOPE-1").with("A", 2).scheduledIn(site.grid);
        open("SCOPE-2").with("A", 2).scheduledIn(site.grid);

        for (String sale : List.of("SCOPE-1", "SCOPE-2")) {
            for (String uid : List.of("u1", "u2")) {
                assertThat(site.grab(sale, "A", uid).key("same").send().is(200).text("purchaseId"))
                        .isEqualTo(sale + "~0~" + uid);
            }
        }
    }

    @Test
    void a_refusal_is_decided_anew_with_the_same_key() {
        open("ANEW").with("A", 1).scheduledIn(site.grid);
        site.grab("ANEW", "A", "u1").key("k").send().is(200);
        site.grab("ANEW", "A", "u2").key("k").send().isRefused(409, "sold-out");

        site.post("/v1/purchases/ANEW~0~u1/cancel").by(site.login("u1")).send().is(200);
        site.clock.advance(Duration.ofSeconds(2));

        site.grab("ANEW", "A", "u2").key("k").send().is(200);
    }

    @Test
    void a_key_is_needed_where_the_live_purchase_does_not_tell_a_repeat() {
        open("FREE-FOR-ALL").under(Rule.UNLIMITED).with("A", 9).scheduledIn(site.grid);
        open("THREE-EACH").under(Rule.perItem(3)).with("A", 9).scheduledIn(site.grid);

        site.grab("FREE-FOR-ALL", "A", "u1")
                .send()
                .isRefused(400, "invalid-request")
                .about("Idempotency-Key");
        site.grab("THREE-EACH", "A", "u1")
                .send()
                .isRefused(400, "invalid-request")
                .about("Idempotency-Key");
        site.grab("FREE-FOR-ALL", "A", "u1").key("k1").send().is(200);
        assertThat(site.grab("FREE-FOR-ALL", "A", "u1").key("k2").send().is(200).text("purchaseId"))
                .isEqualTo("FREE-FOR-ALL~1~u1");
    }

    @Test
    void without_a_key_the_live_purchase_is_the_answer_and_otherwise_it_is_decided_anew() {
        open("NO-KEY").with("A", 2).scheduledIn(site.grid);
        site.grab("NO-KEY", "A", "u1").send().is(200);

        assertThat(site.grab("NO-KEY", "A", "u1").send().is(200).text("purchaseId"))
                .isEqualTo("NO-KEY~0~u1");
        site.post("/v1/purchases/NO-KEY~0~u1/cancel")
                .by(site.login("u1"))
                .send()
                .is(200);
        assertThat(site.grab("NO-KEY", "A", "u1").send().is(200).text("purchaseId"))
                .isEqualTo("NO-KEY~1~u1");
    }

    @Test
    void each_way_not_to_win_has_its_reason() {
        aSale("SOON").opening(site.clock.instant().plusSeconds(60)).with("A", 1).scheduledIn(site.grid);
        open("LIMIT").with("A", 2).scheduledIn(site.grid);
        aSale("LISTED")
                .opening(site.clock.instant().plusSeconds(1))
                .withReservation()
                .with("A", 1)
                .scheduledIn(site.grid);

        site.grab("SOON", "A", "u1").key("k").send().isRefused(409, "not-started");
        site.grab("LIMIT", "A", "u1").key("k1").send().is(200);
        site.grab("LIMIT", "A", "u1").key("k2").send().isRefused(409, "limit-reached");
        site.grab("NOWHERE", "A", "u1").key("k").send().isRefused(404, "unknown-sale");
        site.grab("LIMIT", "B", "u1").key("k").send().isRefused(404, "unknown-item");
        site.clock.advance(Duration.ofSeconds(2));
        site.grab("LISTED", "A", "u1").key("k").send().isRefused(403, "not-reserved");
        site.clock.advance(Duration.ofHours(3));
        site.grab("LIMIT", "A", "u2").key("k").send().isRefused(410, "sale-ended");
    }

    @Test
    void a_key_that_is_under_way_is_in_use_until_its_answer_came() {
        open("BUSY").with("A", 2).scheduledIn(site.grid);
        site.grid.holdAnswers();
        CompletableFuture<Answered> first =
                site.grab("BUSY", "A", "u1").key("k").sendLater();
        Eventually.holds(() -> Management.metric(site, "tapgrid_web_in_flight") == 1);

        site.grab("BUSY", "A", "u1")
                .key("k")
                .send()
                .isRefused(409, "key-in-use")
                .withRetryAfter();
        site.grid.deliverAnswers();

        first.join().is(200);
        Eventually.holds(() -> site.grab("BUSY", "A", "u1").key("k").send().status() == 200);
    }

    @Test
    void what_the_grid_did_not_take_on_says_when_to_come_back() {
        open("AWAY").with("A", 1).scheduledIn(site.grid);
        for (Reason reason : List.of(Reason.QUEUE_FULL, Reason.DEGRADED, Reason.NO_MAJORITY)) {
            site.grid.answerInstead(command -> Optional.of(new Answer.NotTaken(reason, Duration.ofMillis(1_200))));

            Answered answer = site.grab("AWAY", "A", "u1").key("k").send();

            answer.isRefused(reason == Reason.QUEUE_FULL ? 429 : 503, reason.word());
            assertThat(answer.header("Retry-After")).contains("2");
            assertThat(answer.json()).containsEntry("layer", "grid");
        }
    }

    @Test
    void never_silent_what_was_sent_and_not_answered_is_unknown_and_never_failed() {
        open("UNKNOWN").with("A", 1).scheduledIn(site.grid);
        site.grid.answerInstead(command -> Optional.of(new Answer.Unknown()));

        site.grab("UNKNOWN", "A", "u1")
                .key("k")
                .send()
                .isRefused(503, "unknown-outcome")
                .withRetryAfter();
        site.grid.answerAgain();

        site.grab("UNKNOWN", "A", "u1").key("k").send().is(200);
    }

    @Test
    void tickets_are_unknown_until_there_is_a_queue() {
        site.get("/v1/tickets/t1").by(site.login("u1")).send().isRefused(404, "unknown-ticket");
        site.get("/v1/tickets/t1").send().isRefused(401, "login-required");
    }
}
