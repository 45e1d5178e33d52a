package io.tapgrid.web;

import static io.tapgrid.web.Sales.aSale;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapgrid.domain.sale.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SaleApiTest {
    private final Site site = Site.start();

    @AfterEach
    void stop() {
        site.close();
    }

    private Instant now() {
        return site.clock.instant();
    }

    @Test
    void a_sale_is_shown_to_everybody_as_the_contract_has_it() {
        aSale("SHAPE").opening(now().plusSeconds(3600)).with("PHONE-X", 7).scheduledIn(site.grid);

        Answered answer = site.get("/v1/sales/SHAPE").send().is(200);

        assertThat(answer.header("Content-Type")).contains("application/json");
        Map<String, Object> sale = answer.json();
        assertThat(sale)
                .containsEntry("id", "SHAPE")
                .containsEntry("name", Map.of("en", "Phone day", "zh", "手机日"))
                .containsEntry("state", "SCHEDULED")
                .containsEntry("opensAt", "2026-12-01T13:00:00Z")
                .containsEntry("closesAt", "2026-12-01T15:00:00Z")
                .containsEntry("serverTime", "2026-12-01T12:00:00Z")
                .containsEntry("rule", "ONE_PER_ITEM");
        assertThat(answer.items())
                .containsExactly(Map.of(
                        "sku",
                        "PHONE-X",
                        "name",
                        Map.of("en", "Item PHONE-X", "zh", "商品 PHONE-X"),
                        "priceMinor",
                        199_900,
                        "currency",
                        "CNY",
                        "state",
                        "AVAILABLE",
                        "left",
                        7));
    }

    @Test
    void the_list_has_every_sale_but_the_drafts() {
        aSale("LISTED").opening(now().plusSeconds(3600)).with("A", 1).scheduledIn(site.grid);
        aSale("HIDDEN").opening(now().plusSeconds(3600)).with("A", 1).draftIn(site.grid);

        List<Map<String, Object>> items = site.get("/v1/sales").send().is(200).items();

        assertThat(items).extracting(it -> it.get("id")).contains("LISTED").doesNotContain("HIDDEN");
        site.get("/v1/sales/HIDDEN").send().isRefused(404, "unknown-sale");
    }

    @Test
    void a_rule_of_n_per_item_is_written_as_an_operator_writes_it() {
        aSale("RULED")
                .opening(now().plusSeconds(3600))
                .under(Rule.perItem(3))
                .with("A", 1)
                .scheduledIn(site.grid);

        assertThat(site.get("/v1/sales/RULED").send().json()).containsEntry("rule", Map.of("perItem", 3));
    }

    @Test
    void a_sale_that_is_not_there_or_cannot_be_is_unknown() {
        site.get("/v1/sales/NOWHERE").send().isRefused(404, "unknown-sale");
        site.get("/v1/sales/lower-case").send().isRefused(404, "unknown-sale");
        site.get("/v1/sales/" + "A".repeat(33)).send().isRefused(404, "unknown-sale");
        site.get("/v1/sales/%00").send().isRefused(404, "unknown-sale");
    }

    @Test
    void pages_may_be_kept_for_a_second_and_the_etag_covers_everything_but_the_time() {
        aSale("TAGGED").opening(now().plusSeconds(86_400)).with("A", 1).scheduledIn(site.grid);
        Answered first = site.get("/v1/sales/TAGGED").send().is(200);
        assertThat(first.header("Cache-Control")).contains("max-age=1");

        site.clock.advance(Duration.ofSeconds(1));
        Answered later = site.get("/v1/sales/TAGGED").send().is(200);

        assertThat(later.header("ETag")).isEqualTo(first.header("ETag")).isPresent();
        assertThat(later.text("serverTime")).isNotEqualTo(first.text("serverTime"));
    }

    @Test
    void who_has_the_page_already_is_told_so_without_a_body() {
        aSale("KNOWN").opening(now().plusSeconds(86_400)).with("A", 1).scheduledIn(site.grid);
        String etag = site.get("/v1/sales/KNOWN").send().header("ETag").orElseThrow();

        for (String condition : List.of(etag, "\"other\", " + etag, "*", etag.substring(2))) {
            Answered answer = site.get("/v1/sales/KNOWN")
                    .header("If-None-Match", condition)
                    .send()
                    .is(304);
            assertThat(answer.bytes()).isEmpty();
            assertThat(answer.header("ETag")).contains(etag);
            assertThat(answer.header("Cache-Control")).contains("max-age=1");
        }
        site.get("/v1/sales/KNOWN").header("If-None-Match", "\"other\"").send().is(200);
    }

    @Test
    void the_etag_changes_when_the_sale_does() {
        aSale("MOVING").opening(now().plusSeconds(86_400)).with("A", 1).scheduledIn(site.grid);
        String before = site.get("/v1/sales/MOVING").send().header("ETag").orElseThrow();

        site.clock.advance(Duration.ofSeconds(86_401));

        Answered after = site.get("/v1/sales/MOVING")
                .header("If-None-Match", before)
                .send()
                .is(200);
        assertThat(after.text("state")).isEqualTo("OPEN");
    }

    @Test
    void the_last_unit_shows_in_the_item_and_in_the_sale() {
        aSale("SELLING").opening(now().minusSeconds(1)).with("A", 1).scheduledIn(site.grid);
        site.grab("SELLING", "A", "first").key("k").send().is(200);

        Answered answer = site.get("/v1/sales/SELLING").send();

        assertThat(answer.items().get(0)).containsEntry("state", "SOLD_OUT").containsEntry("left", 0);
        assertThat(answer.text("state")).isEqualTo("SOLD_OUT");
    }

    @Test
    void a_head_request_has_the_headers_and_no_body() {
        Answered answer = site.request("HEAD", "/v1/sales").send().is(200);

        assertThat(answer.header("ETag")).isPresent();
        assertThat(answer.bytes()).isEmpty();
    }
}
