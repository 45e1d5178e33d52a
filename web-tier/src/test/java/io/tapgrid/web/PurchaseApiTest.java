package io.tapgrid.web;

import static io.tapgrid.web.Sales.aSale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.sale.Rule;
import io.tapgrid.gridapi.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PurchaseApiTest {
    private final Site site = Site.start();

    @AfterEach
    void stop() {
        site.close();
    }

    private String win(String sale, String uid) {
        return site.grab(sale, "A", uid).key("k").send().is(200).text("token");
    }

    private void open(String id) {
        aSale(id).opening(site.clock.instant().minusSeconds(1)).with("A", 9).scheduledIn(site.grid);
    }

    private Request cart(String id, String uid, String token) {
        return site.post("/v1/purchases/" + id + "/cart").by(site.login(uid)).json("{\"token\":\"" + token + "\"}");
    }

    private Request cancel(String id, String uid) {
        return site.post("/v1/purchases/" + id + "/cancel").by(site.login(uid));
    }

    @Test
    void a_purchase_has_the_contracts_fields() {
        open("FIELDS");
        String token = win("FIELDS", "u1");

        Answered one = site.get("/v1/purchases/FIELDS~0~u1")
                .by(site.login("u1"))
                .send()
                .is(200);

        assertThat(one.json())
                .isEqualTo(Map.of(
                        "purchaseId", "FIELDS~0~u1",
                        "saleId", "FIELDS",
                        "sku", "A",
                        "state", "HELD",
                        "decidedAt", "2026-12-01T12:00:00Z",
                        "holdExpiresAt", "2026-12-01T12:05:00Z",
                        "token", token));
        assertThat(one.header("Cache-Control")).contains("no-store");
    }

    @Test
    void the_list_has_the_shoppers_own_purchases_of_all_sales_newest_first() {
        open("FIRST");
        open("SECOND");
        win("FIRST", "u1");
        win("FIRST", "u2");
        site.clock.advance(Duration.ofSeconds(1));
        win("SECOND", "u1");

        Answered list = site.get("/v1/purchases").by(site.login("u1")).send().is(200);

        assertThat(list.items()).extracting(it -> it.get("purchaseId")).containsExactly("SECOND~0~u1", "FIRST~0~u1");
        assertThat(list.json()).doesNotContainKey("next");
    }

    @Test
    void a_long_list_comes_in_pages() {
        for (String sale : List.of("MANY-1", "MANY-2")) {
            aSale(sale)
                    .opening(site.clock.instant().minusSeconds(1))
                    .under(Rule.UNLIMITED)
                    .with("A", 100)
                    .scheduledIn(site.grid);
            for (int i = 0; i < 75; i++) {
                site.grab(sale, "A", "u1").key("k" + i).send().is(200);
            }
        }
        String token = site.login("u1");

        Answered first = site.get("/v1/purchases").by(token).send().is(200);
        Answered second = site.get("/v1/purchases?after=" + first.text("next"))
                .by(token)
                .send()
                .is(200);

        assertThat(first.items()).hasSize(100);
        assertThat(second.items()).hasSize(50);
        assertThat(second.json()).doesNotContainKey("next");
        assertThat(first.items()).doesNotContainAnyElementsOf(second.items());
        site.get("/v1/purchases?after=x")
                .by(token)
                .send()
                .isRefused(400, "invalid-request")
                .about("after");
        site.get("/v1/purchases?after=MANY-1~99~u1")
                .by(token)
                .send()
                .isRefused(400, "invalid-request")
                .about("after");
    }

    @Test
    void another_shoppers_purchase_is_answered_like_one_that_is_not_there() {
        open("OTHERS");
        String token = win("OTHERS", "u1");

        site.get("/v1/purchases/OTHERS~0~u1").by(site.login("u2")).send().isRefused(404, "unknown-purchase");
        cart("OTHERS~0~u1", "u2", token).send().isRefused(404, "unknown-purchase");
        cancel("OTHERS~0~u1", "u2").send().isRefused(404, "unknown-purchase");
        assertThat(site.get("/v1/purchases").by(site.login("u2")).send().items())
                .isEmpty();
        assertThat(site.get("/v1/purchases/OTHERS~0~u1")
                        .by(site.login("u1"))
                        .send()
                        .text("state"))
                .isEqualTo("HELD");
    }

    @Test
    void a_key_has_one_effect_whichever_call_it_comes_with() {
        open("ONE-EFFECT");
        String token = win("ONE-EFFECT", "u1");

        cart("ONE-EFFECT~0~u1", "u1", token).key("k").send().isRefused(422, "key-reused");
        cart("ONE-EFFECT~0~u1", "u1", token).key("c").send().is(200);
        cancel("ONE-EFFECT~0~u1", "u1").key("c").send().isRefused(422, "key-reused");
        site.grab("ONE-EFFECT", "A", "u1").key("c").send().isRefused(422, "key-reused");
        cancel("ONE-EFFECT~0~u1", "u1").key("x").send().is(200);
        site.grab("ONE-EFFECT", "A", "u1").key("x").send().isRefused(422, "key-reused");
    }

    @Test
    void a_repeat_with_the_same_key_is_answered_with_the_purchase_as_it_is_now() {
        open("AS-IT-IS");
        String token = win("AS-IT-IS", "u1");
        cart("AS-IT-IS~0~u1", "u1", token).key("c").send().is(200);
        cancel("AS-IT-IS~0~u1", "u1").key("x").send().is(200);

        for (Request repeat : List.of(
                cart("AS-IT-IS~0~u1", "u1", token).key("c"),
                cancel("AS-IT-IS~0~u1", "u1").key("x"))) {
            assertThat(repeat.send().is(200).json())
                    .containsEntry("state", "RELEASED")
                    .containsEntry("releaseReason", "CANCELLED");
        }
        cart("AS-IT-IS~0~u1", "u1", token).key("another").send().isRefused(409, "wrong-state");
    }

    @Test
    void a_held_unit_goes_into_the_cart_with_its_token_also_twice() {
        open("CART");
        String token = win("CART", "u1");
        site.clock.advance(Duration.ofSeconds(10));

        Answered carted = cart("CART~0~u1", "u1", token).key("c").send().is(200);

        assertThat(carted.json()).containsEntry("state", "CARTED").containsEntry("payBy", "2026-12-01T12:15:10Z");
        site.clock.advance(Duration.ofSeconds(10));
        assertThat(cart("CART~0~u1", "u1", token).key("c").send().is(200).text("payBy"))
                .isEqualTo("2026-12-01T12:15:10Z");
    }

    @Test
    void the_cart_wants_the_token_of_this_purchase() {
        open("TOKEN");
        win("TOKEN", "u1");
        String others = win("TOKEN", "u2");

        cart("TOKEN~0~u1", "u1", others).send().isRefused(403, "token-invalid");
        cart("TOKEN~0~u1", "u1", "").send().isRefused(403, "token-invalid");
        cart("TOKEN~0~u1", "u1", "x".repeat(500)).send().isRefused(403, "token-invalid");
        site.post("/v1/purchases/TOKEN~0~u1/cart")
                .by(site.login("u1"))
                .send()
                .isRefused(400, "invalid-request")
                .about("token");
        assertThat(site.get("/v1/purchases/TOKEN~0~u1")
                        .by(site.login("u1"))
                        .send()
                        .text("state"))
                .isEqualTo("HELD");
    }

    @Test
    void a_hold_that_has_lapsed_cannot_be_carted() {
        open("LAPSED");
        String token = win("LAPSED", "u1");
        site.clock.advance(Duration.ofMinutes(5));

        cart("LAPSED~0~u1", "u1", token).send().isRefused(410, "hold-expired");
        Answered one =
                site.get("/v1/purchases/LAPSED~0~u1").by(site.login("u1")).send();
        assertThat(one.json())
                .containsEntry("state", "RELEASED")
                .containsEntry("releaseReason", "EXPIRED")
                .doesNotContainKey("token");
    }

    @Test
    void a_unit_is_given_back_from_held_and_from_carted_also_twice() {
        open("BACK");
        win("BACK", "u1");
        String token = win("BACK", "u2");
        cart("BACK~0~u2", "u2", token).send().is(200);

        for (String uid : List.of("u1", "u2")) {
            assertThat(cancel("BACK~0~" + uid, uid).key("x").send().is(200).text("state"))
                    .isEqualTo("RELEASED");
            assertThat(cancel("BACK~0~" + uid, uid).key("x").send().is(200).text("state"))
                    .isEqualTo("RELEASED");
        }
    }

    @Test
    void a_purchase_that_was_never_made_is_unknown() {
        open("NEVER");
        String token = site.login("u1");

        site.get("/v1/purchases/NEVER~0~u1").by(token).send().isRefused(404, "unknown-purchase");
        site.get("/v1/purchases/nonsense").by(token).send().isRefused(404, "unknown-purchase");
        cancel("NEVER~0~u1", "u1").send().isRefused(404, "unknown-purchase");
    }

    @Test
    void an_unknown_outcome_is_never_called_failed() {
        open("UNKNOWN");
        String token = win("UNKNOWN", "u1");
        site.grid.answerInstead(command -> Optional.of(new Answer.Unknown()));

        cart("UNKNOWN~0~u1", "u1", token)
                .send()
                .isRefused(503, "unknown-outcome")
                .withRetryAfter();
        cancel("UNKNOWN~0~u1", "u1").send().isRefused(503, "unknown-outcome").withRetryAfter();
    }
}
