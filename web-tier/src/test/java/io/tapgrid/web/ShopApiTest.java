package io.tapgrid.web;

import static io.tapgrid.web.Sales.aSale;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signed with the reference implementation of Standard Webhooks. */
final class ShopApiTest {
    private static final String PAYMENT = "{\"paymentId\":\"p-1\",\"amountMinor\":199900,\"currency\":\"CNY\"}";

    private final Site site = Site.start();

    @AfterEach
    void stop() {
        site.close();
    }

    private void cartedUnit(String sale) {
        aSale(sale).opening(site.clock.instant().minusSeconds(1)).with("A", 1).scheduledIn(site.grid);
        String token = site.grab(sale, "A", "u1").key("k").send().is(200).text("token");
        site.post("/v1/purchases/" + sale + "~0~u1/cart")
                .by(site.login("u1"))
                .json("{\"token\":\"" + token + "\"}")
                .send()
                .is(200);
    }

    private String state(String sale) {
        return site.get("/v1/purchases/" + sale + "~0~u1")
                .by(site.login("u1"))
                .send()
                .text("state");
    }

    private Request signed(String path, String body) {
        return signed(path, body, site.clock.instant().getEpochSecond());
    }

    private Request signed(String path, String body, long timestamp) {
        return unsigned(path, body)
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", signature(Site.SHOP_SECRET, timestamp, body));
    }

    private Request unsigned(String path, String body) {
        return site.post("/v1/shop/purchases/" + path).json(body);
    }

    private static String signature(String secret, long timestamp, String body) {
        try {
            return new Webhook(secret).sign("msg_1", timestamp, body);
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_carted_unit_is_paid_for_and_a_repeat_is_harmless() {
        cartedUnit("PAID");

        assertThat(signed("PAID~0~u1/paid", PAYMENT).send().is(200).text("state"))
                .isEqualTo("PAID");
        assertThat(signed("PAID~0~u1/paid", PAYMENT).send().is(200).text("state"))
                .isEqualTo("PAID");
        assertThat(state("PAID")).isEqualTo("PAID");
        site.post("/v1/purchases/PAID~0~u1/cancel").by(site.login("u1")).send().isRefused(409, "wrong-state");
    }

    @Test
    void a_payment_is_given_back_and_a_repeat_is_harmless() {
        cartedUnit("BACK");
        signed("BACK~0~u1/paid", PAYMENT).send().is(200);

        assertThat(signed("BACK~0~u1/refunded", PAYMENT).send().is(200).text("state"))
                .isEqualTo("RELEASED");
        assertThat(signed("BACK~0~u1/refunded", PAYMENT).send().is(200).text("state"))
                .isEqualTo("RELEASED");
        assertThat(site.get("/v1/purchases/BACK~0~u1")
                        .by(site.login("u1"))
                        .send()
                        .text("releaseReason"))
                .isEqualTo("REFUNDED");
    }

    @Test
    void a_payment_after_the_release_says_so() {
        cartedUnit("LATE");
        site.clock.advance(Duration.ofMinutes(20));

        signed("LATE~0~u1/paid", PAYMENT).send().isRefused(409, "wrong-state");
    }

    @Test
    void the_price_must_be_right() {
        cartedUnit("PRICE");

        signed("PRICE~0~u1/paid", PAYMENT.replace("199900", "199899"))
                .send()
                .isRefused(400, "invalid-request")
                .about("amountMinor");
        signed("PRICE~0~u1/paid", PAYMENT.replace("CNY", "USD"))
                .send()
                .isRefused(400, "invalid-request")
                .about("currency");
        assertThat(state("PRICE")).isEqualTo("CARTED");
    }

    @Test
    void only_the_shop_may_say_so() {
        cartedUnit("WHO");
        long now = site.clock.instant().getEpochSecond();
        String other = "whsec_" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=";

        unsigned("WHO~0~u1/paid", PAYMENT).send().isRefused(401, "login-required");
        unsigned("WHO~0~u1/paid", PAYMENT).by(site.login("u1")).send().isRefused(401, "login-required");
        unsigned("WHO~0~u1/paid", PAYMENT)
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", signature(other, now, PAYMENT))
                .send()
                .isRefused(401, "login-invalid");
        unsigned("WHO~0~u1/paid", PAYMENT.replace("p-1", "p-2"))
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", signature(Site.SHOP_SECRET, now, PAYMENT))
                .send()
                .isRefused(401, "login-invalid");
        assertThat(state("WHO")).isEqualTo("CARTED");
    }

    @Test
    void one_good_signature_among_several_is_enough() {
        cartedUnit("ROTATED");
        long now = site.clock.instant().getEpochSecond();

        unsigned("ROTATED~0~u1/paid", PAYMENT)
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", "v1,AAAA v2,BBBB " + signature(Site.SHOP_SECRET, now, PAYMENT))
                .send()
                .is(200);
    }

    @Test
    void a_message_must_be_of_now() {
        cartedUnit("WHEN");
        long now = site.clock.instant().getEpochSecond();

        signed("WHEN~0~u1/paid", PAYMENT, now - 301).send().isRefused(401, "login-invalid");
        signed("WHEN~0~u1/paid", PAYMENT, now + 301).send().isRefused(401, "login-invalid");
        signed("WHEN~0~u1/paid", PAYMENT, Long.MAX_VALUE).send().isRefused(401, "login-invalid");
        assertThat(state("WHEN")).isEqualTo("CARTED");
        signed("WHEN~0~u1/paid", PAYMENT, now - 299).send().is(200);
    }

    @Test
    void a_purchase_that_is_not_there_is_unknown() {
        signed("NOWHERE~0~u1/paid", PAYMENT).send().isRefused(404, "unknown-purchase");
        signed("nonsense/paid", PAYMENT).send().isRefused(404, "unknown-purchase");
    }

    @Test
    void the_body_is_checked_field_by_field() {
        cartedUnit("BODY");
        for (String[] broken : new String[][] {
            {"{}", "paymentId"},
            {"{\"paymentId\":\"p\"}", "amountMinor"},
            {PAYMENT.replace("\"p-1\"", "1"), "paymentId"},
            {PAYMENT.replace("p-1", ""), "paymentId"},
            {PAYMENT.replace("p-1", "x".repeat(129)), "paymentId"},
            {PAYMENT.replace("p-1", "\\u0007"), "paymentId"},
            {PAYMENT.replace("199900", "-1"), "amountMinor"},
            {PAYMENT.replace("199900", "1.5"), "amountMinor"},
            {PAYMENT.replace("199900", "99999999999999999999"), "amountMinor"},
            {PAYMENT.replace("199900", "\"199900\""), "amountMinor"},
            {PAYMENT.replace("CNY", "cny"), "currency"},
            {PAYMENT.replace("CNY", "CNYX"), "currency"},
            {PAYMENT.replace("}", ",\"extra\":1}"), "extra"}
        }) {
            signed("BODY~0~u1/paid", broken[0])
                    .send()
                    .isRefused(400, "invalid-request")
                    .about(broken[1]);
        }
        assertThat(state("BODY")).isEqualTo("CARTED");
    }

    @Test
    void a_body_that_was_signed_in_other_bytes_is_not_the_same() {
        cartedUnit("BYTES");
        long now = site.clock.instant().getEpochSecond();

        site.post("/v1/shop/purchases/BYTES~0~u1/paid")
                .body("application/json", (PAYMENT + " ").getBytes(StandardCharsets.UTF_8))
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", signature(Site.SHOP_SECRET, now, PAYMENT))
                .send()
                .isRefused(401, "login-invalid");
    }
}
