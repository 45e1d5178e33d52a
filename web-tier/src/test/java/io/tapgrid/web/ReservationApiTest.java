package io.tapgrid.web;

import static io.tapgrid.web.Sales.aSale;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ReservationApiTest {
    private static Site site;

    @BeforeAll
    static void start() {
        site = Site.start();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static String path(String sale, String sku) {
        return "/v1/sales/" + sale + "/items/" + sku + "/reservation";
    }

    private static void saleWithReservation(String id) {
        aSale(id)
                .opening(site.clock.instant().plusSeconds(3600))
                .withReservation()
                .with("A", 1)
                .scheduledIn(site.grid);
    }

    @Test
    void the_first_time_it_is_made_and_after_that_it_was_there() {
        saleWithReservation("MADE");
        String token = site.login("u1");

        Answered made = site.put(path("MADE", "A")).by(token).send().is(201);
        site.clock.advance(Duration.ofSeconds(5));
        Answered again = site.put(path("MADE", "A")).by(token).send().is(200);

        assertThat(made.json()).containsOnlyKeys("reservedAt");
        assertThat(again.text("reservedAt")).isEqualTo(made.text("reservedAt"));
        assertThat(site.get(path("MADE", "A")).by(token).send().is(200).text("reservedAt"))
                .isEqualTo(made.text("reservedAt"));
    }

    @Test
    void another_shoppers_reservation_is_not_mine() {
        saleWithReservation("MINE");
        site.put(path("MINE", "A")).by(site.login("u1")).send().is(201);

        site.get(path("MINE", "A")).by(site.login("u2")).send().isRefused(404, "unknown-reservation");
    }

    @Test
    void it_comes_too_late_once_the_sale_has_opened() {
        saleWithReservation("LATE");
        site.clock.advance(Duration.ofSeconds(3600));

        site.put(path("LATE", "A")).by(site.login("u1")).send().isRefused(409, "wrong-state");
    }

    @Test
    void none_can_be_made_where_none_is_needed() {
        aSale("FREE")
                .opening(site.clock.instant().plusSeconds(3600))
                .with("A", 1)
                .scheduledIn(site.grid);

        site.put(path("FREE", "A")).by(site.login("u1")).send().isRefused(409, "wrong-state");
    }

    @Test
    void sale_and_item_must_be_there() {
        saleWithReservation("THERE");
        String token = site.login("u1");

        site.put(path("NOWHERE", "A")).by(token).send().isRefused(404, "unknown-sale");
        site.put(path("THERE", "B")).by(token).send().isRefused(404, "unknown-item");
        site.put(path("there", "A")).by(token).send().isRefused(404, "unknown-sale");
        site.put(path("THERE", "a")).by(token).send().isRefused(404, "unknown-item");
    }

    @Test
    void nobody_reserves_without_a_login() {
        saleWithReservation("LOGIN");

        site.put(path("LOGIN", "A")).send().isRefused(401, "login-required");
        site.get(path("LOGIN", "A")).send().isRefused(401, "login-required");
    }
}
