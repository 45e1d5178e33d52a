package io.tapgrid.load.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {

    private static final String PAGE = """
            {"id":"S","state":"OPEN","opensAt":"2026-12-01T04:00:00Z","closesAt":"2026-12-01T06:00:00Z",
             "serverTime":"2026-12-01T04:00:01.5Z","rule":{"perItem":3},
             "items":[{"sku":"A","priceMinor":100,"currency":"CNY","state":"AVAILABLE","left":7}]}""";

    @Test
    void a_sales_page_is_read() {
        SalePage page = SalePage.of(Reply.of(200, PAGE)).orElseThrow();

        assertThat(page.serverTime()).isEqualTo(Instant.parse("2026-12-01T04:00:01.500Z"));
        assertThat(page.rule()).isEqualTo(new Rule("perItem 3", 3, Integer.MAX_VALUE));
        assertThat(page.items()).containsKey("A");
        assertThat(page.items().values()).allMatch(SalePage.Item::available);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[1]", "{", "{\"opensAt\":\"soon\"}", "\"text\"", "\0\0\0"})
    void what_is_not_a_sales_page_is_none(String body) {
        assertThat(SalePage.of(Reply.of(200, body))).isEmpty();
    }

    @Test
    void a_rule_that_the_contract_does_not_know_is_refused() {
        assertThatThrownBy(() -> SalePage.of(Reply.of(200, PAGE.replace("{\"perItem\":3}", "\"TWO\""))))
                .hasMessageContaining("rule");
    }

    @Test
    void a_refusal_with_a_reason_is_in_the_contract_and_a_bare_error_is_not() {
        assertThat(Reply.of(409, "{\"reason\":\"sold-out\"}").outsideTheContract())
                .isFalse();
        assertThat(Reply.of(503, "{\"reason\":\"degraded\"}").outsideTheContract())
                .isFalse();
        assertThat(Reply.of(500, "{\"reason\":\"oops\"}").outsideTheContract()).isTrue();
        assertThat(Reply.of(404, "<html>").outsideTheContract()).isTrue();
        assertThat(Reply.of(404, "<html>").reason()).isEqualTo("status-404");
    }

    @Test
    void only_what_may_change_by_waiting_asks_to_repeat() {
        assertThat(Reply.of(429, "{}").asksToRepeat()).isTrue();
        assertThat(Reply.of(503, "{}").asksToRepeat()).isTrue();
        assertThat(Reply.of(409, "{\"reason\":\"key-in-use\"}").asksToRepeat()).isTrue();
        assertThat(Reply.of(409, "{\"reason\":\"sold-out\"}").asksToRepeat()).isFalse();
        assertThat(Reply.of(403, "{\"reason\":\"not-reserved\"}").asksToRepeat())
                .isFalse();
    }
}
